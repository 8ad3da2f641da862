import { comparePeople } from '../rules/matching/compare-people.ts';
import { explainMatch } from '../rules/matching/explain-match.ts';
import type { MatchPerson } from '../rules/matching/match-person.ts';
import { toMatchPerson } from '../rules/matching/match-person.ts';
import type { Lang } from '../rules/text.ts';
import { mask } from '../rules/mask.ts';
import { nameRarity } from '../registry/name-rarity.ts';
import { personCandidates } from '../registry/person-candidates.ts';
import { findRecord } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import type { Connection } from '../store/connection.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { askedPerson } from './asked-person.ts';
import { packedFamily } from './row-family.ts';
import { readingOf } from './packed-reading.ts';
import type { ImportCandidate, RowEntity } from './types.ts';

export interface AskedRow {
  readonly id: number;
  readonly entity: RowEntity;
  readonly record: string | null;
}

const SHOWN = 5;

/**
 * The records that a doubtful row may mean, side by side with it: the one that was proposed first, then the likeliest of the
 * register. Reasons are what speaks for and against each; the proposed one has the texts of the row's findings before them.
 */
export function rowCandidates(office: Reader, db: Connection, row: AskedRow, findings: readonly string[], lang: Lang = 'id'): ImportCandidate[] {
  const proposed = row.record === null ? undefined : (findRecord(office, 'person', row.record) ?? findRecord(office, 'family', row.record));
  if (row.entity === 'family') return proposed ? [showFamily(office, proposed, findings)] : [];
  const parent = db.prepare('SELECT parent FROM row WHERE id = ?').pluck().get(row.id) as number | null;
  const asked = askedPerson(readingOf(db, row.id), packedFamily(db, parent));
  const near = asked.name === null ? [] : personCandidates(office, asked, { limit: SHOWN }).map(({ record }) => record);
  const shown = near.filter((uid) => uid !== row.record).flatMap((uid) => findRecord(office, 'person', uid) ?? []).map((person) => showPerson(office, person, asked, [], lang));
  if (!proposed) return shown;
  const first = 'family' in proposed.values ? showPerson(office, proposed, asked, findings, lang) : showFamily(office, proposed, findings);
  return [first, ...shown].slice(0, SHOWN);
}

const text = (record: StoredRecord | undefined, field: string): string | null => (typeof record?.values[field] === 'string' ? record.values[field] : null);
const masked = (value: string | null): string | null => (value === null ? null : mask(value));

function home(office: Reader, family: StoredRecord | undefined): Pick<ImportCandidate, 'family' | 'noKk' | 'address' | 'rt' | 'rw' | 'office'> {
  return {
    family: family?.uid ?? null, noKk: masked(text(family, 'noKk')), address: text(family, 'address'), rt: text(family, 'rt'), rw: text(family, 'rw'), office: text(family, 'owner') ?? office.identity.code,
  };
}

function showFamily(office: Reader, family: StoredRecord, reasons: readonly string[]): ImportCandidate {
  const head = sql(office, 'SELECT head FROM familySummary WHERE uid = ?').pluck().get(family.uid) as string | null | undefined;
  return { record: family.uid, ...home(office, family), name: head ?? text(family, 'address') ?? '', birthDate: null, nik: null, score: 0, reasons };
}

function showPerson(office: Reader, person: StoredRecord, asked: MatchPerson, findings: readonly string[], lang: Lang): ImportCandidate {
  const family = findRecord(office, 'family', String(person.values.family));
  const { score, agreements } = comparePeople(asked, toMatchPerson(person.values, family?.values, family?.uid), nameRarity(office));
  return {
    record: person.uid, ...home(office, family), name: text(person, 'name') ?? '', birthDate: text(person, 'birthDate'), nik: masked(text(person, 'nik')), score,
    reasons: [...findings, ...explainMatch(agreements, lang)],
  };
}
