import { checkDeclared } from '../rules/checks/declared.ts';
import { familyChecks } from '../rules/checks/family-record.ts';
import { personIdentityChecks } from '../rules/checks/person-identity.ts';
import { personSurveyChecks } from '../rules/checks/person-survey.ts';
import type { FieldValues } from '../rules/field.ts';
import { fieldsOfCondition } from '../rules/form/condition.ts';
import { questionOf } from '../rules/form.ts';
import { defaultNeedRules } from '../rules/needs.ts';
import type { NeedRuleSet } from '../rules/needs.ts';
import { fieldsOfPart } from '../rules/needs/part-fields.ts';
import { tagFields } from '../rules/tags/tags.ts';

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

/** The fields that a line, or a check, need or mark in it, is made of together with others, by the rules of needs. */
interface Together {
  readonly family: ReadonlySet<string>;
  readonly person: ReadonlySet<string>;
}

const known = new WeakMap<NeedRuleSet, Together>();

function togetherBy(rules: NeedRuleSet): Together {
  let fields = known.get(rules);
  if (!fields) known.set(rules, (fields = { family: new Set([...familyFields(), ...needFields(rules, 'family')]), person: new Set([...personFields(), ...needFields(rules, 'person')]) }));
  return fields;
}

function familyFields(): string[] {
  const checked = familyChecks.flatMap(({ fields }) => fields);
  // Whether an answer may stand beside another is asked of the form.
  const asked = checked.flatMap((field) => fieldsOfCondition(questionOf('family', field)?.when ?? { all: [] }));
  return [...columns.family, ...checked, ...asked];
}

function personFields(): string[] {
  return [...columns.person, ...[...personIdentityChecks, ...personSurveyChecks].flatMap(({ fields }) => fields), ...tagFields];
}

function needFields(rules: NeedRuleSet, of: 'family' | 'person'): string[] {
  return rules.needs.flatMap(({ parts }) => parts.flatMap(fieldsOfPart)).filter(({ entity }) => entity === of).map(({ field }) => field);
}

/**
 * What changes of these fields of a family or person do to the family's line; null where the line has to be derived anew.
 * Most answers of a survey are judged by themselves only: of 10,000 changed people 34,000 need not be read.
 */
export function lineEffect(entity: 'family' | 'person', before: FieldValues, now: FieldValues, fields: readonly string[], rules: NeedRuleSet = defaultNeedRules): LineEffect | null {
  const together = togetherBy(rules)[entity];
  if (fields.some((field) => together.has(field))) return null;
  let warnings = 0;
  for (const field of new Set(fields)) warnings += warningsOf(entity, now, field) - warningsOf(entity, before, field);
  if (entity === 'person' || !fields.includes('surveyDate')) return { warnings };
  return { warnings, surveyDate: typeof now.surveyDate === 'string' && now.surveyDate !== '' ? now.surveyDate : null };
}

function warningsOf(entity: 'family' | 'person', values: FieldValues, field: string): number {
  return checkDeclared(entity, { key: '', values }, field).filter(({ severity }) => severity !== 'info').length;
}
