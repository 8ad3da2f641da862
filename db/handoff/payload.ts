import { entities, entityKeys, fieldOfId, fieldsOf, isEntityKey } from '../rules/entities.ts';
import type { EntityKey, NamedField } from '../rules/entities.ts';
import type { EntityDef, FieldValues } from '../rules/field.ts';
import { mayHold } from '../rules/may-hold.ts';
import { covers, isSame } from '../rules/merge.ts';
import type { ChangeId } from '../store/change-log.ts';
import { groupLine, lineVector } from '../store/group-line.ts';
import type { LineEntry } from '../store/group-line.ts';
import { BLOCK_ROWS } from './frames.ts';
import type { Block } from './frames.ts';
import type { LedgerReader, WaitingRow } from './ledger.ts';
import { changesAside, inRanges, netChanges } from './net-changes.ts';
import type { Carries } from './net-changes.ts';
import { placesOf } from './places-of.ts';
import type { OwnRange } from './ranges.ts';
import { waitingChanges, waitingMade, waitingRows } from './waiting-rows.ts';

/** What a payload turned out to hold, filled while it is written. */
export interface Contents {
  /** Rows by file, as in the manifest. */
  readonly files: Record<string, number>;
  /** Records made and fields changed. */
  changes: number;
  /** Families and people that were made or changed. */
  families: number;
  people: number;
}

export function emptyContents(): Contents {
  return { files: {}, changes: 0, families: 0, people: 0 };
}

/** Entities that travel, in the order of their numbers, but what is referred to comes before what refers to it. */
export const travelling: readonly EntityKey[] = inReach(entityKeys.filter((key) => entities[key].travels).sort((a, b) => entities[a].id - entities[b].id));

function inReach(keys: readonly EntityKey[]): EntityKey[] {
  const ordered = new Set<EntityKey>();
  const add = (key: EntityKey): void => {
    for (const { to } of fieldsOf(key)) if (to !== undefined && to !== key && isEntityKey(to) && !ordered.has(to)) add(to);
    ordered.add(key);
  };
  for (const key of keys) add(key);
  return [...ordered];
}

/** Withheld fields that the city asks for all the same, as `entity.field` numbers. */
export type Asked = ReadonlySet<string>;

const NONE_ASKED: Asked = new Set();

/** The fields that a report between government offices leaves out, as [entity, field] numbers. */
export function withheldFields(asked: Asked = NONE_ASKED): [number, number][] {
  return travelling.flatMap((key) => fieldsOf(key).filter((field) => isWithheld(key, field, asked)).map((field): [number, number] => [entities[key].id, field.id]));
}

function isWithheld(entity: EntityKey, field: { readonly id: number; readonly withheld?: true }, asked: Asked): boolean {
  return field.withheld === true && !asked.has(`${entities[entity].id}.${field.id}`);
}

/** Narrows or widens what {@link reportBlocks} carries. */
export interface Narrowing {
  /** Only records of these entities, without the transactions. */
  readonly only?: readonly EntityKey[];
  readonly asked?: Asked;
}

/** The opening frame: the devices that change ids speak of by their place in this table. */
export interface Opening {
  readonly devices: readonly { readonly uid: string; readonly office: string; readonly name: string }[];
}

/** The table of devices and the place of each local device number in it. */
export function openingOf(ledger: LedgerReader): { opening: Opening; wire: ReadonlyMap<number, number> } {
  const rows = ledger.devices();
  return {
    opening: { devices: rows.map(({ uid, office: code, name }) => ({ uid, office: code, name })) },
    wire: new Map(rows.map((row, place) => [row.no, place])),
  };
}

/**
 * The blocks of a LAPORAN: transactions (who, when, why), records made within the ranges as they were made, and the net
 * changes within the ranges. To other offices only records that this office owns or owned, no withheld field, and to
 * those not above it (`below`) only what they may hold; to the
 * office's own PCs everything. Reads in pages, so that nothing holds the connection between blocks; what is written
 * meanwhile is left to the next package.
 */
