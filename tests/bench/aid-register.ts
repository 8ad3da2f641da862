import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { asNewFamilies } from '../../db/api/practice-register.ts';
import { bulkWriteFamilies } from '../../db/registry/bulk-write.ts';
import type { NewFamily } from '../../db/registry/new-family.ts';
import { listProgrammes, seedProgrammes } from '../../db/registry/programmes.ts';
import { generateFamilies } from '../../db/sample/families.ts';
import type { SampleFamily } from '../../db/sample/families.ts';
import { knownRegions } from '../../db/sample/places.ts';
import { createRandom } from '../../db/sample/random.ts';
import type { Random } from '../../db/sample/random.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { today } from '../../db/store/office.ts';
import { newOffice, sessionOf } from './bench-session.ts';
import { keep } from './keep.ts';

/** A change in what is generated or written takes the next number. */
const EDITION = 1;
export const aidCity = '61.71';
const PER_FAMILY = 2.5;

/** A city's register with so many families and two and a half parts in programmes to each; `day.txt` says of which day its lists are. */
export function keptAidRegister(families: number): Promise<string> {
  return keep(`aid-${families}-${EDITION}`, (folder) => {
    const office = newOffice(folder, aidCity, 'Pontianak', 'kota');
    const { office: writer, user } = sessionOf(office);
    writeFileSync(path.join(folder, 'day.txt'), today(writer));
    seedProgrammes(writer, { user, kind: 'system' });
    const programmes = new Map(listProgrammes(writer).map((one) => [String(one.values.code), one.id]));
    writeChanges(writer, { user, kind: 'import' }, (log) => bulkWriteFamilies(writer, log, withMore(asNewFamilies(writer, everywhere(families)), programmes, createRandom('more')), families));
    office.close();
    return Promise.resolve();
  });
}

/** Families of every kelurahan of the city, one after another: in one go, because ordering indexes once costs least. */
function* everywhere(families: number): Generator<SampleFamily> {
  const villages = knownRegions.filter(({ code }) => code.startsWith(`${aidCity}.`));
  for (const [place, { code }] of villages.entries()) {
    const count = Math.floor((families * (place + 1)) / villages.length) - Math.floor((families * place) / villages.length);
    yield* generateFamilies({ seed: `aid ${code}`, families: count, region: code, today: '2025-11-20' });
  }
}

/** What a city gives beside the national programmes, until there are enough parts: food, insurance, training, credit, houses. */
const local = [
  { code: 'BANPANG-BERAS', person: false, share: 30, most: 5 }, { code: 'PBI-PEMDA', person: true, share: 30, most: 10 }, { code: 'LOKAL-PELATIHAN', person: true, share: 14, most: 10 },
  { code: 'KUR', person: true, share: 12, most: 10 }, { code: 'LOKAL-MAKAN-LANSIA', person: true, share: 6, most: 6 }, { code: 'LOKAL-RTLH', person: false, share: 6, most: 4 }, { code: 'LOKAL-PANGAN', person: false, share: 2, most: 4 },
] as const;

function* withMore(families: Iterable<NewFamily>, programmes: ReadonlyMap<string, string>, random: Random): Generator<NewFamily> {
  let [made, parts] = [0, 0];
  for (const family of families) {
    const enrolments = [...(family.enrolments ?? [])];
    made += 1;
    const desil = Number(family.rankings?.[0]?.values.value ?? 10);
    for (let tries = 0; parts + enrolments.length < made * PER_FAMILY && tries < 6; tries += 1) {
      const one = random.weighted(local.map((each) => [each, each.share] as const));
      if (desil > one.most || enrolments.some((each) => each.values.programme === programmes.get(one.code))) continue;
      const person = one.person ? personFor(one.code, family, random) : undefined;
      if (one.person && person === undefined) continue;
      enrolments.push({ values: { programme: programmes.get(one.code) ?? '', unitKind: one.person ? 1 : one.code === 'LOKAL-RTLH' ? 5 : 2, status: 3, start: `${random.between(2022, 2025)}-${String(random.between(1, 9)).padStart(2, '0')}-10` }, ...(person !== undefined && { person }) });
    }
    parts += enrolments.length;
    yield { ...family, enrolments };
  }
}

/** Mostly somebody whom the programme is for. */
function personFor(code: string, { people }: NewFamily, random: Random): number | undefined {
  const age = (place: number): number => 2025 - Number(String(people[place]?.values.birthDate ?? '2025').slice(0, 4));
  const all = people.map((_, place) => place);
  const fits = all.filter((place) => (code === 'PBI-PEMDA' ? true : code === 'LOKAL-MAKAN-LANSIA' ? age(place) >= 60 : age(place) >= 18 && age(place) < 58));
  if (fits.length > 0 && !random.chance(0.02)) return random.pick(fits);
  return fits.length > 0 && all.length > 0 ? random.pick(all) : undefined;
}
