import { fieldsOf } from '../../rules/entities.ts';
import { fieldClasses } from '../../rules/privacy/field-classes.ts';
import type { FieldClass } from '../../rules/privacy/field-classes.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';

/** How many people the register holds data of each specific class of (UU 27/2022 article 4). */
export function peopleByClass(office: Reader): Record<FieldClass, number> {
  const [year = '0', ...rest] = today(office).split('-');
  const adultBorn = [String(Number(year) - 18).padStart(4, '0'), ...rest].join('-');
  const filled = (dataClass: FieldClass): string => fieldsOf('person').filter((field) => field.dataClass === dataClass).map(({ key }) => `"${key}" IS NOT NULL`).join(' OR ') || '0';
  const count = (where: string, ...params: string[]): number => sql(office, `SELECT count(*) FROM person WHERE ${where}`).pluck().get(...params) as number;
  return Object.fromEntries(fieldClasses.map((one) => [one, one === 'child' ? count('birthDate > ?', adultBorn) : count(filled(one))])) as Record<FieldClass, number>;
}

/** Who received personal data from here: offices by package, partners and users by file and print; how often and when last. */
export function receiversOf(office: Reader): { name: string; how: 'package' | 'agreement' | 'file'; purpose: string; times: number; last: string }[] {
  const packages = sql(office, `SELECT r.value ->> 'name' AS name, '' AS purpose, count(*) AS times, max(p.at) AS last FROM packageOut p, json_each(p.receivers) r
    WHERE p.kind IN ('LAPORAN', 'PINDAH', 'TERUSAN', 'SASARAN', 'FOTO') GROUP BY 1 ORDER BY 4 DESC`).all() as { name: string; purpose: string; times: number; last: string }[];
  const files = sql(office, `SELECT coalesce(detail ->> 'partnerName', '') AS partner, coalesce(reason, '') AS purpose, count(*) AS times, max(at) AS last FROM tx
    WHERE kind = 'access' AND detail IS NOT NULL AND (detail ->> 'what' IN ('report', 'outsidePrint', 'document') OR detail ->> 'kind' IN ('print', 'export')) GROUP BY 1, 2 ORDER BY 4 DESC`)
    .all() as { partner: string; purpose: string; times: number; last: string }[];
  return [
    ...packages.map((row) => ({ ...row, how: 'package' as const })),
    ...files.map(({ partner, ...row }) => ({ ...row, name: partner, how: partner === '' ? 'file' as const : 'agreement' as const })),
  ];
}

/** Packages and files that an incident may be about, the latest first. */
export function lossSources(office: Reader): { packages: { id: string; at: string; kind: string; to: string; people: number }[]; files: { tx: number; at: string; detail: string; people: number }[] } {
  const packages = sql(office, `SELECT packageId AS id, at, kind, (SELECT group_concat(r.value ->> 'name', ', ') FROM json_each(packageOut.receivers) r) AS "to", people FROM packageOut
    WHERE kind IN ('LAPORAN', 'PINDAH', 'TERUSAN', 'SASARAN', 'FOTO') ORDER BY at DESC LIMIT 200`).all() as { id: string; at: string; kind: string; to: string; people: number }[];
  const files = sql(office, `SELECT d.tx AS tx, t.at AS at, t.detail AS detail, count(*) AS people FROM disclosed d JOIN tx t ON t.id = d.tx GROUP BY d.tx ORDER BY d.tx DESC LIMIT 200`)
    .all() as { tx: number; at: string; detail: string; people: number }[];
  return { packages, files };
}
