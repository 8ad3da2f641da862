import { checkDeclared } from '../rules/checks/declared.ts';
import { familyChecks } from '../rules/checks/family-record.ts';
import { personIdentityChecks } from '../rules/checks/person-identity.ts';
import { personSurveyChecks } from '../rules/checks/person-survey.ts';
import type { FieldValues } from '../rules/field.ts';
import { fieldsOfCondition } from '../rules/form/condition.ts';
import { questionOf } from '../rules/form.ts';
import { defaultNeedRules } from '../rules/needs.ts';
import type { NeedPart } from '../rules/needs.ts';

/** What changes of one record do to its family's line in the lists, where that can be told without the rest of the family. */
export interface LineEffect {
  /** Added to the warnings of an active family. */
  readonly warnings: number;
  /** The new survey date; absent where it did not change. */
  readonly surveyDate?: string | null;
}

const columns = {
  family: ['owner', 'noKk', 'region', 'rw', 'rt', 'address', 'status', 'floorArea'],
  person: ['owner', 'family', 'name', 'nik', 'birthDate', 'status', 'presence', 'relationship', 'shdk', 'maritalStatus', 'sex', 'sequence'],
} as const;

/** The fields that a line, or a check or need that is counted in it, is made of together with others. */
const together = { family: new Set(familyFields()), person: new Set(personFields()) } as const;

function familyFields(): string[] {
  const checked = familyChecks.flatMap(({ fields }) => fields);
  // Whether an answer may stand beside another is asked of the form.
  const asked = checked.flatMap((field) => fieldsOfCondition(questionOf('family', field)?.when ?? { all: [] }));
  return [...columns.family, ...checked, ...asked, ...needParts().flatMap((part) => (part.kind === 'answer' ? [part.field] : []))];
}

function personFields(): string[] {
  const needed = needParts().flatMap((part) => (part.kind === 'everyone' || part.kind === 'someone' ? [part.among, part.fit, part.unfit].flatMap(fieldsOfCondition) : []));
  return [...columns.person, ...[...personIdentityChecks, ...personSurveyChecks].flatMap(({ fields }) => fields), ...needed];
}

function needParts(): readonly NeedPart[] {
  return defaultNeedRules.needs.flatMap(({ parts }) => parts);
}

/**
 * What changes of these fields of a family or person do to the family's line; null where the line has to be derived anew.
 * Most answers of a survey are judged by themselves only: of 10,000 changed people 34,000 need not be read.
 */
export function lineEffect(entity: 'family' | 'person', before: FieldValues, now: FieldValues, fields: readonly string[]): LineEffect | null {
  if (fields.some((field) => together[entity].has(field))) return null;
  let warnings = 0;
  for (const field of new Set(fields)) warnings += warningsOf(entity, now, field) - warningsOf(entity, before, field);
  if (entity === 'person' || !fields.includes('surveyDate')) return { warnings };
  return { warnings, surveyDate: typeof now.surveyDate === 'string' && now.surveyDate !== '' ? now.surveyDate : null };
}

function warningsOf(entity: 'family' | 'person', values: FieldValues, field: string): number {
  return checkDeclared(entity, { key: '', values }, field).filter(({ severity }) => severity !== 'info').length;
}
