import { checkDeclared } from './checks/declared.ts';
import { familyChecks } from './checks/family-record.ts';
import { checkTogether } from './checks/family-together.ts';
import { numberOf, reporter } from './checks/finding.ts';
import type { CheckContext, CheckRecord, Finding } from './checks/finding.ts';
import { personIdentityChecks } from './checks/person-identity.ts';
import { personSurveyChecks } from './checks/person-survey.ts';
import { codeIn } from './lists.ts';

export type { CheckContext, CheckRecord, Finding, FindingCode, Holder, Severity } from './checks/finding.ts';

const personChecks = [...personIdentityChecks, ...personSurveyChecks];

/** Everything found in a family and its people (V01–V23, V25, V26, V38, V39, T01–T04), family first, in the order given. */
export function checkFamily(family: CheckRecord, people: readonly CheckRecord[], context: CheckContext): readonly Finding[] {
  return [
    ...checkDeclared('family', family),
    ...familyChecks.flatMap((check) => check.run(family, context)),
    ...people.flatMap((person) => checkPerson(person, context)),
    ...checkTogether(family, people, context),
  ];
}

/** What is found in one person seen alone. */
export function checkPerson(person: CheckRecord, context: CheckContext): readonly Finding[] {
  return [...checkDeclared('person', person), ...personChecks.flatMap((check) => check.run(person, context))];
}

/** The findings that a change of one field can cause or cure, seen in its own record: for checks while typing. */
export function checkField(
  entity: 'family' | 'person',
  field: string,
  record: CheckRecord,
  context: CheckContext,
): readonly Finding[] {
  const checks = entity === 'family' ? familyChecks : personChecks;
  return [
    ...checkDeclared(entity, record, field),
    ...checks.filter((check) => check.fields.includes(field)).flatMap((check) => check.run(record, context)),
  ];
}

const percentile = 2;

/** V24: a desil is 1 to 10, a percentile 1 to 100; an empty value is "belum diperingkat". */
export function checkRanking(ranking: CheckRecord): readonly Finding[] {
  const value = numberOf(ranking.values, 'value');
  if (value === null) return [];
  const isPercentile = codeIn('TEPAT.ukuranPeringkat', ranking.values.measure) === percentile;
  const highest = isPercentile ? 100 : 10;
  if (Number.isInteger(value) && value >= 1 && value <= highest) return [];
  const params: Finding['params'] = isPercentile ? { value, case: 'percentile' } : { value };
  return [reporter('ranking', ranking.key)('V24', 'block', 'value', params)];
}