export function* reportBlocks(ledger: LedgerReader, ranges: readonly OwnRange[], wire: ReadonlyMap<number, number>, contents: Contents, audience: Audience = 'office', below: readonly string[] = [], { only, asked = NONE_ASKED }: Narrowing = {}): Generator<Block> {
  const note = (block: Block): Block => {
    contents.files[block.file] = (contents.files[block.file] ?? 0) + block.rows;
    return block;
  };
  // What an office lost and is given back is its own: whoever owns the records, all of it goes. One field has one row.
  const returned = ranges.filter((range) => range.returned);
  const parts: readonly (readonly [readonly OwnRange[], Audience])[] = audience === 'sibling' || returned.length === 0
    ? [[ranges, audience]] : [[ranges.filter((range) => !range.returned), audience], [returned, 'sibling']];
  const kinds = travelling.filter((key) => !only || only.includes(key));
  if (!only) for (const block of transactionBlocks(ledger, ranges, wire)) yield note(block);
  const back = rangesBack(ledger, ranges);
  const given = inRanges([...returned, ...back]);
  const isTold = toldWaiting(returned, audience === 'sibling', below.length === 0, asked);
  const waiting = returned.length + back.length === 0 ? NONE_WAITING : waitingRows(ledger, given, isTold);
  for (const entity of kinds) {
    for (const [own, reader] of parts) for (const block of madeBlocks(ledger, entity, own, wire, contents, reader, reader === 'office' ? below : [], asked)) yield note(block);
    const made = (waiting.get(entities[entity].id) ?? []).filter(({ field }) => field === 0);
    for (const block of waitingBlocks(`made/${entities[entity].id}`, made.map((row) => waitingMade(row, wire, (field) => isTold({ ...row, field }))), contents)) yield note(block);
  }
  for (const entity of kinds) {
    for (const [own, reader] of parts) for (const block of changeBlocks(ledger, entity, own, wire, contents, reader, reader === 'office' ? below : [], asked)) yield note(block);
    const changed = (waiting.get(entities[entity].id) ?? []).filter(({ field }) => field > 0);
    for (const block of waitingBlocks(`change/${entities[entity].id}`, waitingChanges(changed, given, wire, isTold), contents)) yield note(block);
  }
}

const NONE_WAITING: ReturnType<typeof waitingRows> = new Map();

/** Which fields of rows that wait here a report tells: of what is given back all, of this PC's own to other offices no withheld one, and only to those above. */
function toldWaiting(returned: readonly OwnRange[], isSibling: boolean, isAbove: boolean, asked: Asked): (row: Pick<WaitingRow, 'device' | 'epoch' | 'counter' | 'entity' | 'field'>) => boolean {
  const back = inRanges(returned);
  const withheld = new Set(withheldFields(asked).map(([entity, field]) => `${entity}.${field}`));
  return (row) => isSibling || back.within(row) || (isAbove && !withheld.has(`${row.entity}.${row.field}`));
}

/** Rows that wait here, in blocks. */
function* waitingBlocks(file: string, rows: readonly Readonly<Record<string, unknown>>[], contents: Contents): Generator<Block> {
  contents.changes += rows.length;
  for (let at = 0; at < rows.length; at += BLOCK_ROWS) yield columnsOf(file, rows.slice(at, at + BLOCK_ROWS));
}

/** Who reads a report: another office, or another PC of this one. */
export type Audience = 'office' | 'sibling';

function* transactionBlocks(ledger: LedgerReader, ranges: readonly OwnRange[], wire: ReadonlyMap<number, number>): Generator<Block> {
  for (const range of ranges) {
    for (let after = 0; ;) {
      const rows = ledger.transactionPage(range, after, BLOCK_ROWS);
      if (rows.length === 0) break;
      after = rows.at(-1)?.first as number;
      yield columnsOf('transactions', rows.map(({ device, ...row }) => ({ device: wire.get(device as number) ?? -1, ...row })));
    }
  }
}

function* madeBlocks(ledger: LedgerReader, entity: EntityKey, ranges: readonly OwnRange[], wire: ReadonlyMap<number, number>, contents: Contents, audience: Audience, below: readonly string[], asked: Asked): Generator<Block> {
  const fields = fieldsOf(entity).filter((field) => audience === 'sibling' || !isWithheld(entity, field, asked));
  const owner = audience === 'sibling' ? null : ledger.self.code;
  for (const range of ranges) {
    for (let after = range.from; ;) {
      const found = ledger.madePage(entity, range, after, owner, BLOCK_ROWS);
      if (found.length === 0) break;
      after = found.at(-1)?.counter ?? range.to;
      const rows = below.length === 0 ? found : found.filter((row) => isFor(ledger, entity, ledger.record(entity, row.number)?.values ?? row.values, below));
      if (rows.length === 0) continue;
      contents.changes += rows.length;
      countRecords(contents, entity, rows.length);
      yield columnsOf(`made/${entities[entity].id}`, rows.map((row) => {
        const line: Record<string, unknown> = { uid: row.uid, device: wire.get(range.device) ?? -1, epoch: range.epoch, counter: row.counter };
        for (const field of fields) line[field.id] = row.values[field.key] ?? null;
        return line;
      }));
    }
  }
}

