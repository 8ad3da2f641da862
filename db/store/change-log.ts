import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { join } from 'node:path';
import { entities } from '../rules/entities.ts';
import type { EntityKey, NamedField } from '../rules/entities.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { bindRow } from './bind-row.ts';
import { chainHash, entryDigest, entryHasher, idText, inIdOrder, rowsHashText } from './chain-hash.ts';
import type { EntryHasher } from './chain-hash.ts';
import type { Statement } from './connection.ts';
import { sql } from './office.ts';
import type { Writer } from './office.ts';
import { saveMark } from './mark.ts';
import { moveOwned } from './owned-counts.ts';
import type { Owned } from './owned-counts.ts';
import { nextSalt, SALT_BYTES } from './salts.ts';
import type { PreparedRecords } from './prepare-records.ts';
import { columnValue, fieldFor, isCoded, rawJson, recordByNumber, sameValue, tidy } from './records.ts';
import type { StoredRecord } from './records.ts';

/** Why and by whom a transaction is made. */
export interface WriteMeta {
  readonly user: { readonly uid: string | null; readonly name: string };
  /** What kind of work: edit, import, undo, receive, decision, access, system … */
  readonly kind: string;
  readonly reason?: string | null;
  readonly source?: { readonly kind: 'batch' | 'package'; readonly id: string };
  /** Facts about the work that are not changes of records (a reveal, a print, a package hash), kept in the chain. */
  readonly detail?: unknown;
}

/** Identity of one change anywhere: the device that made it, its epoch and its counter. `device` is the local number. */
export interface ChangeId {
  readonly device: number;
  readonly epoch: number;
  readonly counter: number;
}

/** A change made elsewhere, on its way into this register. */
export interface ForeignChange {
  readonly id: ChangeId;
  readonly parent: ChangeId | null;
  readonly field: string;
  readonly old: FieldValue;
  readonly value: FieldValue;
  /** What its author had before them beside the parent. */
  readonly seen: readonly ChangeId[];
  /** Of a decision: what was told together with it and is none. */
  readonly edited?: readonly ChangeId[];
  /** `aside` stands beside the present value (konflik); `superseded` is known and gave way to a person's decision. */
  readonly standing: 'taken' | 'aside' | 'superseded';
}

/** A change made elsewhere that is taken and says a plain value: no coded answer, no owner. `old` is what stands here. */
export interface PlainChange extends Pick<ForeignChange, 'id' | 'old' | 'value' | 'seen'> {
  readonly field: NamedField;
  readonly parent: ChangeId;
}

export interface Made {
  readonly id: number;
  readonly uid: string;
}

/** The pen that `writeChanges` lends: the only way to write a record. */
export interface Log {
  /** Number of the transaction that is being written. */
  readonly tx: number;
  /** Makes a record; only fields with a value need be given. */
  create(entity: EntityKey, values: FieldValues, uid?: string): Made;
  /** Makes records that another thread made ready (`recordPreparer`): the next ones in order, or it throws. */
  createPrepared(records: PreparedRecords): void;
  /** Changes fields of a record by its local number; returns how many really changed. */
  update(entity: EntityKey, id: number, values: FieldValues): number;
  /** A person's decision: changes these fields, also to the value they have, with everything that was decided about as seen. */
  settle(entity: EntityKey, id: number, values: FieldValues, seen: readonly ChangeId[]): void;
  /** Makes a record that another device made, under that change's id. */
  receiveRecord(entity: EntityKey, uid: string, values: FieldValues, change: ChangeId): Made;
  /** Writes a change that another device made. The record's row is written with the next record, or by `flush`. */
  receiveChange(entity: EntityKey, id: number, change: ForeignChange): void;
  /** Writes such changes of a record, which need not have been read but for what they replace. */
  receivePlain(entity: EntityKey, record: Made, changes: readonly PlainChange[]): void;
  /** Writes what {@link receiveChange} left open: before the row is read by a question of one's own. */
  flush(): void;
  /** A copy of a record as this transaction has it by now, or undefined. */
  present(entity: EntityKey, id: number): StoredRecord | undefined;
  /** Number of changes written so far, in this transaction. */
  readonly count: () => number;
  /** Hashes what is written from here on, as a batch of an import keeps it: `rowsHashText` of every entry, in order. */
  hashRows(): RowsHash;
}

/** The running hash over what a transaction writes. */
export interface RowsHash {
  /** Hex; null when a record was changed after it was made, so that its first text is not what it holds in the end. */
  digest(): string | null;
}

/**
 * The one function through which every write to the register goes. Runs `work` in one transaction that writes the rows
 * and their changes, then closes the transaction with its place in the hash chain. Whatever `work` throws undoes all.
 * Writing nothing leaves no transaction behind, unless `detail` says that something happened.
 */
