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
  const findings: Finding[] = [];
  // Loops, not flatMap: an import checks every family of a city, and nearly all checks find nothing.
  add(findings, checkDeclared('family', family));
  for (const check of familyChecks) add(findings, check.run(family, context));
  for (const person of people) addPerson(findings, person, context);
  add(findings, checkTogether(family, people, context));
  return findings;
}

/** What is found in one person seen alone. */
export function checkPerson(person: CheckRecord, context: CheckContext): readonly Finding[] {
  const findings: Finding[] = [];
  addPerson(findings, person, context);
  return findings;
}

function addPerson(findings: Finding[], person: CheckRecord, context: CheckContext): void {
  add(findings, checkDeclared('person', person));
  for (const check of personChecks) add(findings, check.run(person, context));
}

function add(findings: Finding[], found: readonly Finding[]): void {
  for (const finding of found) findings.push(finding);
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
