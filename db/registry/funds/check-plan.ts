import { fail } from '../../rules/failure.ts';
import type { FieldValue } from '../../rules/field.ts';
import { jsonOrNull } from '../../rules/json-or-null.ts';
import { donatedFunds, planOf, planSchemas } from '../../rules/programme-plan.ts';
import type { PlanFund, PlanPart, PlanStage } from '../../rules/programme-plan.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { labelFor } from '../states.ts';

const parts: Readonly<Record<PlanPart, string>> = { stages: 'tahap', funds: 'dana' };

/**
 * The plan among the values of a programme made ready to be stored: the main fund is the one that pays most. A year's
 * target is a row of the plan, never a value of the programme (TARGET_IN_PLAN). Errors: PLAN_BAD, FUND_DONOR (money that somebody gives, without their name), STAGE_USED (a stage with results is left out).
 */
export function checkPlan(office: Reader, stored: StoredRecord | null, values: Record<string, FieldValue>): Record<string, FieldValue> {
  if ((values.targets ?? null) !== null) fail('TARGET_IN_PLAN');
  const checked: Record<string, FieldValue> = {};
  for (const part of Object.keys(parts) as PlanPart[]) {
    const text = values[part];
    if (text === undefined || text === null) continue;
    const parsed = planSchemas[part].safeParse(jsonOrNull(String(text)) ?? fail('PLAN_BAD', { part: parts[part], detail: 'JSON' }));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return fail('PLAN_BAD', { part: parts[part], detail: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() });
    }
    checked[part] = parsed.data.length === 0 ? null : JSON.stringify(parsed.data);
  }
  const after = planOf({ ...stored?.values, ...values, ...checked });
  for (const { fund, donor } of after.funds) if (donatedFunds.has(fund) && (donor ?? '').trim() === '') fail('FUND_DONOR', { fund: labelFor('TEPAT.sumberDana', fund) ?? '' });
  if (stored && 'stages' in values) keepUsedStages(office, stored, after.stages);
  const main = mainFund(after.funds);
  return { ...values, ...checked, ...('funds' in values && main && { fund: main.fund }) };
}

/** The fund that pays most; of those that pay alike the first. */
function mainFund(funds: readonly PlanFund[]): PlanFund | null {
  return funds.reduce<PlanFund | null>((best, one) => (best === null || one.share > best.share ? one : best), null);
}

function keepUsedStages(office: Reader, { uid, values }: StoredRecord, stages: readonly PlanStage[]): void {
  const used = new Map(sql(office, 'SELECT stage, count(*) FROM stageResult WHERE programme = ? AND voided IS NULL GROUP BY stage').raw().all(uid) as [string, number][]);
  for (const { key, name } of planOf(values).stages) {
    if (!stages.some((one) => one.key === key) && used.has(key)) fail('STAGE_USED', { stage: name, count: used.get(key) ?? 0 });
  }
}
