import { entities, fieldsOf } from '../../rules/entities.ts';
import type { NamedField } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import { ofEitherKind } from '../../store/either-kind.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { firstValues } from '../../store/verify.ts';
import { BLOCK_ROWS } from '../frames.ts';
import type { Block } from '../frames.ts';
import { changesAside, netChanges } from '../net-changes.ts';
import type { Carries } from '../net-changes.ts';
import { columnsOf } from '../payload.ts';
import { readLedger } from '../sqlite-ledger.ts';
import type { FamilyRecord } from './family-records.ts';

/** A record that goes along whole, or, where the other has it already, with what was written before this PC knew. */
export interface Going extends FamilyRecord {
  readonly carries: Carries;
  /** Whether what does not stand here goes along too: its new owner is to decide about it. */
  readonly aside?: true;
}

/**
 * Records under the ids that they have, of whatever device, without withheld fields: the transactions of their changes, those that go
 * `whole` as they were made, and the changes that each carries. `prefix` goes before the names of the files. All rows of a record are in one block.
 */
export function* goingBlocks(office: Reader, records: readonly Going[], whole: readonly Going[], wire: ReadonlyMap<number, number>, prefix = ''): Generator<Block> {
  const ledger = readLedger(office);
  const kindsOf = (all: readonly Going[]): Going[][] => [...Map.groupBy(all, (one) => one.entity).values()];
  const numberOf = (own: readonly Going[]): number => entities[(own[0] as Going).entity].id;
  yield* blocksOf(`${prefix}transactions`, [transactionsOf(office, records, wire)]);
  for (const own of kindsOf(whole)) yield* blocksOf(`${prefix}made/${numberOf(own)}`, own.map((one) => [madeLine(office, one, wire)]));
  for (const own of kindsOf(records)) {
    const lines = own.map(({ entity, id, uid, carries, aside }) => {
      const line = ledger.line(entity, id);
      const nets = netChanges(line, entity, carries, wire, (one) => ledger.kindOf(one) === 'conflict', isWithheld);
      return [...nets, ...(aside ? changesAside(line, entity, carries, wire, (one) => ledger.conflictValues(one), isWithheld) : [])].map((net) => ({ record: uid, ...net }));
    });
    yield* blocksOf(`${prefix}change/${numberOf(own)}`, lines);
  }
}

const isWithheld = (field: NamedField): boolean => field.withheld === true;

function* blocksOf(file: string, records: readonly (readonly Readonly<Record<string, unknown>>[])[]): Generator<Block> {
  let rows: Readonly<Record<string, unknown>>[] = [];
  for (const own of records) {
    if (rows.length > 0 && rows.length + own.length > BLOCK_ROWS) {
      yield columnsOf(file, rows);
      rows = [];
    }
    rows.push(...own);
  }
  if (rows.length > 0) yield columnsOf(file, rows);
}

function madeLine(office: Reader, { entity, id, uid }: FamilyRecord, wire: ReadonlyMap<number, number>): Record<string, unknown> {
  const making = sql(office, 'SELECT device, epoch, counter FROM change WHERE entity = ? AND record = ? AND field = 0').get(entities[entity].id, id) as { device: number; epoch: number; counter: number };
  const values: Record<string, FieldValue> = firstValues(office, entity, id)?.values ?? {};
  const line: Record<string, unknown> = { uid, device: wire.get(making.device) ?? -1, epoch: making.epoch, counter: making.counter };
  for (const field of fieldsOf(entity)) if (!field.withheld) line[field.id] = values[field.key] ?? null;
  return line;
}

/** Who, when and why of every change of these records, so that the new owner has their history. */
function transactionsOf(office: Reader, records: readonly Going[], wire: ReadonlyMap<number, number>): Record<string, unknown>[] {
  const columns = 't.device AS device, t.epoch AS epoch, t.first AS first, t.last AS last, t.at AS at, t.user AS user, t.userName AS userName, t.kind AS kind, t.reason AS reason';
  const find = sql(office, `SELECT ${columns}, c.counter AS counter FROM change c JOIN (SELECT device, epoch, first, last, at, user, userName, kind, reason FROM tx UNION ALL SELECT device, epoch, first, last, at, user, userName, kind, reason FROM originTx) t
    ON t.device = +c.device AND t.epoch = +c.epoch AND t.first <= +c.counter AND t.last >= +c.counter WHERE c.entity = ? AND c.record = ? AND ${ofEitherKind('c')}`);
  const found = new Map<string, Record<string, unknown>>();
  for (const { entity, id, carries } of records) {
    for (const { counter, ...row } of find.all(entities[entity].id, id) as (Record<string, unknown> & { counter: number })[]) {
      if (!carries.within({ device: row.device as number, epoch: row.epoch as number, counter })) continue;
      found.set(`${String(row.device)}.${String(row.epoch)}.${String(row.first)}`, { ...row, device: wire.get(row.device as number) ?? -1 });
    }
  }
  return [...found.values()];
}
