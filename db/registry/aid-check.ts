import { textOf } from '../rules/field.ts';
import type { FieldValue } from '../rules/field.ts';
import { showNumber } from '../rules/numbers.ts';
import { writeChanges } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { findRecord } from '../store/records.ts';
import { needFamily, needRecord } from './access.ts';
import type { Actor } from './access.ts';
import { loadFamilies } from './family-facts.ts';
import type { Fact } from './family-facts.ts';
import { familyView } from './family-view.ts';
import type { FamilyView } from './family-view.ts';
import { creditOf } from './shared-aid.ts';
import type { CreditView, SharedAid } from './shared-aid.ts';
import { labelFor } from './states.ts';

export interface ReceivedAid {
  readonly programme: string; readonly owner: string | null; readonly recipient: string; readonly scope: 'person' | 'family' | 'group' | 'household' | 'house'; readonly status: string;
  readonly start: string | null; readonly end: string | null; readonly amount: string | null; readonly decisionNo: string | null;
  /** Credit is paid back and no aid. */
  readonly credit: CreditView | null;
}
export interface AidCheck {
  readonly found: boolean; readonly family: FamilyView | null; readonly person: string | null; readonly receives: ReceivedAid[];
  readonly checkedAt: string; readonly checkedBy: string;
}

/**
 * Cek bantuan: what a family and each of its people receive or received, found by a NIK or a person's id. Who looked, for
 * what purpose and whom they found is kept in the change log, also when nobody was found or the family lies outside their area. Errors: NOT_FOUND, OUTSIDE_AREA.
 */
export function checkAid(office: Writer, actor: Actor, query: { nik?: string; person?: string; purpose: string }): AidCheck {
  const person = query.person !== undefined ? needRecord(office, 'person', query.person).uid : personByNik(office, query.nik ?? '');
  const familyUid = person === null ? null : String(findRecord(office, 'person', person)?.values.family);
  const detail = { what: 'aidCheck', purpose: query.purpose, by: query.person === undefined ? 'nik' : 'person', person, family: familyUid };
  writeChanges(office, { user: actor.user, kind: 'access', reason: query.purpose, detail }, () => undefined);
  const family = familyUid === null ? null : needFamily(office, familyUid, actor.scope);
  const facts = family ? loadFamilies(office, [family.id])[0] : undefined;
  const names = new Map((facts?.people ?? []).map((one) => [one.uid, String(one.values.name ?? '')]));
  const view = family ? familyView(office, family.uid, actor.scope) : null;
  return {
    found: person !== null, family: view, person,
    receives: [...(facts?.enrolments ?? []).map((one) => receivedAid(office, one, names, view?.headName ?? '')), ...(view?.shared ?? []).map((one) => receivedThrough(office, one))].sort((a, b) => (b.start ?? '').localeCompare(a.start ?? '')),
    checkedAt: office.now().toISOString(), checkedBy: actor.user.name,
  };
}

/** The person with this NIK; a living one before others, then the one entered last. */
function personByNik(office: Reader, nik: string): string | null {
  const digits = nik.replace(/\D/g, '');
  if (digits === '') return null;
  const row = sql(office, 'SELECT uid FROM person WHERE nik = ? ORDER BY coalesce(status, 1) = 1 DESC, id DESC LIMIT 1').pluck().get(digits);
  return (row as string | undefined) ?? null;
}

function receivedAid(office: Reader, { values }: Fact, names: ReadonlyMap<string, string>, head: string): ReceivedAid {
  const programme = findRecord(office, 'programme', String(values.programme));
  const person = typeof values.person === 'string' ? values.person : null;
  return {
    programme: String(programme?.values.name ?? values.programme), owner: textOf(programme?.values.provider), scope: person === null ? 'family' : 'person',
    recipient: person === null ? head : (names.get(person) ?? ''), status: labelFor('TEPAT.statusKepesertaan', values.status) ?? '', start: textOf(values.start),
    end: textOf(values.end), amount: amountText(programme?.values ?? {}), decisionNo: textOf(values.decisionNo), credit: creditOf(office, values),
  };
}

/** What a family has a share in: through a group that somebody belongs to, its rumah tangga or its house. */
function receivedThrough(office: Reader, { programme, programmeName, via, name, member, status, start, end }: SharedAid): ReceivedAid {
  const of = findRecord(office, 'programme', programme);
  return { programme: programmeName, owner: textOf(of?.values.provider), scope: via, recipient: member === null ? name : `${name} (${member})`, status, start, end, amount: amountText(of?.values ?? {}), decisionNo: null, credit: null };
}

/** The amount as words: number, unit and frequency, or the programme's own note. */
function amountText(programme: Readonly<Record<string, FieldValue>>): string | null {
  if (typeof programme.amount !== 'number') return textOf(programme.amountNote);
  const unit = textOf(programme.amountUnit) ?? 'rupiah';
  const number = showNumber(programme.amount);
  const frequency = labelFor('TEPAT.frekuensi', programme.frequency);
  return `${unit === 'rupiah' ? `Rp${number}` : `${number} ${unit}`}${frequency ? ` (${frequency.toLowerCase()})` : ''}`;
}