export function writeChanges<T>(office: Writer, meta: WriteMeta, work: (log: Log) => T): T {
  const { author } = office;
  const before = { ...author };
  let result: T;
  try {
    result = office.db.transaction(() => writeTransaction(office, meta, work)).immediate();
  } catch (error) {
    Object.assign(author, before);
    throw error;
  }
  try {
    saveMark(office);
  } catch {
    // The transaction is committed and its numbers are used: a profile that cannot be written must not undo that here.
  }
  return result;
}

function writeTransaction<T>(office: Writer, meta: WriteMeta, work: (log: Log) => T): T {
  const entries = entryHasher(join(office.dir, '~entries.tmp'));
  try {
    return writeEntries(office, meta, work, entries);
  } finally {
    entries.drop();
  }
}

function writeEntries<T>(office: Writer, meta: WriteMeta, work: (log: Log) => T, entries: EntryHasher): T {
  const { author } = office;
  const tx = 1 + ((sql(office, 'SELECT max(id) AS id FROM tx').get() as { id: number | null }).id ?? 0);
  const first = author.counter + 1;
  const pen = makePen(office, tx, entries);
  const result = work(pen);
  pen.flush();
  moveOwned(office, pen.owned);
  if (pen.count() === 0 && meta.detail === undefined) return result;
  const at = nextMoment(office);
  const row = {
    id: tx, device: author.device, epoch: author.epoch, first, last: author.counter, at, user: meta.user.uid, userName: meta.user.name,
    kind: meta.kind, reason: meta.reason ?? null, sourceKind: meta.source?.kind ?? null, sourceId: meta.source?.id ?? null,
    detail: meta.detail === undefined ? null : JSON.stringify(meta.detail),
  };
  const previous = author.head;
  const head = chainHash(previous, author.deviceUid, row, entries.digest());
  sql(office, `INSERT INTO tx (id, device, epoch, first, last, at, user, userName, kind, reason, sourceKind, sourceId, detail, previous, hash)
    VALUES (@id, @device, @epoch, @first, @last, @at, @user, @userName, @kind, @reason, @sourceKind, @sourceId, @detail, @previous, @hash)`)
    .run({ ...row, previous, hash: head });
  author.head = head;
  author.tx = tx;
  author.lastAt = at;
  return result;
}

/** More than any entity's number: a record and its entity are one number in what goes into one statement. */
const ENTITIES = 1000;
const standings = { taken: 1, aside: 0, superseded: 2 } as const;

/** The pen as the transaction holds it: `owned` is by how much what this office owns grew. */
interface Pen extends Log {
  readonly owned: Owned;
}

