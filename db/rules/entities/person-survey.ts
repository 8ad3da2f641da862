import type { FieldDef } from '../field.ts';

/** Questions 410 to 426 of the Regsosek22-K form: school, work and business. Fields 36 to 54 of the person. */
export const workFields = {
  pregnant: { id: 36, kind: 'code', list: 'RSEK.416a', dataClass: 'health', withheld: true, question: '410' },
  identityCards: { id: 37, kind: 'bits', list: 'RSEK.411', question: '411' },
  schooling: { id: 38, kind: 'code', list: 'RSEK.412', group: 'school', question: '412' },
  schoolLevel: { id: 39, kind: 'code', list: 'RSEK.413', group: 'school', question: '413' },
  schoolYear: { id: 40, kind: 'code', list: 'RSEK.414', group: 'school', question: '414' },
  diploma: { id: 41, kind: 'code', list: 'RSEK.415', group: 'school', question: '415' },
  works: { id: 42, kind: 'code', list: 'RSEK.416a', group: 'work', question: '416a' },
  workHours: { id: 43, kind: 'int', min: 0, max: 168, group: 'work', question: '416b' },
  workField: { id: 44, kind: 'code', list: 'RSEK.417', group: 'work', question: '417' },
  workPosition: { id: 45, kind: 'code', list: 'RSEK.418', group: 'work', question: '418' },
  npwp: { id: 46, kind: 'code', list: 'RSEK.419', dataClass: 'financial', question: '419' },
  hasBusiness: { id: 47, kind: 'code', list: 'RSEK.416a', group: 'business', question: '420a' },
  businessCount: { id: 48, kind: 'int', min: 1, max: 99, group: 'business', question: '420b' },
  businessField: { id: 49, kind: 'code', list: 'RSEK.417', group: 'business', question: '421' },
  paidWorkers: { id: 50, kind: 'int', min: 0, max: 999, group: 'business', question: '422' },
  unpaidWorkers: { id: 51, kind: 'int', min: 0, max: 99, group: 'business', question: '423' },
  businessPermit: { id: 52, kind: 'code', list: 'RSEK.424', group: 'business', question: '424' },
  turnover: {
    id: 53, kind: 'code', list: 'RSEK.425', dataClass: 'financial', withheld: true, group: 'business', question: '425',
  },
  businessInternet: { id: 54, kind: 'bits', list: 'RSEK.426', group: 'business', question: '426' },
} as const satisfies Record<string, FieldDef>;

/**
 * Questions 427 to 431: health, disability and insurance. Question 429 is withheld with 428: it is only asked of
 * someone with a severe difficulty, so that its presence alone would tell.
 */
export const healthFields = {
  nutrition: { id: 55, kind: 'code', list: 'RSEK.427', dataClass: 'health', withheld: true, question: '427' },
  seeing: {
    id: 56, kind: 'code', list: 'RSEK.428a', dataClass: 'health', withheld: true, group: 'disability', question: '428a',
  },
  hearing: {
    id: 57, kind: 'code', list: 'RSEK.428a', dataClass: 'health', withheld: true, group: 'disability', question: '428b',
  },
  walking: {
    id: 58, kind: 'code', list: 'RSEK.428a', dataClass: 'health', withheld: true, group: 'disability', question: '428c',
  },
  handling: {
    id: 59, kind: 'code', list: 'RSEK.428a', dataClass: 'health', withheld: true, group: 'disability', question: '428d',
  },
  learning: {
    id: 60, kind: 'code', list: 'RSEK.428a', dataClass: 'health', withheld: true, group: 'disability', question: '428e',
  },
  behaviour: {
    id: 61, kind: 'code', list: 'RSEK.428a', dataClass: 'health', withheld: true, group: 'disability', question: '428f',
  },
  speaking: {
    id: 62, kind: 'code', list: 'RSEK.428a', dataClass: 'health', withheld: true, group: 'disability', question: '428g',
  },
  selfCare: {
    id: 63, kind: 'code', list: 'RSEK.428a', dataClass: 'health', withheld: true, group: 'disability', question: '428h',
  },
  remembering: {
    id: 64, kind: 'code', list: 'RSEK.428a', dataClass: 'health', withheld: true, group: 'disability', question: '428i',
  },
  depression: { id: 65, kind: 'code', list: 'RSEK.428j', dataClass: 'health', withheld: true, question: '428j' },
  carer: {
    id: 66, kind: 'code', list: 'RSEK.429', dataClass: 'health', withheld: true, group: 'disability', question: '429',
  },
  chronicDisease: { id: 67, kind: 'code', list: 'RSEK.430', dataClass: 'health', withheld: true, question: '430' },
  healthInsurance: { id: 68, kind: 'bits', list: 'RSEK.431a', question: '431a' },
  prakerja: { id: 69, kind: 'code', list: 'RSEK.431b', question: '431b' },
  kur: { id: 70, kind: 'code', list: 'RSEK.431b', question: '431c' },
  umi: { id: 71, kind: 'code', list: 'RSEK.431b', question: '431d' },
  pip: { id: 72, kind: 'code', list: 'RSEK.431b', question: '431e' },
  workInsurance: { id: 73, kind: 'bits', list: 'RSEK.431f', question: '431f' },
} as const satisfies Record<string, FieldDef>;
