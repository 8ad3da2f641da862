import { afterAll, expect, test } from 'vitest';
import { asNewFamilies } from '../../../db/api/practice-register.ts';
import { bulkWriteFamilies } from '../../../db/registry/bulk-write.ts';
import { listProgrammes, seedProgrammes } from '../../../db/registry/programmes.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { reportNamed } from '../../../db/reports/reports.ts';
import { codeIn } from '../../../db/rules/lists.ts';
import type { FieldValue } from '../../../db/rules/field.ts';
import { generateFamilies } from '../../../db/sample/families.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import type { Writer } from '../../../db/store/office.ts';
import { sql } from '../../../db/store/office.ts';
import { findRecord } from '../../../db/store/records.ts';
import { oracleIneligible, oracleMissed, oracleOfficials, oracleOverlaps } from '../../helpers/aid-oracle.ts';
import type { OracleEnrolment, OracleFamily } from '../../helpers/aid-oracle.ts';
import { mulberry } from '../../helpers/mulberry.ts';
import { testOffice } from '../registry/office.ts';
import type { TestOffice } from '../registry/office.ts';

/** The engine against rules written down a second time, family by family, on five generated cities. */

const today = '2025-11-20';
const offices: TestOffice[] = [];
afterAll(() => offices.forEach((one) => one.dispose()));
const codes = ['PKH', 'SEMBAKO', 'BLT-DD', 'PERMAKANAN-LANSIA', 'PBI-JK', 'PBI-PEMDA', 'BSPS', 'RUTILAHU', 'LOKAL-RTLH', 'KUR', 'LOKAL-PANGAN', 'BANPANG-BERAS', 'PIP', 'LOKAL-PELATIHAN', 'LOKAL-MAKAN-LANSIA', 'BST'];

function madeCity(number: number): { writer: Writer; families: OracleFamily[]; enrolments: (OracleEnrolment & { strategy: number })[] } {
  const region = ['64.74.03.1002', '61.71.02.1005', '62.71.01.1002', '62.03.01.2011', '64.74.01.1001'][number] ?? '64.74.03.1002';
  const office = testOffice('2025-11-20T08:00:00', { code: region, name: 'Contoh', level: region.endsWith('2011') ? 'desa' : 'kelurahan', practice: true });
  offices.push(office);
  const { writer } = office;
  const meta = { user: office.user, kind: 'import' };
  seedProgrammes(writer, meta);
  writeChanges(writer, meta, (log) => bulkWriteFamilies(writer, log, asNewFamilies(writer, generateFamilies({ seed: `aturan ${number}`, families: 120, region, today }))));
  enrolAtRandom(writer, mulberry(number + 1), office);
  return { writer, ...readBack(writer) };
}

/** Enrols without asking the rules, as an import would: now, in the past, proposed, suspended, ended; some twice. */
function enrolAtRandom(writer: Writer, random: () => number, office: TestOffice): void {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const programmes = listProgrammes(writer).filter((one) => codes.includes(String(one.values.code)));
  const families = sql(writer, 'SELECT uid FROM family ORDER BY id').pluck().all() as string[];
  writeChanges(writer, { user: office.user, kind: 'enrol' }, (log) => {
    for (const family of families) {
      if (random() < 0.1) log.update('family', findRecord(writer, 'family', family)?.id ?? 0, { household: pick(families.slice(0, 12)) });
      const people = sql(writer, 'SELECT uid FROM person WHERE family = ?').pluck().all(family) as string[];
      for (let count = Math.floor(random() * 5); count > 0; count -= 1) {
        const programme = pick(programmes);
        const status = pick([1, 2, 3, 3, 3, 4, 5, 6]);
        const start = random() < 0.1 ? null : `${2014 + Math.floor(random() * 12)}-${String(1 + Math.floor(random() * 11)).padStart(2, '0')}-10`;
        const end = status >= 5 && random() < 0.9 ? `${Math.max(2024, Number(start?.slice(0, 4) ?? 0))}-12-0${1 + Math.floor(random() * 9)}` : null;
        const person = programme.values.unitKind === 1 ? pick(people) : null;
        log.create('enrolment', { owner: writer.identity.code, programme: programme.id, unitKind: programme.values.unitKind ?? null, family, person, status, start, end });
      }
      for (const person of people) if (random() < 0.03) log.update('person', findRecord(writer, 'person', person)?.id ?? 0, { workPosition: 5 });
      for (const person of people) if (random() < 0.2) log.update('person', findRecord(writer, 'person', person)?.id ?? 0, { healthInsurance: pick([0, 1, 2, 4, 3, 99]) });
    }
    refreshDerived(writer, 'all');
  });
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
