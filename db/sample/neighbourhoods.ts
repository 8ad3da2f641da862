import type { Random } from './random.ts';
import { cityOf, type SampleRegion } from './places.ts';

/** Ground that houses stand on; by the river they stand on stilts. */
export type Terrain = 'darat' | 'sungai' | 'gambut';

/** One rukun tetangga with what its families share. */
export interface Neighbourhood {
  readonly region: SampleRegion;
  /** Three digits. */
  readonly rt: string;
  readonly rw: string;
  readonly families: number;
  readonly terrain: Terrain;
  /** How much poorer (above 0) or better off the place is than the city, -0.2 to 0.3. */
  readonly poverty: number;
  readonly streets: readonly string[];
  readonly enumerator: string;
  readonly supervisor: string;
}

const alleys = [
  'MAWAR', 'MELATI', 'DAHLIA', 'KENANGA', 'CEMPAKA', 'ANGGREK', 'TERATAI', 'KELUARGA', 'DAMAI', 'RUKUN', 'SEJAHTERA', 'BAKTI',
  'HIDAYAH', 'AMAL', 'PADAT KARYA', 'SWADAYA', 'KARYA', 'PINANG', 'MANGGIS', 'LANGSAT', 'RAMBUTAN', 'BELIMBING', 'MUSYAWARAH',
] as const;
const staff = ['RUSDI', 'MARLINA', 'HENDRIK', 'YULIANTI', 'SAPRI', 'NORMA', 'AGUS', 'DEWI', 'IWAN', 'RATNA', 'TEGUH', 'LASTRI'];

/** Divides a kelurahan's families into RT of 30 to 80 families and RW of 4 to 10 RT, one after another. */
export function* planNeighbourhoods(random: Random, region: SampleRegion, families: number): Generator<Neighbourhood> {
  const city = cityOf(region.code);
  let left = families;
  let rt = 0;
  let rw = 0;
  let rtLeftInRw = 0;
  let supervisor = '';
  while (left > 0) {
    if (rtLeftInRw === 0) {
      rw++;
      rtLeftInRw = random.between(4, 10);
      supervisor = random.pick(staff);
      // Bontang numbers its RT through the kelurahan, the others start again in every RW.
      if (city.regency !== '64.74') rt = 0;
    }
    rt++;
    rtLeftInRw--;
    const wanted = random.between(30, 80);
    const size = left <= 80 ? left : Math.min(wanted, left - 30);
    left -= size;
    yield {
      region,
      rt: String(rt).padStart(3, '0'),
      rw: String(rw).padStart(3, '0'),
      families: size,
      terrain: random.weighted<Terrain>([['darat', 62], ['sungai', 20], ['gambut', 18]]),
      poverty: random.between(-15, 22) / 100,
      streets: makeStreets(random, city.streets),
      enumerator: random.pick(staff),
      supervisor,
    };
  }
}

function makeStreets(random: Random, streets: readonly string[]): readonly string[] {
  const main = `JL. ${random.pick(streets)}`;
  return [main, ...Array.from({ length: random.between(1, 3) }, () => `${main} GG. ${random.pick(alleys)}`)];
}

/** One address in the neighbourhood, as clerks write it: street, alley, house number. */
export function makeAddress(random: Random, place: Neighbourhood): string {
  const street = random.pick(place.streets);
  const number = random.chance(0.85) ? ` NO. ${random.between(1, 120)}${random.chance(0.08) ? random.pick(['A', 'B']) : ''}` : '';
  return `${street}${number}`;
}
