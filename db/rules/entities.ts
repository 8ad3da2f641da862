import type { EntityDef, FieldDef } from './field.ts';
import { aidRule, override } from './entities/aid-rule.ts';
import { alias } from './entities/alias.ts';
import { answer } from './entities/answer.ts';
import { bridge } from './entities/bridge.ts';
import { delivery } from './entities/delivery.ts';
import { enrolment, enrolmentStep } from './entities/enrolment.ts';
import { event } from './entities/event.ts';
import { finalReport } from './entities/final-report.ts';
import { letter } from './entities/letter.ts';
import { familyNumber } from './entities/family-number.ts';
import { family } from './entities/family.ts';
import { house } from './entities/house.ts';
import { household } from './entities/household.ts';
import { indicator, indicatorValue } from './entities/indicator.ts';
import { meeting, meetingGuest, meetingItem } from './entities/meeting.ts';
import { caseNeed, needRule, referral } from './entities/need-case.ts';
import { incident } from './entities/incident.ts';
import { pair } from './entities/pair.ts';
import { groupFigure, groupMember, peopleGroup } from './entities/people-group.ts';
import { agreement, partner } from './entities/partner.ts';
import { person } from './entities/person.ts';
import { petition, petitionStep } from './entities/petition.ts';
import { programme } from './entities/programme.ts';
import { proposal } from './entities/proposal.ts';
import { ranking } from './entities/ranking.ts';
import { serviceDay } from './entities/service-day.ts';
import { plan, programmeTemplate, scheme, targetSet } from './entities/scheme.ts';
import { setting } from './entities/setting.ts';
import { stageResult } from './entities/stage-result.ts';
import { targetList, task, taskResult } from './entities/task.ts';
import { user } from './entities/user.ts';
import { enumerator, photo, visit, visitRound } from './entities/visit.ts';

/** Every entity of the register by its key. Typed exactly, so that key unions and kinds can be derived. */
export const entities = {
  family,
  person,
  familyNumber,
  ranking,
  programme,
  enrolment,
  event,
  bridge,
  setting,
  user,
  alias,
  pair,
  household,
  proposal,
  answer,
  targetList,
  task,
  taskResult,
  aidRule,
  override,
  delivery,
  enrolmentStep,
  scheme,
  targetSet,
  plan,
  programmeTemplate,
  serviceDay,
  peopleGroup,
  groupMember,
  groupFigure,
  stageResult,
  house,
  partner,
  agreement,
  enumerator,
  visitRound,
  visit,
  photo,
  indicator,
  indicatorValue,
  finalReport,
  petition,
  petitionStep,
  meeting,
  meetingItem,
  meetingGuest,
  needRule,
  caseNeed,
  referral,
  letter,
  incident,
} as const satisfies Record<string, EntityDef>;

export type Entities = typeof entities;
export type EntityKey = keyof Entities;
export type FieldKey<E extends EntityKey> = keyof Entities[E]['fields'] & string;

/** An entity with its key, and its fields with theirs, as the lookups return them. */
export interface NamedEntity extends EntityDef {
  readonly key: EntityKey;
}
export interface NamedField extends FieldDef {
  readonly key: string;
}

export const entityKeys = Object.keys(entities) as readonly EntityKey[];

const entityById = new Map<number, NamedEntity>(
  entityKeys.map((key) => [entities[key].id, { key, ...(entities[key] as EntityDef) }]),
);

const fieldsOfEntity = new Map<EntityKey, readonly NamedField[]>(
  entityKeys.map((key) => [
    key,
    Object.entries((entities[key] as EntityDef).fields)
      .map(([field, def]) => ({ key: field, ...def }))
      .sort((a, b) => a.id - b.id),
  ]),
);

const fieldByKey = new Map<EntityKey, ReadonlyMap<string, NamedField>>(
  entityKeys.map((key) => [key, new Map(fieldsOf(key).map((field) => [field.key, field]))]),
);

const fieldById = new Map<EntityKey, ReadonlyMap<number, NamedField>>(
  entityKeys.map((key) => [key, new Map(fieldsOf(key).map((field) => [field.id, field]))]),
);

const groupsOfEntity = new Map<EntityKey, ReadonlyMap<string, readonly string[]>>(
  entityKeys.map((key) => [key, collectGroups(fieldsOf(key))]),
);

/** Whether a text is the key of an entity. */
export function isEntityKey(key: string): key is EntityKey {
  return Object.hasOwn(entities, key);
}

/** The entity with this number, or undefined for a number this version does not know. */
export function entityOfId(id: number): NamedEntity | undefined {
  return entityById.get(id);
}

/** The field with this number, or undefined for a number this version does not know. */
export function fieldOfId(entity: EntityKey, id: number): NamedField | undefined {
  return fieldById.get(entity)?.get(id);
}

/** The declaration of a field by its key, or undefined. */
export function fieldDef(entity: EntityKey, field: string): NamedField | undefined {
  return fieldByKey.get(entity)?.get(field);
}

/** The fields of an entity, in the order of their numbers. */
export function fieldsOf(entity: EntityKey): readonly NamedField[] {
  return fieldsOfEntity.get(entity) ?? [];
}

/** The fields that move together with this one in a merge, itself included. */
export function groupOf(entity: EntityKey, field: string): readonly string[] {
  const group = fieldDef(entity, field)?.group;
  return (group && groupsOfEntity.get(entity)?.get(group)) || [field];
}

function collectGroups(fields: readonly NamedField[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const field of fields) {
    if (!field.group) continue;
    const members = groups.get(field.group) ?? [];
    members.push(field.key);
    groups.set(field.group, members);
  }
  return groups;
}