function* changeBlocks(ledger: LedgerReader, entity: EntityKey, ranges: readonly OwnRange[], wire: ReadonlyMap<number, number>, contents: Contents, audience: Audience, below: readonly string[], asked: Asked): Generator<Block> {
  const file = `change/${entities[entity].id}`;
  const carries = inRanges(ranges, ledger.deviceByUid(ledger.self.deviceUid)?.no ?? null);
  const givesBack = inRanges(ranges.filter((range) => range.returned));
  const back = inRanges(rangesBack(ledger, ranges));
  const isDecision = remembered((id) => ledger.kindOf(id) === 'conflict');
  const isBeside = (id: ChangeId): boolean => ledger.isBeside(id);
  const { code } = ledger.self;
  let lines: Record<string, unknown>[] = [];
  for (const { number, uid, owner, line } of ledger.changedIn(entity, ranges)) {
    if (audience === 'office' && owner !== code && !ledger.onceOwned(entity, number, code)) continue;
    if (below.length > 0 && !isFor(ledger, entity, ledger.record(entity, number)?.values ?? {}, below)) continue;
    const leaveOut = (field: NamedField): boolean => audience === 'office' && isWithheld(entity, field, asked);
    const nets = netChanges(line, entity, carries, wire, isDecision, leaveOut, isBeside);
    if (line.some((entry) => entry.taken !== 1)) {
      const aside: Carries = { ...givesBack, within: (id) => givesBack.within(id) || (back.within(id) && isOpenHere(line, entity, id)) };
      nets.push(...changesAside(line, entity, aside, wire, (id) => ledger.conflictValues(id), leaveOut));
    }
    if (nets.length === 0) continue;
    const making = line.find((entry) => entry.field === 0);
    if (!making || !carries.within(making)) countRecords(contents, entity, 1);
    contents.changes += nets.length;
    for (const net of nets) lines.push(net.alone === null || audience === 'sibling' ? { record: uid, ...net } : { record: uid, ...net, alone: net.alone + OWN_SIDE });
    if (lines.length >= BLOCK_ROWS) {
      for (let at = 0; at < lines.length; at += BLOCK_ROWS) yield columnsOf(file, lines.slice(at, at + BLOCK_ROWS));
      lines = [];
    }
  }
  if (lines.length > 0) yield columnsOf(file, lines);
}

/** Whether every receiver that is not above this office (`below`) may hold a record; what an office owns, an office above it may hold. */
export function isFor(ledger: LedgerReader, entity: EntityKey, values: FieldValues, below: readonly string[]): boolean {
  const places = placesOf(ledger, entity, values);
  return below.every((code) => mayHold(code, places));
}

/** Asks once of each change: who is asked may have to look through all transactions. */
function remembered(ask: (id: ChangeId) => boolean): (id: ChangeId) => boolean {
  const answers = new Map<string, boolean>();
  return (id) => {
    const key = `${id.device}.${id.epoch}.${id.counter}`;
    const known = answers.get(key) ?? ask(id);
    answers.set(key, known);
    return known;
  };
}

/** Sides of this office's own are numbered behind those that are given back, and before those that wait. */
const OWN_SIDE = 500;

/** What this PC was given back of its own: of that it tells on what waits here and what is asked about as well, so that it has all of what it says it has. */
function rangesBack(ledger: LedgerReader, ranges: readonly OwnRange[]): OwnRange[] {
  return ranges.filter((range) => range.deviceUid === ledger.self.deviceUid && !range.returned && ledger.position(range.deviceUid, range.epoch) !== null);
}

/** Whether a change lies beside what stands, and nobody decided about it yet. */
function isOpenHere(line: readonly LineEntry[], entity: EntityKey, id: ChangeId): boolean {
  const entry = line.find((one) => isSame(one, id));
  const field = entry && fieldOfId(entity, entry.field)?.key;
  return entry?.taken === 0 && field !== undefined && !covers(lineVector(groupLine(line, entity, field).filter((one) => one.taken > 0)), id);
}

function countRecords(contents: Contents, entity: EntityKey, count: number): void {
  if (entity === 'family') contents.families += count;
  if (entity === 'person') contents.people += count;
}

/** Rows as columns; a column that is null throughout is left out. */
export function columnsOf(file: string, rows: readonly Readonly<Record<string, unknown>>[]): Block {
  const columns: Record<string, unknown[]> = {};
  rows.forEach((row, place) => {
    for (const [key, value] of Object.entries(row)) {
      if (value === null || value === undefined) continue;
      (columns[key] ??= new Array<unknown>(rows.length).fill(null))[place] = value;
    }
  });
  return { file, rows: rows.length, columns };
}

/** Whether this version of the register knows the entity of that number and lets it travel. */
export function travellingEntity(id: number): EntityKey | null {
  return travelling.find((key) => (entities[key] as EntityDef).id === id) ?? null;
}
