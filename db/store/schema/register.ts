import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { entities } from '../../rules/entities.ts';
import { columnsOf } from './columns.ts';

/** Beside its fields each record has a local number, its uid, and in `raw` the coded answers outside their list. */
const record = () => ({ id: integer().primaryKey(), uid: text().notNull(), raw: text() });

export const family = sqliteTable('family', { ...record(), ...columnsOf(entities.family) });
export const person = sqliteTable('person', { ...record(), ...columnsOf(entities.person) });
export const familyNumber = sqliteTable('familyNumber', { ...record(), ...columnsOf(entities.familyNumber) });
export const ranking = sqliteTable('ranking', { ...record(), ...columnsOf(entities.ranking) });
export const programme = sqliteTable('programme', { ...record(), ...columnsOf(entities.programme) });
export const enrolment = sqliteTable('enrolment', { ...record(), ...columnsOf(entities.enrolment) });
export const event = sqliteTable('event', { ...record(), ...columnsOf(entities.event) });
export const bridge = sqliteTable('bridge', { ...record(), ...columnsOf(entities.bridge) });
export const setting = sqliteTable('setting', { ...record(), ...columnsOf(entities.setting) });
export const alias = sqliteTable('alias', { ...record(), ...columnsOf(entities.alias) });
export const pair = sqliteTable('pair', { ...record(), ...columnsOf(entities.pair) });
export const household = sqliteTable('household', { ...record(), ...columnsOf(entities.household) });
export const proposal = sqliteTable('proposal', { ...record(), ...columnsOf(entities.proposal) });
export const answer = sqliteTable('answer', { ...record(), ...columnsOf(entities.answer) });
export const targetList = sqliteTable('targetList', { ...record(), ...columnsOf(entities.targetList) });
export const task = sqliteTable('task', { ...record(), ...columnsOf(entities.task) });
export const taskResult = sqliteTable('taskResult', { ...record(), ...columnsOf(entities.taskResult) });
export const aidRule = sqliteTable('aidRule', { ...record(), ...columnsOf(entities.aidRule) });
export const override = sqliteTable('override', { ...record(), ...columnsOf(entities.override) });
export const delivery = sqliteTable('delivery', { ...record(), ...columnsOf(entities.delivery) });
export const serviceDay = sqliteTable('serviceDay', { ...record(), ...columnsOf(entities.serviceDay) });
export const scheme = sqliteTable('scheme', { ...record(), ...columnsOf(entities.scheme) });
export const targetSet = sqliteTable('targetSet', { ...record(), ...columnsOf(entities.targetSet) });
export const plan = sqliteTable('plan', { ...record(), ...columnsOf(entities.plan) });
export const programmeTemplate = sqliteTable('programmeTemplate', { ...record(), ...columnsOf(entities.programmeTemplate) });
export const peopleGroup = sqliteTable('peopleGroup', { ...record(), ...columnsOf(entities.peopleGroup) });
export const groupMember = sqliteTable('groupMember', { ...record(), ...columnsOf(entities.groupMember) });
export const groupFigure = sqliteTable('groupFigure', { ...record(), ...columnsOf(entities.groupFigure) });
export const stageResult = sqliteTable('stageResult', { ...record(), ...columnsOf(entities.stageResult) });
export const house = sqliteTable('house', { ...record(), ...columnsOf(entities.house) });
export const user = sqliteTable('user', { ...record(), ...columnsOf(entities.user) });
