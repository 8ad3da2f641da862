import { afterAll, expect, test } from 'vitest';
import { reportNamed } from '../../../db/reports/reports.ts';
import { codeIn } from '../../../db/rules/lists.ts';
import type { FieldValue } from '../../../db/rules/field.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import type { Writer } from '../../../db/store/office.ts';
import { sql } from '../../../db/store/office.ts';
import { findRecord } from '../../../db/store/records.ts';
import { aidCity, aidCityDay } from '../../helpers/aid-city.ts';
import { oracleIneligible, oracleMissed, oracleOfficials, oracleOverlaps } from '../../helpers/aid-oracle.ts';
import type { OracleEnrolment, OracleFamily } from '../../helpers/aid-oracle.ts';
import type { TestOffice } from '../registry/office.ts';

/** The engine against rules written down a second time, family by family, on five generated cities. */

const today = aidCityDay;
const offices: TestOffice[] = [];
afterAll(() => offices.forEach((one) => one.dispose()));

function madeCity(number: number): { writer: Writer; families: OracleFamily[]; enrolments: (OracleEnrolment & { strategy: number })[] } {
  const office = aidCity(number);
  offices.push(office);
  return { writer: office.writer, ...readBack(office.writer) };
}

function readBack(writer: Writer): { families: OracleFamily[]; enrolments: (OracleEnrolment & { strategy: number })[] } {
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const families = (sql(writer, 'SELECT uid, desil, region, needs, active FROM familySummary').all() as { uid: string; desil: number | null; region: string; needs: string; active: number }[]).map((row): OracleFamily => ({
    id: row.uid, desil: row.desil, region: row.region, needs: row.needs.trim() === '' ? 0 : row.needs.trim().split(' ').length, active: row.active === 1,
    household: text(findRecord(writer, 'family', row.uid)?.values.household),
    people: (sql(writer, 'SELECT uid FROM person WHERE family = ?').pluck().all(row.uid) as string[]).map((uid) => {
      const values: Record<string, FieldValue> = findRecord(writer, 'person', uid)?.values ?? {};
      return { id: uid, birthDate: text(values['birthDate']), alive: codeIn('KK.status_dasar', values['status']) === 1 || values['status'] === null, insurance: number(values['healthInsurance']), position: codeIn('RSEK.418', values['workPosition']), occupation: codeIn('KK.pekerjaan', values['occupationKk']) };
    }),
  }));
  const home = new Map(families.flatMap((one) => one.people.map((person) => [person.id, one.id] as const)));
  const enrolments = (sql(writer, `SELECT e.uid AS id, p.code AS code, p.benefitGroup AS "group", p.unitKind AS unit, p.strategy AS strategy, e.person AS person, e.family AS family, e.status AS status, e.start AS start, e."end" AS "end"
    FROM enrolment e JOIN programme p ON p.uid = e.programme WHERE e.voided IS NULL`).all() as (OracleEnrolment & { strategy: number })[]).map((one) => ({ ...one, family: one.person === null ? one.family : (home.get(one.person) ?? one.family) }));
  return { families, enrolments };
}

/** What rule of ours stands for what the oracle calls it. */
const whyOf: Readonly<Record<string, string>> = {
  'PKH untuk desil 1 sampai 4': 'desil', 'Sembako untuk desil 1 sampai 5': 'desil', 'PBI-JK untuk desil 1 sampai 5': 'desil', 'PIP untuk usia 6 sampai 21 tahun': 'usia',
  'Pelatihan kerja untuk usia 16 sampai 59 tahun': 'usia', 'Makanan siap santap untuk lansia miskin': 'lansia miskin', 'BLT Dana Desa hanya di desa': 'bukan desa', 'PBI tidak untuk peserta JKN mandiri atau dari pemberi kerja': 'JKN lain',
};

test.each([0, 1, 2, 3, 4])('the four lists say the same as an oracle from the domain reference, generated city %i', (number) => {
  const { writer, families, enrolments } = madeCity(number);
  const rowsOf = (name: string): Record<string, unknown>[] => reportNamed(name).run(writer, { period: today, params: {}, scope: null, regionName: (code) => code, expected: [] }).rows.map((row) => ({ ...row }));
  const overlaps = rowsOf('overlap').map((row) => `${[row['enrolment'], row['otherEnrolment']].map(String).sort().join('|')}|${row['resultCode'] === 'forbid' ? 'tolak' : 'peringatan'}`).sort();
  const expected = oracleOverlaps(families, enrolments, today);
  expect(expected.length).toBeGreaterThan(20);
  expect(overlaps).toEqual(expected);
  const ineligible = rowsOf('ineligible').flatMap((row) => (whyOf[String(row['rule'])] === undefined ? [] : [`${String(row['enrolment'])}|${whyOf[String(row['rule'])]}`])).sort();
  const failing = oracleIneligible(families, enrolments, today);
  expect(failing.length).toBeGreaterThan(10);
  expect(ineligible).toEqual(failing);
  const missed = oracleMissed(families, enrolments, today);
  expect(missed.length).toBeGreaterThan(5);
  expect(rowsOf('missed').map((row) => String(row['id'])).sort()).toEqual(missed);
  const officials = oracleOfficials(families, enrolments, today);
  expect(officials.length).toBeGreaterThan(0);
  expect(rowsOf('anomalies').filter((row) => row['causeCode'] === 'rule').map((row) => String(row['enrolment'])).sort()).toEqual(officials);
});

test('PLK-6 a recipient whose NIK is that of somebody else too is pointed out, and only the recipient', () => {
  const { writer, enrolments } = madeCity(0);
  const [one] = enrolments.filter((each) => each.person !== null && each.status === 3);
  const other = sql(writer, 'SELECT p.uid FROM person p WHERE p.nik IS NOT NULL AND coalesce(p.status, 1) = 1 AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.person = p.uid)').pluck().get() as string;
  const nik = '6474030101900099';
  writeChanges(writer, { user: { uid: null, name: 'uji' }, kind: 'edit' }, (log) => {
    for (const uid of [one?.person ?? '', other]) log.update('person', findRecord(writer, 'person', uid)?.id ?? 0, { nik, status: 1 });
  });
  const { rows } = reportNamed('anomalies').run(writer, { period: today, params: {}, scope: null, regionName: (code) => code, expected: [] });
  const twice = rows.filter((row) => row['causeCode'] === 'nik');
  expect(new Set(twice.map((row) => row['person']))).toEqual(new Set([one?.person]));
  expect(twice[0]).toMatchObject({ cause: 'NIK dipakai lebih dari satu orang', facts: 'NIK 6474••••••••0099 pada 2 orang' });
});