function makePen(office: Writer, tx: number, entries: EntryHasher): Pen {
  const { author } = office;
  const first = author.counter + 1;
  let count = 0;
  let rows: Hash | null = null;
  let remade = false;
  /** The first local number that each entity got here. */
  const firstMade = new Map<EntityKey, number>();
  const owned = { family: 0, person: 0 };
  const noteOwner = (entity: EntityKey, owner: FieldValue | undefined, by: 1 | -1): void => {
    if ((entity === 'family' || entity === 'person') && owner === office.identity.code) owned[entity] += by;
  };
  const insertChange = sql(office, `INSERT INTO change
    (device, epoch, counter, tx, entity, record, field, old, new, parentDevice, parentEpoch, parentCounter, taken, salt)
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)`);
  const insertMade = sql(office, 'INSERT INTO change (device, epoch, counter, tx, entity, record, field, taken, salt) VALUES (?,?,?,?,?,?,0,1,?)');
  // A header a call takes three times as long.
  const insertAllMade = sql(office, `INSERT INTO change (device, epoch, counter, tx, entity, record, field, taken, salt)
    SELECT ?, ?, ? + key, ?, value % ${ENTITIES}, value / ${ENTITIES}, 0, 1, substr(?, key * ${SALT_BYTES} + 1, ${SALT_BYTES}) FROM json_each(?)`);
  const insertSeen = sql(office, 'INSERT OR IGNORE INTO seen (device, epoch, counter, seenDevice, seenEpoch, seenCounter, edited) VALUES (?,?,?,?,?,?,?)');

  function enter(id: ChangeId, entity: EntityKey, record: Made, field: number, old: string | null, now: string | null, stored: { old: string | null; new: string | null }, parent: ChangeId | null, taken: 0 | 1 | 2, seen: readonly ChangeId[] = [], edited: readonly ChangeId[] = []): void {
    const salt = nextSalt();
    const entityId = entities[entity].id;
    if (field === 0) insertMade.run([id.device, id.epoch, id.counter, tx, entityId, record.id, salt]);
    else insertChange.run([id.device, id.epoch, id.counter, tx, entityId, record.id, field, stored.old, stored.new,
      parent?.device ?? null, parent?.epoch ?? null, parent?.counter ?? null, taken, salt]);
    const ordered = seen.length + edited.length === 0 ? seen : inIdOrder([...seen, ...edited]);
    for (const one of ordered) insertSeen.run(id.device, id.epoch, id.counter, one.device, one.epoch, one.counter, Number(edited.some((other) => idText(other) === idText(one))));
    const facts = { device: id.device, epoch: id.epoch, counter: id.counter, entity: entityId, recordUid: record.uid, field, old, new: now, parent, taken: taken === 1, seen: ordered };
    entries.add(id, isOwn(id), entryDigest(salt, facts));
    rows?.update(rowsHashText(entityId, record.uid, field, now));
    count += 1;
  }

  const isOwn = (id: ChangeId): boolean => id.device === author.device && id.epoch === author.epoch && id.counter >= first;
  const own = (): ChangeId => ({ device: author.device, epoch: author.epoch, counter: (author.counter += 1) });

  function create(entity: EntityKey, values: FieldValues, uid: string, id: ChangeId): Made {
    const { insert, bound, text } = bindRow(entity, uid, values);
    const made = { id: Number(sql(office, insert).run(bound).lastInsertRowid), uid };
    if (!firstMade.has(entity)) firstMade.set(entity, made.id);
    noteOwner(entity, values.owner, 1);
    enter(id, entity, made, 0, null, text, { old: null, new: null }, null, 1);
    return made;
  }

  /** The last row that was read: the changes of one record follow each other, and every write goes through this pen. */
  let last: { readonly entity: EntityKey; readonly row: StoredRecord } | null = null;
  function find(entity: EntityKey, id: number): StoredRecord | undefined {
    if (last?.entity === entity && last.row.id === id) return last.row;
    flush();
    const row = recordByNumber(office, entity, id);
    if (row) last = { entity, row };
    return row;
  }
  function present(entity: EntityKey, id: number): StoredRecord {
    const row = find(entity, id);
    if (!row) throw new Error(`${entity} ${id} does not exist`);
    return row;
  }

  function setField(entity: EntityKey, row: StoredRecord, field: NamedField, value: FieldValue): void {
    // Only a coded answer stands in `raw`: most changes need not write it anew.
    const isRaw = isCoded(value) || isCoded(row.values[field.key]);
    if (field.key === 'owner') {
      noteOwner(entity, row.values.owner, -1);
      noteOwner(entity, value, 1);
    }
    row.values[field.key] = value;
    if (row.id >= (firstMade.get(entity) ?? Infinity)) remade = true;
    if (!dirty.includes(field)) dirty.push(field);
    dirtyRaw ||= isRaw;
  }

  /** Fields of the last row that are set and not yet written: several of one record are written together. */
  const dirty: NamedField[] = [];
  let dirtyRaw = false;
  /** Of this transaction only: what changes together is different each time. */
  const updates = new Map<string, Statement>();
  let lastUpdate: { readonly entity: EntityKey; readonly fields: readonly NamedField[]; readonly withRaw: boolean; readonly statement: Statement } | null = null;
  function updating(entity: EntityKey, fields: readonly NamedField[], withRaw: boolean): Statement {
    // Records that come together mostly change in the same fields.
    const before = lastUpdate;
    if (before?.entity === entity && before.withRaw === withRaw && before.fields.length === fields.length && before.fields.every((field, place) => field === fields[place])) return before.statement;
    const key = `${entity} ${fields.map((field) => field.key).join(' ')}${withRaw ? ' raw' : ''}`;
    let statement = updates.get(key);
    if (!statement) updates.set(key, (statement = office.db.prepare(`UPDATE "${entity}" SET ${fields.map((field) => `"${field.key}" = ?`).join(', ')}${withRaw ? ', raw = ?' : ''} WHERE id = ?`)));
    lastUpdate = { entity, fields: [...fields], withRaw, statement };
    return statement;
  }

  function flush(): void {
    if (last === null || dirty.length === 0) return;
    const { entity, row } = last;
    const columns = dirty.map((field) => columnValue(field, row.values[field.key]));
    updating(entity, dirty, dirtyRaw).run(dirtyRaw ? [...columns, rawJson(row.values), row.id] : [...columns, row.id]);
    dirty.length = 0;
    dirtyRaw = false;
  }

  return {
    tx, owned,
    create: (entity, values, uid) => create(entity, values, uid ?? office.newId(), own()),
    createPrepared({ first: begins, count: made, inserts, rows: text, salts, digests, said, owned: grown, numbers }) {
      if (begins !== author.counter + 1) throw new Error('records were made ready for other entries');
      const statements = inserts.map((one) => sql(office, one.text));
      const ids = inserts.map(({ entity }) => entities[entity].id);
      const expected: Partial<Record<EntityKey, number>> = { ...numbers };
      const entered: number[] = [];
      for (const [place, bound] of JSON.parse(text) as [number, unknown[]][]) {
        const entity = inserts[place]?.entity as EntityKey;
        const id = Number((statements[place] as Statement).run(bound).lastInsertRowid);
        const number = expected[entity];
        if (number !== undefined && id !== number) throw new Error(`${entity} ${id} was made ready as ${number}`);
        if (number !== undefined) expected[entity] = number + 1;
        if (!firstMade.has(entity)) firstMade.set(entity, id);
        entered.push(id * ENTITIES + (ids[place] ?? 0));
      }
      if (entered.length !== made) throw new Error(`${made} records were made ready, ${entered.length} came`);
      insertAllMade.run([author.device, author.epoch, begins, tx, salts, JSON.stringify(entered)]);
      author.counter += made;
      entries.addOwn(digests);
      rows?.update(said);
      count += made;
      owned.family += grown.family;
      owned.person += grown.person;
    },
    update(entity, id, values) {
      const row = present(entity, id);
      let changed = 0;
      for (const key of Object.keys(values)) {
        const field = fieldFor(entity, key);
        const value = tidy(field, values[key]);
        const old = row.values[key] ?? null;
        if (sameValue(old, value)) continue;
        const parent = currentChange(office, entity, id, field.id);
        setField(entity, row, field, value);
        const stored = { old: toJson(old), new: toJson(value) };
        enter(own(), entity, row, field.id, stored.old, stored.new, stored, parent, 1);
        changed += 1;
      }
      flush();
      return changed;
    },
    settle(entity, id, values, seen) {
      const row = present(entity, id);
      for (const key of Object.keys(values)) {
        const field = fieldFor(entity, key);
        const value = tidy(field, values[key]);
        const stored = { old: toJson(row.values[key] ?? null), new: toJson(value) };
        const parent = currentChange(office, entity, id, field.id);
        setField(entity, row, field, value);
        enter(own(), entity, row, field.id, stored.old, stored.new, stored, parent, 1, seen);
      }
      flush();
    },
    receiveRecord: (entity, uid, values, id) => create(entity, values, uid, id),
    receiveChange(entity, id, foreign) {
      const row = present(entity, id);
      const field = fieldFor(entity, foreign.field);
      // What a taken change replaces is what stood here, so that walking back always finds this office's own past.
      const taken = foreign.standing === 'taken';
      const old = taken ? (row.values[field.key] ?? null) : foreign.old;
      if (taken) setField(entity, row, field, tidy(field, foreign.value));
      const stored = { old: toJson(old), new: toJson(tidy(field, foreign.value)) };
      enter(foreign.id, entity, row, field.id, stored.old, stored.new, stored, foreign.parent, standings[foreign.standing], foreign.seen, foreign.edited);
    },
    receivePlain(entity, record, changes) {
      if (last?.entity === entity && last.row.id === record.id) {
        flush();
        last = null;
      }
      if (record.id >= (firstMade.get(entity) ?? Infinity)) remade = true;
      updating(entity, changes.map(({ field }) => field), false).run([...changes.map(({ field, value }) => columnValue(field, value)), record.id]);
      for (const { id, field, old, value, parent, seen } of changes) {
        const stored = { old: toJson(old), new: toJson(value) };
        enter(id, entity, record, field.id, stored.old, stored.new, stored, parent, 1, seen);
      }
    },
    present(entity, id) {
      const row = find(entity, id);
      return row && { id: row.id, uid: row.uid, values: { ...row.values } };
    },
    flush,
    count: () => count,
    hashRows() {
      const hashing = (rows = createHash('sha256'));
      return { digest: () => (remade ? null : hashing.copy().digest('hex')) };
    },
  };
}

/** The change whose value a field now holds: the last one taken, or the making of the record. */
export function currentChange(office: Pick<Writer, 'db'> & Writer, entity: EntityKey, id: number, field: number): ChangeId | null {
  const find = sql(office, `SELECT device, epoch, counter FROM change
    WHERE entity = ? AND record = ? AND field = ? AND field > 0 AND taken = 1 ORDER BY tx DESC, counter DESC LIMIT 1`);
  const made = sql(office, 'SELECT device, epoch, counter FROM change WHERE entity = ? AND record = ? AND field = 0');
  const entityId = entities[entity].id;
  return ((find.get(entityId, id, field) ?? made.get(entityId, id)) as ChangeId | undefined) ?? null;
}

function toJson(value: FieldValue | undefined): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** A local time that never runs backwards, even when the PC's clock does. */
function nextMoment(office: Writer): string {
  const now = office.now().toISOString();
  return now > office.author.lastAt ? now : new Date(Date.parse(office.author.lastAt) + 1).toISOString();
}
