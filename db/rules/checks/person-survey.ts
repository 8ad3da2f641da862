import { isValidSum } from '../lists.ts';
import { fieldDef } from '../entities.ts';
import { ageOf, codeOfField, numberOf, reporter, textOf } from './finding.ts';
import type { CheckContext, CheckRecord, Finding, RecordCheck } from './finding.ts';

/** V16, V19, V20, V21 and V39: pregnancy, school, work, sums, telephone. */
export const personSurveyChecks: readonly RecordCheck[] = [
  { fields: ['pregnant', 'sex', 'birthDate'], run: checkPregnancy },
  { fields: ['schooling', 'schoolLevel', 'birthDate'], run: checkSchoolAge },
  { fields: ['works', 'workHours', 'birthDate'], run: checkWork },
  ...['identityCards', 'businessInternet', 'healthInsurance', 'workInsurance'].map((field) => ({
    fields: [field],
    run: (person: CheckRecord) => checkSum(person, field),
  })),
  { fields: ['phone'], run: (person) => checkPhone('person', person, 'phone') },
];

function checkPregnancy(person: CheckRecord, context: CheckContext): readonly Finding[] {
  if (codeOfField('person', person.values, 'pregnant') !== 1) return [];
  const age = ageOf(person.values, context.today);
  const sex = codeOfField('person', person.values, 'sex');
  if (sex !== 1 && (age === null || (age >= 10 && age <= 54))) return [];
  const severity = context.source === 'form' ? 'block' : 'warn';
  return [reporter('person', person.key)('V16', severity, 'pregnant')];
}

/** Ages at which someone still attends a stage (412 = 2); outside them the answer is doubted, not refused. */
const stageAges: readonly { readonly levels: readonly number[]; readonly from: number; readonly to: number }[] = [
  { levels: [1, 2, 3, 4, 5], from: 5, to: 15 },
  { levels: [6, 7, 8, 9, 10], from: 10, to: 19 },
  { levels: [11, 12, 13, 14, 15, 16, 17], from: 14, to: 23 },
  { levels: [18, 19, 20, 21, 22], from: 16, to: 60 },
];

/** Paket A, B and C are taken at any age. */
const equivalencyLevels: readonly number[] = [1, 6, 11];

function checkSchoolAge(person: CheckRecord, context: CheckContext): readonly Finding[] {
  if (codeOfField('person', person.values, 'schooling') !== 2) return [];
  const age = ageOf(person.values, context.today);
  const level = codeOfField('person', person.values, 'schoolLevel');
  if (age === null || level === null) return [];
  const stage = stageAges.find((row) => row.levels.includes(level));
  if (!stage || (age >= stage.from && age <= stage.to)) return [];
  if (age > stage.to && equivalencyLevels.includes(level)) return [];
  return [reporter('person', person.key)('V19', 'warn', 'schoolLevel', { age, from: stage.from, to: stage.to })];
}

const longestWeek = 98;
const youngestWorker = 10;

function checkWork(person: CheckRecord, context: CheckContext): readonly Finding[] {
  if (codeOfField('person', person.values, 'works') !== 1) return [];
  const report = reporter('person', person.key);
  const findings: Finding[] = [];
  const age = ageOf(person.values, context.today);
  if (age !== null && age < youngestWorker) findings.push(report('V20', 'warn', 'works', { case: 'age', age }));
  const hours = numberOf(person.values, 'workHours');
  if (hours !== null && hours > longestWeek) findings.push(report('V20', 'warn', 'workHours', { case: 'hours', hours }));
  return findings;
}

function checkSum(person: CheckRecord, field: string): readonly Finding[] {
  const sum = numberOf(person.values, field);
  if (sum === null || isValidSum(fieldDef('person', field)?.list ?? '', sum)) return [];
  return [reporter('person', person.key)('V21', 'block', field, { sum })];
}

/** V39: an Indonesian mobile number, `08…` or `62…`, 10 to 14 digits. */
export function checkPhone(entity: 'family' | 'person', record: CheckRecord, field: string): readonly Finding[] {
  const written = textOf(record.values, field);
  if (written === '') return [];
  const phone = written.replace(/[\s().\-]/g, '').replace(/^\+/, '');
  if (phone === '' || (/^(08|62)/.test(phone) && /^\d{10,14}$/.test(phone))) return [];
  return [reporter(entity, record.key)('V39', 'warn', field)];
}
