import { entities, fieldOfId, fieldsOf } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { resolveAlias } from '../registry/aliases.ts';
import { isInside } from '../rules/region-code.ts';
import type { ChangeId } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import { isWaiting, park, quarantine } from './apply-context.ts';
import type { ApplyContext } from './apply-context.ts';
import type { Block } from './frames.ts';
import { areaProblem, fitsField, isRecordId } from './guard.ts';
import type { Bounds, QuarantineReason } from './guard.ts';
import { travellingEntity } from './payload.ts';
import { wasStillTheirs } from './transfer/papers.ts';

const HEAD_COLUMNS = new Set(['uid', 'device', 'epoch', 'counter']);

/** Applies a block of records that the sender made: those that are not here yet. */
export function applyMade(context: ApplyContext, entityId: number, block: Block): void {
  const entity = travellingEntity(entityId);
  const fields = Object.keys(block.columns).filter((key) => !HEAD_COLUMNS.has(key)).map((key) => ({ number: Number(key), column: block.columns[key] as readonly unknown[] }));
  const at = (key: string, row: number): unknown => block.columns[key]?.[row] ?? null;
  for (let row = 0; row < block.rows; row += 1) {
    const id = context.ownId([at('device', row) ?? 0, at('epoch', row) ?? 0, at('counter', row)]);
    const uid = at('uid', row);
    const said: [number, unknown][] = [];
    for (const { number, column } of fields) if (column[row] !== null) said.push([number, column[row]]);
    if (!isRecordId(uid)) quarantine(context, id, entityId, '', 0, 'BAD_ID', said);
    else if (entity === null) park(context, id, entityId, uid, 0, said);
    else applyRecord(context, entity, uid, id, said);
  }
}

/** Applies one made record: what it says as [field number, value], under the id of its making. */
export function applyRecord(context: ApplyContext, entity: EntityKey, uid: string, id: ChangeId, said: readonly [number, unknown][]): void {
  if (context.find(entity, uid) !== null || isMade(context, id)) {
    context.tally.unchanged += 1;
    return;
  }
  const values: Record<string, FieldValue> = {};
  const unknown: [number, unknown][] = [];
  let problem: QuarantineReason | null = null;
  for (const [number, value] of said) {
    const field = fieldOfId(entity, number);
    if (!field) unknown.push([number, value]);
    else if (fitsField(field, value)) values[field.key] = value;
    else problem = 'BAD_VALUE';
  }
  problem ??= areaProblem(context.boundsFor(id), values.owner, entity === 'family' ? values.region : null) ?? refProblem(context, entity, values, id);
  const entityId = entities[entity].id;
  if (problem) return quarantine(context, id, entityId, uid, 0, problem, said);
  const made = context.log.receiveRecord(entity, uid, values, id);
  context.noteMade(entity, uid, made.id);
  for (const [number, value] of unknown) park(context, id, entityId, uid, number, { value, parent: null });
  touchFamilies(context, entity, uid, values);
  context.tally.applied += 1;
}

/**
 * Why a record's references cannot stand: what they name is not here, or is a family or person of an office outside the
 * sender's area. Nobody may hang people, rankings or enrolments on another office's families.
 */
export function refProblem(context: ApplyContext, entity: EntityKey, values: Readonly<Record<string, FieldValue>>, id: ChangeId): QuarantineReason | null {
  const bounds = context.boundsFor(id);
  for (const field of fieldsOf(entity)) {
    const target = values[field.key];
    if (field.kind !== 'ref' || typeof target !== 'string') continue;
    const to = field.to as EntityKey;
    const number = context.find(to, target);
    if (number === null) return isWaiting(context, entities[to].id, target) ? 'DEPENDS' : 'REF_MISSING';
    if ((to === 'family' || to === 'person') && !isSenders(context, bounds, to, number) && !wasStillTheirs(context.office, bounds.sender, entities[to].id, target, id)) return 'OUTSIDE_AREA';
  }
  return null;
}

function isSenders(context: ApplyContext, bounds: Bounds, entity: 'family' | 'person', number: number): boolean {
  if (bounds.sibling) return true;
  const owner = sql(context.office, `SELECT owner FROM "${entity}" WHERE id = ?`).pluck().get(number);
  return typeof owner === 'string' && isInside(owner, bounds.area);
}

/** Notes the families whose lists must be derived again when a record with these values was written. */
export function touchFamilies(context: { readonly office: Writer; readonly families: Set<string> }, entity: EntityKey, uid: string, values: Readonly<Record<string, FieldValue>>): void {
  const { office, families } = context;
  const touchFamily = (family: FieldValue | undefined): void => {
    if (typeof family === 'string') families.add(family).add(resolveAlias(office, 'family', family));
  };
  const touchPerson = (person: FieldValue | undefined): void => {
    if (typeof person !== 'string') return;
    const home = sql(office, 'SELECT family FROM person WHERE uid = ?').pluck();
    for (const one of new Set([person, resolveAlias(office, 'person', person)])) touchFamily(home.get(one) as string | null | undefined);
  };
  if (entity === 'family') touchFamily(uid);
  const stands = entity === 'person' ? resolveAlias(office, 'person', uid) : uid;
  if (stands !== uid) touchPerson(stands);
  if (typeof values.family === 'string') touchFamily(values.family);
  if (values.family === null || values.family === undefined || entity === 'enrolment') touchPerson(values.person);
  for (const person of [values.fromPerson, values.toPerson]) touchPerson(person);
  for (const family of [values.fromFamily, values.toFamily]) touchFamily(family);
}

function isMade(context: ApplyContext, id: ChangeId): boolean {
  return sql(context.office, 'SELECT 1 FROM change WHERE device = ? AND epoch = ? AND counter = ?').get(id.device, id.epoch, id.counter) !== undefined;
}
