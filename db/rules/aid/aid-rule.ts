import { z } from 'zod';
import { addDays } from '../dates.ts';

/**
 * The rule language of programmes: who may receive (eligibility), what must not come together (overlap), whom lists
 * point out (anomaly), and who should not be without aid (missed). Rules are data: the city edits them, each has a date
 * range, and what they say is explained in words wherever they fire (`explain-aid`).
 */

const codes = z.array(z.number().int().min(0).max(200)).min(1).max(80);

/** Programmes that a rule is about: every criterion that is given must fit; without any, all programmes. */
const choiceSchema = z.strictObject({
  uids: z.array(z.string().min(1).max(64)).min(1).max(100).optional(),
  /** Codes of TEPAT.kelompokManfaat, TEPAT.strategi, TEPAT.bentukManfaat, TEPAT.satuanPenerima, TEPAT.sumberDana. */
  benefitGroups: codes.optional(),
  strategies: codes.optional(),
  forms: codes.optional(),
  units: codes.optional(),
  funds: codes.optional(),
});
export type ProgrammeChoice = z.infer<typeof choiceSchema>;

const span = z.strictObject({ from: z.number().int().min(0).max(150).optional(), to: z.number().int().min(0).max(150).optional() });
/** An answer by its codes in the field's own list; a field of ticked codes fits when one of them is ticked. */
const answerSchema = z.strictObject({ field: z.string().min(1).max(40), in: codes });

/** What is asked of one person. */
export type PersonTest =
  | { readonly age: { readonly from?: number; readonly to?: number } }
  | { readonly sex: number }
  | { readonly answer: z.infer<typeof answerSchema> }
  | { readonly receives: ProgrammeChoice }
  | { readonly all: readonly PersonTest[] }
  | { readonly any: readonly PersonTest[] }
  | { readonly not: PersonTest };

/** What is asked of a family, or of the person who is to receive. */
export type AidTest =
  /** `source` is a code of TEPAT.sumberPeringkat; without one the desil that lists show. */
  | { readonly desil: { readonly from?: number; readonly to?: number; readonly source?: number } }
  /** The family has this need; an empty name is any need. */
  | { readonly need: string }
  | { readonly answer: z.infer<typeof answerSchema> }
  | { readonly inside: readonly string[] }
  /** Lives in a desa (true) or in a kelurahan (false). */
  | { readonly desa: boolean }
  /** The family or somebody in it receives one of these. */
  | { readonly receives: ProgrammeChoice }
  /** The person who receives; cannot be told of a family. */
  | { readonly recipient: PersonTest }
  | { readonly someone: PersonTest }
  | { readonly all: readonly AidTest[] }
  | { readonly any: readonly AidTest[] }
  | { readonly not: AidTest };

const personTest: z.ZodType<PersonTest> = z.lazy(() => z.union([
  z.strictObject({ age: span }), z.strictObject({ sex: z.number().int().min(1).max(2) }), z.strictObject({ answer: answerSchema }), z.strictObject({ receives: choiceSchema }),
  z.strictObject({ all: z.array(personTest).max(20) }), z.strictObject({ any: z.array(personTest).max(20) }), z.strictObject({ not: personTest }),
]));

const aidTest: z.ZodType<AidTest> = z.lazy(() => z.union([
  z.strictObject({ desil: span.extend({ source: z.number().int().optional() }) }), z.strictObject({ need: z.string().max(40) }), z.strictObject({ answer: answerSchema }),
  z.strictObject({ inside: z.array(z.string().regex(/^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/)).min(1).max(300) }), z.strictObject({ desa: z.boolean() }),
  z.strictObject({ receives: choiceSchema }), z.strictObject({ recipient: personTest }), z.strictObject({ someone: personTest }),
  z.strictObject({ all: z.array(aidTest).max(20) }), z.strictObject({ any: z.array(aidTest).max(20) }), z.strictObject({ not: aidTest }),
]));

/** What a rule does where it fires. */
const result = z.enum(['allow', 'warn', 'forbid']);

