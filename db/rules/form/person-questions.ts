import type { Condition } from './condition.ts';
import type { Question } from './question.ts';

/**
 * 404 = 2, 3, 4 or 6 (died, elsewhere, not found): the rest of the row is not asked. Answers already there stay as last
 * known, and the identity (405 to 409) is asked of everybody, because the register keeps the dead and the moved too.
 */
const present: Condition = { field: 'presence', notIn: [2, 3, 4, 6] };
const fromAge5: Condition = { ageFrom: 5 };
const attends: Condition = { field: 'schooling', in: [2, 3] };
const works: Condition = { field: 'works', in: [1] };
const hasBusiness: Condition = { field: 'hasBusiness', in: [1] };

const difficulties = ['seeing', 'hearing', 'walking', 'handling', 'learning', 'behaviour', 'speaking', 'selfCare', 'remembering'];
const severe: Condition = { any: difficulties.map((field) => ({ field, in: [1, 2] })) };

/** A question of the survey part, 410 to 431: hidden, with its answer kept, for people who are not there. */
function survey(field: string, required: boolean, ...conditions: Condition[]): Question[] {
  const question: Question = { entity: 'person', field, block: 'IV', ...(required ? { required: true } : {}) };
  return [{ ...question, when: conditions.length > 0 ? { all: [present, ...conditions] } : present }];
}

function supplement(field: string): Question {
  return { entity: 'person', field, block: 'IV', supplement: true };
}

/**
 * Block IV in the order of the paper. Skip rules: domain reference §2.5; business and NPWP are asked from age 5 like the
 * rest of the work questions (own choice).
 */
export const personQuestions: readonly Question[] = [
  { entity: 'person', field: 'sequence', block: 'IV' },
  { entity: 'person', field: 'name', block: 'IV', required: true },
  { entity: 'person', field: 'nik', block: 'IV' },
  { entity: 'person', field: 'nikReason', block: 'IV', required: true, when: { field: 'nik', answered: false } },
  { entity: 'person', field: 'presence', block: 'IV', required: true },
  { entity: 'person', field: 'sex', block: 'IV', required: true },
  { entity: 'person', field: 'birthDate', block: 'IV', required: true },
  { entity: 'person', field: 'maritalStatus', block: 'IV', required: true },
  { entity: 'person', field: 'relationship', block: 'IV', required: true },
  ...survey('pregnant', true, { field: 'sex', in: [2] }, { ageFrom: 10, ageTo: 54 }),
  ...survey('identityCards', true),
  ...survey('schooling', true, fromAge5),
  ...['schoolLevel', 'schoolYear', 'diploma'].flatMap((field) => survey(field, true, fromAge5, attends)),
  ...survey('works', true, fromAge5),
  ...['workHours', 'workField', 'workPosition'].flatMap((field) => survey(field, true, fromAge5, works)),
  ...survey('npwp', true, fromAge5),
  ...survey('hasBusiness', true, fromAge5),
  ...[
    'businessCount', 'businessField', 'paidWorkers', 'unpaidWorkers', 'businessPermit', 'turnover', 'businessInternet',
  ].flatMap((field) => survey(field, true, fromAge5, hasBusiness)),
  ...survey('nutrition', true, { ageTo: 4 }),
  ...difficulties.flatMap((field) => survey(field, true)),
  ...survey('depression', true),
  ...survey('carer', true, severe),
  ...survey('chronicDisease', true),
  ...['healthInsurance', 'prakerja', 'kur', 'umi', 'pip', 'workInsurance'].flatMap((field) => survey(field, true)),
  ...[
    'birthPlace', 'shdk', 'religion', 'educationKk', 'occupationKk', 'citizenship', 'bloodType', 'fatherName', 'fatherNik',
    'motherName', 'motherNik', 'phone', 'isPengurus', 'pbiNas', 'pbiPemda', 'ktpRegion', 'ktpRegionName', 'ktpRt', 'ktpRw',
    'ktpDusun', 'ktpAddress', 'notes',
  ].map(supplement),
];
