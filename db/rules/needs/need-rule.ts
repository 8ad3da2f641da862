import { z } from 'zod';
import type { Condition } from '../form/condition.ts';

const field = z.string().min(1).max(40);
const codes = z.array(z.number().int().min(0).max(200)).min(1).max(80);
const age = z.number().int().min(0).max(150);

const conditionSchema: z.ZodType<Condition> = z.lazy(() => z.union([
  z.strictObject({ field, in: codes }), z.strictObject({ field, notIn: codes }), z.strictObject({ field, answered: z.boolean() }),
  z.strictObject({ all: z.array(conditionSchema).max(20) }), z.strictObject({ any: z.array(conditionSchema).max(20) }),
  z.strictObject({ ageFrom: age.optional(), ageTo: age.optional() }),
]));

const people = { among: conditionSchema, fit: conditionSchema, unfit: conditionSchema, field, optional: z.literal(true).optional() };

/** One thing a need is judged by. What is `optional` can show a need but its absence leaves the rest to decide. */
const partSchema = z.discriminatedUnion('kind', [
  /** An answer of the family is unfit by its code, in whatever list it was given (all generations of the form). */
  z.strictObject({ kind: z.literal('answer'), field, unfit: z.record(z.string().min(1).max(40), codes), optional: z.literal(true).optional() }),
  /** Answers of the family together: the need shows where `unfit` holds, and is met where `fit` does. `field` is the answer that is told. */
  z.strictObject({ kind: z.literal('family'), fit: conditionSchema, unfit: conditionSchema, field, optional: z.literal(true).optional() }),
  /** Floor area for each member below so many m². */
  z.strictObject({ kind: z.literal('area'), below: z.number().min(0.1).max(100), optional: z.literal(true).optional() }),
  /** Every member for whom `among` holds should be `fit`; one who is `unfit` shows the need. */
  z.strictObject({ kind: z.literal('everyone'), ...people }),
  /** While there is a member for whom `among` holds, some member should be `fit`. */
  z.strictObject({ kind: z.literal('someone'), ...people }),
]);

/**
 * A need as it is stored and sent. One without parts has no question on the form: it is never proposed by itself, but
 * may be added to a family's case by whoever saw it.
 */
export const needRuleSchema = z.strictObject({
  /** Stable name; lists hold it between spaces, so that it has none. */
  need: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(40),
  label: z.strictObject({ id: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) }),
  /** Who is asked to meet it where nothing else is planned. */
  agency: z.string().trim().max(120).nullable(),
  parts: z.array(partSchema).max(20),
});

export type NeedRule = z.infer<typeof needRuleSchema>;
export type NeedPart = z.infer<typeof partSchema>;

/** A set of rules as data: versioned, and replaceable by the city's own set without a change of the program. */
export interface NeedRuleSet {
  readonly name: string;
  readonly version: number;
  readonly needs: readonly NeedRule[];
}
