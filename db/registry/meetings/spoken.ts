import { textOf } from '../../rules/field.ts';
import type { FieldValue } from '../../rules/field.ts';
import { mask } from '../../rules/mask.ts';
import { petitionState } from '../../rules/petitions/states.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { stepsOf } from '../petitions/petition-records.ts';

/** Whom an item is about and what is asked, as minutes say it. */
export interface Spoken {
  readonly name: string | null; readonly nik: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null;
  readonly subject: FieldValue; readonly programme: string | null; readonly finding: FieldValue;
}

/** What items say: as the register has it now. Identifiers whole for the record itself, else masked. */
export function spokenOf(office: Reader, items: readonly StoredRecord[]): (item: StoredRecord, whole: boolean) => Record<keyof Spoken, FieldValue> {
  const petitions = items.flatMap(({ values }) => textOf(values.petition) ?? []);
  const rows = sql(office, `SELECT p.uid, coalesce(q.name, CASE WHEN p.family IS NULL THEN p.name ELSE s.head END) AS name, coalesce(q.nik, p.nik, CASE WHEN p.person IS NULL THEN (SELECT h.nik FROM person h WHERE h.family = s.uid AND h.relationship = 1 AND coalesce(h.status, 1) = 1 ORDER BY h.id LIMIT 1) END) AS nik, coalesce(s.noKk, p.noKk) AS noKk, coalesce(s.address, p.address) AS address,
    coalesce(s.rt, p.rt) AS rt, coalesce(s.rw, p.rw) AS rw, p.subject AS subject, coalesce(g.shortName, g.name) AS programme FROM petition p
    LEFT JOIN person q ON q.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = p.person AND a.ended IS NULL), p.person)
    LEFT JOIN familySummary s ON s.uid = coalesce(q.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = p.family AND a.ended IS NULL), p.family) LEFT JOIN programme g ON g.uid = p.programme
    WHERE p.uid IN (SELECT value FROM json_each(?))`).all(JSON.stringify(petitions)) as (Omit<Spoken, 'finding'> & { uid: string })[];
  const known = new Map(rows.map(({ uid, ...row }) => [uid, row]));
  const steps = stepsOf(office, petitions);
  return (item, whole) => {
    const uid = textOf(item.values.petition) ?? '';
    const row = known.get(uid);
    const shown = (value: string | null | undefined): string | null => (value === null || value === undefined ? null : whole ? value : mask(value));
    const found = (steps.get(uid) ?? []).findLast((one) => one.values.state === petitionState.verified);
    return {
      name: row?.name ?? null, nik: shown(row?.nik), noKk: shown(row?.noKk), address: row?.address ?? null, rt: row?.rt ?? null, rw: row?.rw ?? null, subject: row?.subject ?? null, programme: row?.programme ?? null, finding: found?.values.result ?? null,
    };
  };
}
