import { versionsOf } from './aid-rule.ts';
import type { AidRule, AidTest, PersonTest } from './aid-rule.ts';

/** What rules look at, so that nothing else need be read of a whole register. */
export interface AskedFields {
  readonly family: readonly string[];
  /** Beside birth date and whether the person is there, which are always asked. */
  readonly person: readonly string[];
  /** Whether a desil is asked of one source. */
  readonly desils: boolean;
}

/** The fields that these rules ask for. */
export function askedFields(rules: readonly AidRule[]): AskedFields {
  const family = new Set<string>();
  const person = new Set<string>();
  let desils = false;
  const ofPerson = (test: PersonTest): void => {
    if ('all' in test) test.all.forEach(ofPerson);
    else if ('any' in test) test.any.forEach(ofPerson);
    else if ('not' in test) ofPerson(test.not);
    else if ('sex' in test) person.add('sex');
    else if ('answer' in test) person.add(test.answer.field);
  };
  const ofFamily = (test: AidTest): void => {
    if ('all' in test) test.all.forEach(ofFamily);
    else if ('any' in test) test.any.forEach(ofFamily);
    else if ('not' in test) ofFamily(test.not);
    else if ('answer' in test) family.add(test.answer.field);
    else if ('recipient' in test) ofPerson(test.recipient);
    else if ('someone' in test) ofPerson(test.someone);
    else if ('desil' in test) desils ||= test.desil.source !== undefined;
  };
  for (const { content } of rules.flatMap(versionsOf)) if (content.kind !== 'overlap') ofFamily(content.test);
  return { family: [...family].sort(), person: [...person].sort(), desils };
}
