import { isActiveFamily } from '../rules/checks/finding.ts';
import type { FieldValue } from '../rules/field.ts';
import { addressKey } from '../registry/houses.ts';
import type { Connection } from '../store/connection.ts';
import { findRecord } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { askOwner } from './ask-owner.ts';
import { linkOf } from './asked-person.ts';
import { differences } from './differences.ts';
import { finishLone } from './finish-family.ts';
import { tell } from './judged.ts';
import type { Judged } from './judged.ts';
import type { SaveJudged } from './judged-rows.ts';
import { matchFamily, standing } from './match.ts';
import { planOf } from './match-session.ts';
import type { MatchSession } from './match-session.ts';
import { addFamilyRow } from './new-from-list.ts';
import { columnOf } from './read-row.ts';
import { rankingChanges } from './settle-family.ts';
import type { FieldChange } from './types.ts';

/** Where a family lives: what a list may bring up to date when the clerk asks for it. */
const home = ['address', 'rt', 'rw'] as const;
/** What only says which family or where it is looked for. */
const notSaid: readonly string[] = ['noKk', 'region', 'bpsRegion'];

/** The family of a person whom a row of a list means. */
export function familyOfPerson({ office }: MatchSession, person: StoredRecord): StoredRecord | null {
  const family = findRecord(office, 'family', String(person.values.family ?? ''));
  return (family && standing(office, 'family', family)) ?? null;
}

/**
 * What a row of a list says of a family that the register knows. Its desil is kept as a dated row, as from any file. Its
 * address, RT and RW change the family only when the clerk asks for it: a list of names often has old ones. Whatever is
 * not written is told with the row.
 */
export function settleHome(session: MatchSession, db: Connection, row: Judged, family: StoredRecord, save: SaveJudged): void {
  const { parsed } = row;
  const before = session.homes.get(family.uid) ?? { no: row.no, values: {}, rankings: [] };
  if (contradicts(before, row)) tell(row, 'HOME_TWICE', 'warn', { row: String(before.no) });
  const isFirst = (field: string): boolean => !said(before.values[field]);
  const changes = [
    ...homeChanges(session, row, family).filter(({ field }) => isFirst(field)),
    ...rankingChanges(session, family, { ...parsed, rankings: parsed.rankings.filter(({ kind }) => !before.rankings.some((one) => one.kind === kind)) }),
  ];
  session.homes.set(family.uid, { no: before.no, values: { ...parsed.also, ...Object.fromEntries(Object.entries(before.values).filter(([, value]) => said(value))) }, rankings: [...before.rankings, ...parsed.rankings] });
  if (changes.length === 0) return;
  const made = addFamilyRow(db, row);
  made.record = family;
  made.changes = changes;
  made.name = row.name;
  askOwner(session.office, made, family);
  finishLone(session, made);
  save(made, family.uid);
}

/** What the row would change of where the family lives; what it says and does not change is told. */
function homeChanges(session: MatchSession, row: Judged, family: StoredRecord): FieldChange[] {
  const { also } = row.parsed;
  const told = Object.fromEntries(Object.entries(also).filter(([field]) => !notSaid.includes(field)));
  const differing = differences('family', family, told);
  const plan = planOf(session, row);
  for (const { field } of differing) {
    if (home.some((one) => one === field)) continue;
    tell(row, 'FAMILY_FIELD_KEPT', 'info', {}, plan ? columnOf(plan, field, 'family') : null);
  }
  const moved = differing.filter(({ field, old, new: now }) => home.some((one) => one === field) && (field !== 'address' || addressKey(text(old)) !== addressKey(text(now))));
  if (moved.length === 0) return [];
  const noKk = linkOf(row.parsed, 'n');
  const isOther = noKk !== null && matchFamily(session.office, noKk, null)?.record.uid !== family.uid;
  if (session.options.addresses && !isOther && isActiveFamily(family.values)) return moved;
  tell(row, 'HOME_DIFFERS', 'info', { said: homeWords(also), known: homeWords(family.values), case: isOther ? 'kk' : '' }, plan ? columnOf(plan, moved[0]?.field ?? '', 'family') : null);
  return [];
}

/** Whether a row says of a family's home or rank something else than a row before it. */
function contradicts(before: { readonly values: Readonly<Record<string, FieldValue>>; readonly rankings: Judged['parsed']['rankings'] }, { parsed }: Judged): boolean {
  const differs = home.some((field) => text(before.values[field]) !== '' && text(parsed.also[field]) !== '' && plainHome(field, before.values[field]) !== plainHome(field, parsed.also[field]));
  return differs || parsed.rankings.some(({ kind, value }) => before.rankings.some((one) => one.kind === kind && one.value !== value));
}

function plainHome(field: string, value: FieldValue | undefined): string {
  return field === 'address' ? addressKey(text(value)) : text(value);
}

function homeWords(values: Readonly<Record<string, FieldValue>>): string {
  const place = [text(values.rt) && `RT ${text(values.rt)}`, text(values.rw) && `RW ${text(values.rw)}`].filter((part) => part !== '').join('/');
  return [text(values.address), place].filter((part) => part !== '').join(' ') || '—';
}

function said(value: FieldValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

function text(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
