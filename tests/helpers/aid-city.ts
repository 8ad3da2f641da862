import { asNewFamilies } from '../../db/api/practice-register.ts';
import { bulkWriteFamilies } from '../../db/registry/bulk-write.ts';
import { listProgrammes, seedProgrammes } from '../../db/registry/programmes.ts';
import { refreshDerived } from '../../db/registry/refresh-derived.ts';
import { generateFamilies } from '../../db/sample/families.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import type { Writer } from '../../db/store/office.ts';
import { sql } from '../../db/store/office.ts';
import { findRecord } from '../../db/store/records.ts';
import { testOffice } from '../flow/registry/office.ts';
import type { TestOffice } from '../flow/registry/office.ts';
import { mulberry } from './mulberry.ts';

export const aidCityDay = '2025-11-20';
const codes = ['PKH', 'SEMBAKO', 'BLT-DD', 'PERMAKANAN-LANSIA', 'PBI-JK', 'PBI-PEMDA', 'BSPS', 'RUTILAHU', 'LOKAL-RTLH', 'KUR', 'LOKAL-PANGAN', 'BANPANG-BERAS', 'PIP', 'LOKAL-PELATIHAN', 'LOKAL-MAKAN-LANSIA', 'BST'];
const regions = ['64.74.03.1002', '61.71.02.1005', '62.71.01.1002', '62.03.01.2011', '64.74.01.1001'];

/** One of five generated cities in which people were enrolled without asking the rules; `families` of it. */
export function aidCity(number: number, families = 120): TestOffice {
  const region = regions[number] ?? '64.74.03.1002';
  const office = testOffice(`${aidCityDay}T08:00:00`, { code: region, name: 'Contoh', level: region.endsWith('2011') ? 'desa' : 'kelurahan', practice: true });
  const { writer } = office;
  const meta = { user: office.user, kind: 'import' };
  seedProgrammes(writer, meta);
  writeChanges(writer, meta, (log) => bulkWriteFamilies(writer, log, asNewFamilies(writer, generateFamilies({ seed: `aturan ${number}`, families, region, today: aidCityDay }))));
  enrolAtRandom(writer, mulberry(number + 1), office);
  return office;
}

/** The values of a part drawn at random: now, in the past, proposed, suspended, ended; some twice. */
export function drawEnrolment(writer: Writer, random: () => number, family: string): Record<string, string | number | null> {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const programme = pick(listProgrammes(writer).filter((one) => codes.includes(String(one.values.code))));
  const status = pick([1, 2, 3, 3, 3, 4, 5, 6]);
  const start = random() < 0.1 ? null : `${2014 + Math.floor(random() * 12)}-${String(1 + Math.floor(random() * 11)).padStart(2, '0')}-10`;
  const end = status >= 5 && random() < 0.9 ? `${Math.max(2024, Number(start?.slice(0, 4) ?? 0))}-12-0${1 + Math.floor(random() * 9)}` : null;
  const people = sql(writer, 'SELECT uid FROM person WHERE family = ? ORDER BY id').pluck().all(family) as string[];
  const person = programme.values.unitKind === 1 ? pick(people) : null;
  return { owner: writer.identity.code, programme: programme.id, unitKind: programme.values.unitKind as number, family, person: person ?? null, status, start, end };
}

/** Enrols without asking the rules, as an import would. */
function enrolAtRandom(writer: Writer, random: () => number, office: TestOffice): void {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const families = sql(writer, 'SELECT uid FROM family ORDER BY id').pluck().all() as string[];
  writeChanges(writer, { user: office.user, kind: 'enrol' }, (log) => {
    for (const family of families) {
      if (random() < 0.1) log.update('family', findRecord(writer, 'family', family)?.id ?? 0, { household: pick(families.slice(0, 12)) });
      const people = sql(writer, 'SELECT uid FROM person WHERE family = ?').pluck().all(family) as string[];
      for (let count = Math.floor(random() * 5); count > 0; count -= 1) log.create('enrolment', drawEnrolment(writer, random, family));
      for (const person of people) if (random() < 0.03) log.update('person', findRecord(writer, 'person', person)?.id ?? 0, { workPosition: 5 });
      for (const person of people) if (random() < 0.2) log.update('person', findRecord(writer, 'person', person)?.id ?? 0, { healthInsurance: pick([0, 1, 2, 4, 3, 99]) });
    }
    refreshDerived(writer, 'all');
  });
}
