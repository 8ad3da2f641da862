import { z } from 'zod';
import type { FieldValue } from './field.ts';
import { jsonOrNull } from './json-or-null.ts';

/**
 * What a programme plans beside its attributes: the stages that its recipients go through, and whose money it is with
 * shares in whole rupiah. Kept on the programme as JSON, so that it goes wherever the programme goes. How many are to be
 * reached in a year is a row of the yearly plan; `oldTargets` reads what versions before this kept here.
 */

const rupiah = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const words = z.string().trim().max(200).nullable();

const stageSchema = z.strictObject({
  /** Names the stage in results; given once, so that it may be renamed. */
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().trim().min(1).max(80),
  /** Whether it counts as what the programme did (output), what became of people (outcome), or neither. */
  counts: z.enum(['none', 'output', 'outcome']),
  /** It is asked about so many months after the stage before was reached; null: whenever it comes. */
  months: z.number().int().min(1).max(60).nullable(),
});
export type PlanStage = z.infer<typeof stageSchema>;

const fundSchema = z.strictObject({
  /** Code of TEPAT.sumberDana. */
  fund: z.number().int().min(1).max(99),
  share: rupiah,
  donor: words, agreementNo: words, agreementDate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).nullable(),
});
export type PlanFund = z.infer<typeof fundSchema>;

const targetsSchema = z.array(z.strictObject({ year: z.number().int(), target: z.number().int().min(1) }));

const unique = (of: string) => (items: readonly Record<string, unknown>[]): boolean => new Set(items.map((one) => one[of])).size === items.length;

/** Each part as it may be stored. */
export const planSchemas = {
  stages: z.array(stageSchema).max(12).refine(unique('key'), 'key'),
  funds: z.array(fundSchema).max(20),
} as const;
export type PlanPart = keyof typeof planSchemas;

export interface ProgrammePlan {
  readonly stages: readonly PlanStage[];
  readonly funds: readonly PlanFund[];
}

/** Money of these (TEPAT.sumberDana) is given by somebody who has a name: CSR, zakat, partners, campuses, faith, communities. */
export const donatedFunds: ReadonlySet<number> = new Set([6, 7, 11, 12, 13, 14]);

/** The plan of a programme by its values; a part that this version cannot read is empty. */
export function planOf(values: Readonly<Record<string, FieldValue>>): ProgrammePlan {
  return { stages: readJson(values.stages, planSchemas.stages) ?? [], funds: readJson(values.funds, planSchemas.funds) ?? [] };
}

/** Yearly targets as older versions kept them on the programme; where the plan has a row for the year, that counts. */
export function oldTargets(values: Readonly<Record<string, FieldValue>>): readonly { readonly year: number; readonly target: number }[] {
  return readJson(values.targets, targetsSchema) ?? [];
}

function readJson<S extends z.ZodType>(text: FieldValue | undefined, schema: S): z.output<S> | null {
  if (typeof text !== 'string' || text === '') return null;
  return schema.safeParse(jsonOrNull(text)).data ?? null;
}
