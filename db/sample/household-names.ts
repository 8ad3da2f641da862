import type { Member } from './household.ts';
import { nameLists } from './name-lists.ts';
import { makeFamilyName, makeName } from './people-names.ts';
import type { SampleName } from './people-names.ts';
import type { People } from './places.ts';
import type { Random } from './random.ts';

export interface HouseholdNames {
  readonly people: readonly SampleName[];
  readonly fathers: readonly string[];
  readonly mothers: readonly string[];
  /** KK.agama, one for the family. */
  readonly religion: number;
}

export interface NamingFacts {
  readonly members: readonly Member[];
  readonly births: readonly string[];
  readonly diplomas: readonly number[];
  readonly poverty: number;
  readonly peoples: readonly (readonly [people: People, weight: number])[];
}

/** Names a household: people by family, a wife sometimes of another people, children after their father's. */
export function nameHousehold(random: Random, facts: NamingFacts): HouseholdNames {
  const people = random.weighted(facts.peoples);
  const religion = random.weighted(nameLists[people].religions);
  const muslim = religion === 1;
  const familyName = makeFamilyName(random, people);
  const nameOf = (member: Member, i: number, own: People, father?: string): SampleName =>
    makeName(random, {
      people: own, sex: member.sex, muslim, father, poverty: facts.poverty,
      birthYear: Number(facts.births[i]?.slice(0, 4) ?? 1990),
      diploma: facts.diplomas[i],
      familyName: marriedIn(member) ? undefined : familyName,
    });
  const names: SampleName[] = [];
  const fathers: string[] = [];
  const mothers: string[] = [];
  facts.members.forEach((member, i) => {
    const parents = member.relationship === 3 ? parentsOf(facts.members, names) : undefined;
    const father = parents?.father ?? ancestorName(random, people, 1, muslim);
    fathers.push(father);
    mothers.push(parents?.mother ?? ancestorName(random, people, 2, muslim));
    const own = marriedIn(member) && random.chance(0.2) ? random.weighted(facts.peoples) : people;
    names.push(nameOf(member, i, own, father));
  });
  return { people: names, fathers, mothers, religion };
}

function marriedIn(member: Member): boolean {
  return member.relationship === 2 || member.relationship === 4;
}

/** The head's and the spouse's names for the children's papers; the one who is not there has died or left. */
function parentsOf(members: readonly Member[], names: readonly SampleName[]): { father?: string; mother?: string } {
  const nameOf = (sex: number): string | undefined =>
    names.find((_, i) => (members[i]?.relationship ?? 9) <= 2 && members[i]?.sex === sex)?.plain;
  return { father: nameOf(1), mother: nameOf(2) };
}

function ancestorName(random: Random, people: People, sex: number, muslim: boolean): string {
  return makeName(random, { people, sex, muslim, birthYear: 1950, poverty: 1 }).plain;
}