/** Recipients of `programmes` must pass `test`. */
const eligibility = z.strictObject({ kind: z.literal('eligibility'), programmes: choiceSchema, test: aidTest, result: z.enum(['warn', 'forbid']) });
/** Recipients of `programmes` for whom `test` holds are pointed out. */
const anomaly = z.strictObject({ kind: z.literal('anomaly'), programmes: choiceSchema, test: aidTest, result: z.enum(['warn', 'forbid']) });
/** Families for whom `test` holds should receive at least one of `programmes`. */
export const missedContentSchema = z.strictObject({ kind: z.literal('missed'), programmes: choiceSchema, test: aidTest, result: z.literal('warn') });
/** What comes together within one person, family or house: of the pairs that fit, the narrowest rule decides. */
const overlap = z.strictObject({
  kind: z.literal('overlap'), a: choiceSchema, b: choiceSchema,
  /** Two parts in the same programme, or parts in two programmes. */
  pair: z.enum(['same', 'different']),
  per: z.enum(['person', 'family', 'house']),
  /** Months that may lie between two parts so that they still meet; 0: within the same month. */
  months: z.number().int().min(0).max(600),
  result,
});

/** What a rule says, as it is stored and sent. */
export const aidRuleSchema = z.discriminatedUnion('kind', [eligibility, anomaly, missedContentSchema, overlap]);
export type AidRuleContent = z.infer<typeof aidRuleSchema>;
export type AidRuleKind = AidRuleContent['kind'];
export type OverlapContent = Extract<AidRuleContent, { kind: 'overlap' }>;
export type TestedContent = Exclude<AidRuleContent, { kind: 'overlap' }>;

/** What a rule said in one of its versions, and on which days. */
export interface AidRuleVersion<C extends AidRuleContent = AidRuleContent> {
  readonly title: string;
  /** What it rests on: a law, a decree, a letter. */
  readonly basis: string | null;
  /** Goes up with every change. */
  readonly version: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly content: C;
}

/** A rule with what stands around it. */
export interface AidRule<C extends AidRuleContent = AidRuleContent> extends AidRuleVersion<C> {
  readonly uid: string;
  /** What it said on the days before this version, the oldest first: lists of those days go by that. */
  readonly earlier?: readonly AidRuleVersion[];
}

/** A rule as it is and as it was, each version as a rule of its own days. */
export function versionsOf({ earlier = [], ...rule }: AidRule): AidRule[] {
  return [...earlier.map((one) => ({ uid: rule.uid, ...one })), rule];
}

/** What a rule says on a day; as it is now where it was not in force then. */
export function versionOn(rule: AidRule, date: string): AidRule {
  return versionsOf(rule).find((one) => isInForce(one, date)) ?? rule;
}

function isInForce({ from, to }: AidRuleVersion, date: string): boolean {
  return (from === null || from <= date) && (to === null || date <= to);
}

/** The rules of a kind that are in force on a day. */
export function rulesOn<K extends AidRuleKind>(rules: readonly AidRule[], kind: K, date: string): AidRule<Extract<AidRuleContent, { kind: K }>>[] {
  return rules.flatMap(versionsOf).filter((rule): rule is AidRule<Extract<AidRuleContent, { kind: K }>> => rule.content.kind === kind && isInForce(rule, date));
}

/** The versions that stay of a rule when another one holds from a day on: each ends the day before it. */
export function versionsBefore(versions: readonly AidRuleVersion[], since: string): AidRuleVersion[] {
  const last = addDays(since, -1);
  return versions.flatMap((one) => (one.from !== null && one.from >= since ? [] : [{ ...one, to: one.to !== null && one.to < last ? one.to : last }]));
}

/** A version of a rule as it is stored beside the present one. */
export const earlierSchema = z.object({ title: z.string(), basis: z.string().nullable(), version: z.number(), from: z.string().nullable(), to: z.string().nullable(), content: aidRuleSchema });
