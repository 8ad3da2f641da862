import type { Condition } from './condition.ts';

/** Blocks of the Regsosek22-K form: place, staff, dwelling, people, programmes and assets, notes. */
export const blocks = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;
export type Block = (typeof blocks)[number];

/**
 * One question of the entry form. Its number, answer type, code list and limits are those of the field's declaration;
 * its label is the field's label.
 */
export interface Question {
  readonly entity: 'family' | 'person';
  readonly field: string;
  readonly block: Block;
  /** Counts as missing while it applies and has no answer. */
  readonly required?: true;
  readonly when?: Condition;
  /** Not on the Regsosek form: asked for the family card, after the numbered questions. */
  readonly supplement?: true;
}
