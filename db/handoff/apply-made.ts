import { entities, fieldOfId, fieldsOf } from '../rules/entities.ts';
import type { EntityKey, NamedField } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { isInside } from '../rules/region-code.ts';
import type { ChangeId } from '../store/change-log.ts';
import { park, quarantine } from './apply-context.ts';
import type { ApplyContext } from './apply-context.ts';
import type { Block } from './frames.ts';
import { areaProblem, fitsField, isRecordId } from './guard.ts';
import type { Bounds, QuarantineReason } from './guard.ts';
import type { LedgerReader } from './ledger.ts';
import { travellingEntity } from './payload.ts';

const HEAD_COLUMNS = new Set(['uid', 'device', 'epoch', 'counter']);

/** Applies a block of records that the sender made: those that are not here yet. */
export function applyMade(context: ApplyContext, entityId: number, block: Block): void {
  const entity = travellingEntity(entityId);
  const fields = Object.keys(block.columns).filter((key) => !HEAD_COLUMNS.has(key)).map((key) => ({ number: Number(key), column: block.columns[key] as readonly unknown[] }));
  const at = (key: string, row: number): unknown => block.columns[key]?.[row] ?? null;
  if (entity !== null) context.ledger.expect(entity, (block.columns.uid ?? []).filter(isRecordId));
  for (let row = 0; row < block.rows; row += 1) {
    const id = context.ownId([at('device', row) ?? 0, at('epoch', row) ?? 0, at('counter', row)]);
    if (id === null) continue;
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
  if (context.ledger.find(entity, uid) !== null || context.ledger.hasChange(id) || context.ledger.isDestroyed(entity, uid)) {
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
  if (ofDestroyed(context, entity, values)) {
    context.tally.unchanged += 1;
    return;
  }
  problem ??= areaProblem(context.boundsFor(id), values.owner, entity === 'family' ? values.region : null) ?? madeProblem(context, entity, uid, values, id);
  const entityId = entities[entity].id;
  if (problem) return quarantine(context, id, entityId, uid, 0, problem, said);
  context.ledger.receiveRecord(entity, uid, values, id);
  for (const [number, value] of unknown) park(context, id, entityId, uid, number, { value, parent: null });
  context.ledger.touch(entity, uid, values);
  context.tally.applied += 1;
}

/** Where a package brings records with all that became of them, one may have been made in a family that stays behind. */
function madeProblem(context: ApplyContext, entity: EntityKey, uid: string, values: Readonly<Record<string, FieldValue>>, id: ChangeId): QuarantineReason | null {
  const problem = refProblem(context, entity, values, id);
  if (!context.moved || (problem !== 'REF_MISSING' && problem !== 'DEPENDS')) return problem;
  context.moved.push({ entity, uid });
  return null;
}

/**
 * The first record of these whose family is not here, now that all is applied. Whom else they name (the pengurus of an
 * enrolment) may have stayed behind with another family: that is so, and no reason to leave the record behind as well. So may
 * the family in which a person came to have what is the person's own, and who lives in one that is here by now.
 */
export function strayOf({ ledger }: ApplyContext, records: readonly { readonly entity: EntityKey; readonly uid: string }[]): string | null {
  return records.find(({ entity, uid }) => {
    const family = valueOf(ledger, entity, uid, 'family');
    return family !== null && !isFamily(ledger, family) && !isOfSomebodyHere(ledger, entity, uid);
  })?.uid ?? null;
}

/** Whether the family that a record names may have stayed behind: records come with all that became of them, and this one is about a person who lives here. */
export function mayStayBehind({ ledger, moved }: ApplyContext, entity: EntityKey, uid: string): boolean {
  return moved !== undefined && isOfSomebodyHere(ledger, entity, uid);
}

function isOfSomebodyHere(ledger: LedgerReader, entity: EntityKey, uid: string): boolean {
  const person = entity === 'person' ? null : valueOf(ledger, entity, uid, 'person');
  return typeof person === 'string' && isFamily(ledger, valueOf(ledger, 'person', person, 'family'));
}

function isFamily(ledger: LedgerReader, family: FieldValue): boolean {
  return typeof family === 'string' && ledger.find('family', family) !== null;
}

function valueOf(ledger: LedgerReader, entity: EntityKey, uid: string, key: string): FieldValue {
  const number = ledger.find(entity, uid);
  return (number === null ? null : ledger.record(entity, number)?.values[key]) ?? null;
}

/**
 * Why a record's references cannot stand: what they name is not here, or is a family or person of an office outside the
 * sender's area. Nobody may hang people, rankings or enrolments on another office's families.
 */
export function refProblem(context: ApplyContext, entity: EntityKey, values: Readonly<Record<string, FieldValue>>, id: ChangeId): QuarantineReason | null {
  const bounds = context.boundsFor(id);
  for (const field of referencesOf(entity)) {
    const target = values[field.key];
    if (typeof target !== 'string') continue;
    const to = field.to as EntityKey;
    const number = context.ledger.find(to, target);
    if (number === null && context.ledger.isDestroyed(to, target)) return null;
    if (number === null) return context.ledger.isWaiting(entities[to].id, target) ? 'DEPENDS' : 'REF_MISSING';
    if ((to === 'family' || to === 'person') && !isSenders(context, bounds, to, number) && !context.ledger.wasStillTheirs(bounds.sender, entities[to].id, target, id)) return 'OUTSIDE_AREA';
  }
  return null;
}

/** Whether it is about a family or person that was destroyed here: it would tell of them anew. */
function ofDestroyed({ ledger }: ApplyContext, entity: EntityKey, values: Readonly<Record<string, FieldValue>>): boolean {
  return referencesOf(entity).some(({ key, to }) => (to === 'family' || to === 'person') && typeof values[key] === 'string' && ledger.isDestroyed(to, values[key]));
}

const references = new Map<EntityKey, readonly NamedField[]>();

function referencesOf(entity: EntityKey): readonly NamedField[] {
  let fields = references.get(entity);
  if (!fields) references.set(entity, (fields = fieldsOf(entity).filter((field) => field.kind === 'ref')));
  return fields;
}

function isSenders(context: ApplyContext, bounds: Bounds, entity: 'family' | 'person', number: number): boolean {
  if (bounds.sibling) return true;
  const owner = context.ledger.ownerOf(entity, number);
  return typeof owner === 'string' && isInside(owner, bounds.area);
}
