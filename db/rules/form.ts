import type { FieldValue, FieldValues } from './field.ts';
import { fieldsOfCondition, holds, isAnswered } from './form/condition.ts';
import type { Condition } from './form/condition.ts';
import { familyQuestions } from './form/family-questions.ts';
import { personQuestions } from './form/person-questions.ts';
import { blocks } from './form/question.ts';
import type { Block, Question } from './form/question.ts';

export { blocks };
export type { Block, Question };

type FormEntity = Question['entity'];

/** Every question of the Regsosek22-K entry form in the order of the paper. */
export const questions: readonly Question[] = [
  ...familyQuestions.filter((question) => question.block <= 'III'),
  ...personQuestions,
  ...familyQuestions.filter((question) => question.block > 'III'),
];

const byField = new Map(questions.map((question) => [`${question.entity}.${question.field}`, question]));

/** The question that asks for a field, or undefined when the form does not. */
export function questionOf(entity: FormEntity, field: string): Question | undefined {
  return byField.get(`${entity}.${field}`);
}

/** The questions of a family or a person that apply to these answers on a day, in the order of the paper. */
export function visibleQuestions(entity: FormEntity, values: FieldValues, today: string): readonly Question[] {
  return questions.filter((question) => question.entity === entity && applies(question, values, today) !== false);
}

/** Whether a question applies: false is certain, null cannot be told from the answers. */
export function applies(question: Question, values: FieldValues, today: string): boolean | null {
  return question.when ? holds(question.when, question.entity, values, today) : true;
}

/**
 * The answered questions that would no longer apply, and so be cleared, if `field` got this value; children of children
 * included, in the order of the paper. The form asks before it clears them. Answers that did not apply before, and those
 * of people who are no longer there, are left alone.
 */
export function childrenToClear(
  entity: FormEntity,
  field: string,
  newValue: FieldValue,
  values: FieldValues,
  today: string,
): readonly string[] {
  const after: Record<string, FieldValue> = { ...values, [field]: newValue };
  const cleared = new Set<string>();
  const candidates = questions.filter(
    (question) => question.entity === entity && question.field !== field && question.when !== undefined,
  );
  for (let size = -1; size !== cleared.size; ) {
    size = cleared.size;
    for (const question of candidates) {
      if (cleared.has(question.field) || !isAnswered(after[question.field])) continue;
      if (!isLost(question, values, after, today)) continue;
      cleared.add(question.field);
      after[question.field] = null;
    }
  }
  return candidates.filter((question) => cleared.has(question.field)).map((question) => question.field);
}

function isLost(question: Question, before: FieldValues, after: FieldValues, today: string): boolean {
  const condition = question.when;
  if (!condition || applies(question, before, today) === false) return false;
  return holds(withoutPresence(condition), question.entity, after, today) === false;
}

/** Presence hides questions but clears no answers: what was known of someone who died or moved stays known. */
function withoutPresence(condition: Condition): Condition {
  if ('all' in condition) return { all: condition.all.filter((part) => !looksAtPresence(part)) };
  return looksAtPresence(condition) ? { all: [] } : condition;
}

function looksAtPresence(condition: Condition): boolean {
  return fieldsOfCondition(condition).includes('presence');
}

/** How far a block is: required questions that apply, and those still without an answer. */
export interface BlockProgress {
  readonly block: Block;
  readonly required: number;
  readonly answered: number;
  /** `person` is the index in the list of people; null for the family. */
  readonly missing: readonly { readonly person: number | null; readonly field: string }[];
}

/** Progress of each block over a family and its people. */
export function blockProgress(family: FieldValues, people: readonly FieldValues[], today: string): readonly BlockProgress[] {
  return blocks.map((block) => {
    const own = requiredIn(block, 'family', family, today).map((field) => ({ person: null, field, values: family }));
    const theirs = people.flatMap((values, person) =>
      requiredIn(block, 'person', values, today).map((field) => ({ person, field, values })),
    );
    const asked = [...own, ...theirs];
    const missing = asked
      .filter(({ field, values }) => !isAnswered(values[field]))
      .map(({ person, field }) => ({ person, field }));
    return { block, required: asked.length, answered: asked.length - missing.length, missing };
  });
}

function requiredIn(block: Block, entity: FormEntity, values: FieldValues, today: string): readonly string[] {
  return questions
    .filter((question) => question.block === block && question.entity === entity && question.required === true)
    .filter((question) => applies(question, values, today) === true)
    .map((question) => question.field);
}
