import { findDuplicates } from '../../db/rules/matching/find-duplicates.ts';
import type { DuplicatePair } from '../../db/rules/matching/find-duplicates.ts';
import { addPerson, countName, createPeopleColumns, homeNumbers } from '../../db/rules/matching/people-columns.ts';
import type { PeopleColumns } from '../../db/rules/matching/people-columns.ts';
import { plantDuplicates } from '../../db/sample/planted-duplicates.ts';
import type { PlantingOptions } from '../../db/sample/planted-duplicates.ts';

/** What the engine made of a register with planted duplicates. */
export interface Evaluation {
  readonly people: number;
  readonly planted: number;
  readonly found: number;
  /** Pairs proposed, sure and doubtful together. */
  readonly proposed: number;
  readonly sure: number;
  readonly sureWrong: number;
  /** Per kind of error: copies that have it, and those of them that were found. */
  readonly kinds: ReadonlyMap<string, { readonly planted: number; readonly found: number }>;
  readonly pairs: readonly DuplicatePair[];
  readonly copyOf: ReadonlyMap<number, number>;
  readonly columns: PeopleColumns;
}

/** Plants duplicates, looks for them, and counts. */
export async function evaluateDuplicates(options: Omit<PlantingOptions, 'today'>): Promise<Evaluation> {
  const columns = createPeopleColumns(options.families * 4, true);
  const copyOf = new Map<number, number>();
  const kindsOf = new Map<number, readonly string[]>();
  for (const { number, person, copyOf: original, kinds } of plantDuplicates({ today: '2025-11-20', ...options })) {
    countName(columns, addPerson(columns, person, number, homeNumbers(person)));
    columns.people += 1;
    if (original === null) continue;
    copyOf.set(number, original);
    kindsOf.set(number, kinds.length === 0 ? ['none'] : kinds);
  }
  const pairs = await findDuplicates(columns);
  const isTrue = ({ left, right }: DuplicatePair): boolean => copyOf.get(right) === left;
  const foundCopies = new Set(pairs.filter(isTrue).map(({ right }) => right));
  const kinds = new Map<string, { planted: number; found: number }>();
  for (const [copy, list] of kindsOf) {
    for (const kind of list) {
      const counts = kinds.get(kind) ?? { planted: 0, found: 0 };
      counts.planted += 1;
      if (foundCopies.has(copy)) counts.found += 1;
      kinds.set(kind, counts);
    }
  }
  const sure = pairs.filter(({ verdict }) => verdict === 'sure');
  return {
    people: columns.length, planted: copyOf.size, found: foundCopies.size, proposed: pairs.length, sure: sure.length,
    sureWrong: sure.filter((pair) => !isTrue(pair)).length, kinds, pairs, copyOf, columns,
  };
}
