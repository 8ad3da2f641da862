import type { Lang } from '../../rules/text.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import type { Scope } from '../access.ts';
import { isOwn, needFamily, needPerson } from '../access.ts';
import { asBefore, mergedIn, takenSides } from './as-merged.ts';
import { needBoth } from './decide-pair.ts';
import type { Both } from './decide-pair.ts';
import { pairLine } from './list-pairs.ts';
import type { PairLine } from './list-pairs.ts';
import { pairMembers } from './merge-families.ts';
import { needPair } from './pair.ts';
import type { Pair } from './pair.ts';
import { pairFields } from './pair-fields.ts';
import type { PairField, Side } from './pair-fields.ts';
import type { OfficeName } from './pair-sides.ts';
import { pairText } from './pair-texts.ts';

interface Attached { readonly enrolments: number; readonly rankings: number; readonly events: number }
interface Named { readonly id: string; readonly name: string }

/** Both records of a pair side by side. */
export interface PairView extends PairLine {
  readonly fields: PairField[];
  readonly people: { readonly left: Named | null; readonly right: Named | null; readonly together: boolean }[];
  readonly attached: { readonly left: Attached; readonly right: Attached };
  readonly survivor: Side;
  readonly undoable: boolean;
  readonly note: string | null;
}

/** Everything a person needs to decide a pair. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function showPair(office: Reader, id: string, lang: Lang, scope: Scope, officeName: OfficeName): PairView {
  const pair = needPair(office, id);
  const { left, right } = heldOf(office, pair, scope);
  const line = pairLine(office, { ...pair, left: left.uid, right: right.uid }, lang, officeName);
  const named = (person: StoredRecord | null): Named | null => person && { id: person.uid, name: String(person.values.name ?? '') };
  const survivor = left.uid < right.uid ? 'left' : 'right';
  const tx = mergedIn(office, pair);
  const fields = tx === null ? pairFields(office, pair.kind, left, right, lang) : pairFields(office, pair.kind, asBefore(office, pair.kind, left, tx), asBefore(office, pair.kind, right, tx), lang, {
    before: tx, suggested: takenSides(office, pair.kind, survivor === 'left' ? left : right, survivor, tx),
  });
  const elsewhere = (left.id === 0 ? line.left : line.right).officeName;
  const people = pair.kind === 'family' && pair.state !== 'merged' ? pairMembers(office, left.uid, right.uid) : [];
  return {
    ...line, fields,
    people: people.map((one) => ({ left: named(one.left), right: named(one.right), together: one.left !== null && one.right !== null })),
    attached: { left: attachedTo(office, pair.kind, left.uid), right: attachedTo(office, pair.kind, right.uid) },
    survivor, undoable: pair.state !== 'open' && pair.record !== null && isOwn(office, pair.record),
    note: line.mayMerge ? null : left.id === 0 || right.id === 0 ? pairText(lang, elsewhere === '' ? 'note.notHeld' : 'note.notHeldAt', { office: elsewhere }) : pairText(lang, 'note.proposal', { left: line.left.officeName, right: line.right.officeName }),
  };
}

/** Both records; what another office asks about may name one that is not held here, which then has no values. Errors: as `needBoth`. */
function heldOf(office: Reader, pair: Pair, scope: Scope): Both {
  const held = ([pair.left, pair.right] as const).filter((uid) => findRecord(office, pair.kind, uid));
  if (pair.record === null || held.length !== 1) return needBoth(office, pair, scope);
  const [one = ''] = held;
  const own = pair.kind === 'family' ? needFamily(office, one, scope) : needPerson(office, one, scope).person;
  const other = (uid: string): StoredRecord => ({ id: 0, uid, values: {} });
  return one === pair.left ? { left: own, right: other(pair.right) } : { left: other(pair.left), right: own };
}

function attachedTo(office: Reader, kind: 'family' | 'person', uid: string): Attached {
  const count = (entity: 'enrolment' | 'ranking' | 'event'): number =>
    sql(office, `SELECT count(*) FROM "${entity}" WHERE "${kind}" = ? AND voided IS NULL`).pluck().get(uid) as number;
  return { enrolments: count('enrolment'), rankings: count('ranking'), events: count('event') };
}
