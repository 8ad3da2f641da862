import type { FieldValues } from '../rules/field.ts';
import { toMatchPerson } from '../rules/matching/match-person.ts';
import type { MatchPerson } from '../rules/matching/match-person.ts';
import { plainName } from '../rules/name-key.ts';
import { corrupt, drawErrorKinds } from './error-model.ts';
import type { ErrorKind } from './error-model.ts';
import { generateFamilies } from './families.ts';
import { knownRegions } from './places.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

/** A made-up person of a register in which some stand twice. Numbers count from 1 in the order they come. */
export interface PlantedPerson {
  readonly number: number;
  readonly person: MatchPerson;
  /** The number of the person that this is a copy of, or null. */
  readonly copyOf: number | null;
  /** What went wrong in the copy. */
  readonly kinds: readonly ErrorKind[];
}

export interface PlantingOptions {
  readonly seed: string;
  readonly families: number;
  readonly today: string;
  /** Share of people that stand twice. */
  readonly share?: number;
  /** `list`: copies come from a named list, which has neither NIK nor parents. */
  readonly copies?: 'register' | 'list';
}

/** How often people stand near who are not the same: the traps of matching. */
const twinShare = 0.012;
const namesakeShare = 0.01;
const lentNikShare = 0.0005;
/** Copies that stand in the family of the original: the rest stand in another, as people do who moved or married. */
const atHomeShare = 0.25;

type Card = Pick<MatchPerson, 'family' | 'noKk' | 'address' | 'rt' | 'rw'>;

/**
 * People of a city's families, with copies that the error model spoilt, and with twins, sons named after their fathers and
 * people who were given somebody else's NIK. The same for the same options on every machine.
 */
export function* plantDuplicates(options: PlantingOptions): Generator<PlantedPerson> {
  const random = createRandom(`${options.seed}:planted`);
  const cards: Card[] = [];
  const names: string[] = [];
  let [number, family] = [0, 0];
  let lent: string | null = null;
  const region = knownRegions.filter(({ code }) => code.startsWith('61.71')).map((one) => ({ region: one.code, weight: 1 }));
  for (const sample of generateFamilies({ seed: options.seed, families: options.families, today: options.today, region })) {
    const home = cardOf(sample.family, `k${(family += 1)}`);
    cards[family % 5000] = home;
    for (const values of withTraps(sample.people, names, random)) {
      const given: FieldValues = lent !== null && random.chance(lentNikShare) ? { ...values, nik: lent } : values;
      const original = (number += 1);
      yield { number, person: { ...toMatchPerson(given), ...home }, copyOf: null, kinds: [] };
      if (typeof values.nik === 'string') lent = values.nik;
      if (!random.chance(options.share ?? 0.03)) continue;
      const { values: spoilt, kinds } = corrupt(given, random, drawErrorKinds(random));
      const card = random.chance(atHomeShare) ? home : (cards[random.between(0, cards.length - 1)] ?? home);
      const bare = options.copies === 'list' ? { ...spoilt, nik: null, fatherName: null, motherName: null } : spoilt;
      yield { number: (number += 1), person: { ...toMatchPerson(bare), ...card }, copyOf: original, kinds };
    }
  }
}

function cardOf(family: FieldValues, uid: string): Card {
  const { noKk, address, rt, rw } = toMatchPerson({}, family);
  return { family: uid, noKk, address, rt, rw };
}

/** The people of a family, sometimes with a twin added or a son named after his father. `names` are names of children met before. */
function withTraps(people: readonly FieldValues[], names: string[], random: Random): FieldValues[] {
  const father = people.find(({ relationship, sex }) => relationship === 1 && sex === 1);
  const all: FieldValues[] = [];
  for (const person of people) {
    const isChild = person.relationship === 3;
    const isNamesake = isChild && person.sex === 1 && father !== undefined && random.chance(namesakeShare);
    const one = isNamesake ? { ...person, name: plainName(String(father.name)) } : person;
    all.push(one);
    if (!isChild) continue;
    if (random.chance(twinShare)) all.push(twinOf(one, names, random));
    names[random.between(0, 199)] = String(person.name);
  }
  return all;
}

/** Born the same day of the same mother, the next serial or by mistake the same, a name of its own that often begins the same. */
function twinOf(person: FieldValues, names: readonly string[], random: Random): FieldValues {
  const known = names.filter((name) => name !== person.name);
  const other = known.length > 0 ? random.pick(known) : 'BUDI SANTOSO';
  const [first = ''] = String(person.name).split(' ');
  const begun = `${first} ${other.split(' ').at(-1) ?? ''}`;
  // Twins of one and the same name could not be told from one child entered twice.
  const name = random.chance(0.5) && begun !== person.name ? begun : other;
  const nik = typeof person.nik === 'string' ? person.nik.slice(0, 12) + String((Number(person.nik.slice(12)) % 9999) + 1).padStart(4, '0') : null;
  return { ...person, name, nik: random.chance(0.05) ? (person.nik ?? null) : nik };
}
