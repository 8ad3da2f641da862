import type { CallInput, CallOutput } from '../../../db/api/contract.ts';

export type Family = CallOutput<'family.get'>;
export type Person = Family['people'][number];
export type Enrolment = Family['enrolments'][number];
export type FamilyRow = CallOutput<'family.list'>['rows'][number];
export type FamilyFilter = NonNullable<CallInput<'family.list'>['filter']>;
export type FamilySort = NonNullable<CallInput<'family.list'>['sort']>;
export type ApiFinding = CallOutput<'family.check'>[number];
export type RecordEntity = 'family' | 'person';
