import type { MatchPerson } from './match-person.ts';
import { addPerson, createPeopleColumns, homeNumbers } from './people-columns.ts';
import { scorePair } from './score-pair.ts';
import type { Agreement, MatchVerdict } from './agreement.ts';

/** How usual the words of names are where both people are: `count` people of `people` have a word (by its `nameKey`). */
export interface NameRarity {
  readonly people: number;
  count(word: string): number;
}

/** The result of comparing two people. */
export interface Match {
  /** Bits; more is more alike. */
  readonly score: number;
  readonly verdict: MatchVerdict;
  readonly agreements: readonly Agreement[];
}

/** Whether two records may be one person, scored and accounted for field by field. The same whichever comes first. */
export function comparePeople(a: MatchPerson, b: MatchPerson, rarity: NameRarity): Match {
  return comparer(a, rarity).full(b);
}

/** One person, to be compared with many. */
export interface Comparer {
  /** The score alone, which for names that are far apart is only a low number. */
  score(b: MatchPerson): number;
  full(b: MatchPerson): Match;
}

/** {@link comparePeople} for one person and many others. */
export function comparer(a: MatchPerson, rarity: NameRarity): Comparer {
  const people = createPeopleColumns();
  const first = addPerson(people, a, 0, homeNumbers(a));
  people.people = rarity.people;
  let counted = 0;
  const second = (b: MatchPerson): number => {
    people.length = first + 1;
    const place = addPerson(people, b, 1, homeNumbers(b));
    const { texts, counts } = people.words;
    for (; counted < texts.length; counted += 1) counts[counted] = rarity.count(texts[counted] ?? '');
    return place;
  };
  return {
    score: (b) => scorePair(people, first, second(b)).score,
    full(b) {
      const agreements: Agreement[] = [];
      const { score, verdict } = scorePair(people, first, second(b), agreements);
      return { score: Math.round(score * 10) / 10, verdict, agreements };
    },
  };
}
