import { hasAliases } from '../registry/aliases.ts';
import { entities, entityKeys, fieldDef, fieldOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { lineEffect } from '../registry/line-effect.ts';
import { changeLine } from '../registry/line-changes.ts';
import type { LineEffect } from '../registry/line-effect.ts';
import { needRulesOf } from '../registry/needs/need-rules.ts';
import { keepRecaps } from '../registry/recaps/keep-recaps.ts';
import { lastNumbers, refreshLists } from '../registry/refresh-derived.ts';
import { searchedFields } from '../registry/words-touched.ts';
import { refreshMany } from '../registry/refresh-many.ts';
import type { ChangeId, Log } from '../store/change-log.ts';
import { recordLines } from '../store/group-line.ts';
import type { LineEntry } from '../store/group-line.ts';
import { deviceNumber } from '../store/device.ts';
import { sql } from '../store/office.ts';
import type { RawRow, StoredRecord } from '../store/records.ts';
import type { Writer } from '../store/office.ts';
import type { Ledger } from './ledger.ts';
import { readLedger } from './sqlite-ledger.ts';
import { touchFamilies } from './touch-families.ts';

/** A {@link Ledger} over the office's database. */
export interface SqliteLedger extends Ledger {
  /** Derives the lists of what was touched, once, at the end. `few` leaves what recaps are changed by to {@link keepRecapsLater}. */
  refresh(few?: boolean): void;
}

/** The register of an office that a package is being taken into, inside the transaction that `log` belongs to. */
export function writeLedger(office: Writer, log: Log): SqliteLedger {
  // Families of which everything is due, and those of which only the line in the lists is.
  const families = new Set<string>();
  const listed = new Set<string>();
  // And those of which it is known what the changes do to it.
  const effects = lineEffects(office);
  const last = lastNumbers(office);
  const needs = needRulesOf(office);
  const reader = readLedger(office);
  const isThere = (text: string): Flag => flag(() => sql(office, text).get() !== undefined);
  const [aliases, waiting, open] = [flag(() => hasAliases(office)), isThere('SELECT 1 FROM quarantine WHERE resolvedAt IS NULL LIMIT 1'), isThere('SELECT 1 FROM conflict WHERE closedAt IS NULL LIMIT 1')];
  const { quarantine, ...others } = quarantineOf(office);
  const { addConflict, closeConflict } = conflictsOf(office);
  const known = new Map<EntityKey, ReturnType<typeof recentOnes<string, number>>>(entityKeys.map((entity) => [entity, recentOnes<string, number>()]));
  const owners = new Map<EntityKey, ReturnType<typeof recentOnes<number, FieldValue>>>(entityKeys.map((entity) => [entity, recentOnes<number, FieldValue>()]));
  const before = lastCounters(office);
  /** What was read together of records that come next: the lines of those that are here, and which are not. */
  let expected: { readonly entity: EntityKey; readonly lines: Map<number, LineEntry[]>; readonly briefs: Map<number, StoredRecord>; readonly absent: Set<string> } | null = null;
  const forget = (entity: EntityKey, number: number): void => {
    if (expected?.entity !== entity) return;
    expected.lines.delete(number);
    expected.briefs.delete(number);
  };
  return {
    tx: log.tx,
    ...reader, ...others, ...notesOf(office), self: reader.self, closeConflict,
    deviceByNumber: remembered(reader.deviceByNumber),
    expect(entity, uids, changed) {
      const recent = known.get(entity);
      const found = expectedRecords(office, entity, uids, changed ?? []);
      const absent = new Set(uids);
      for (const { uid, id } of found) {
        recent?.set(uid, id);
        absent.delete(uid);
      }
      const isBrief = changed !== undefined && (entity === 'family' || entity === 'person');
      expected = {
        entity, absent, lines: changed === undefined ? new Map() : recordLines(office, entity, found.map(({ id }) => id)),
        briefs: new Map(isBrief ? found.map((record) => [record.id, record]) : []),
      };
    },
    brief: (entity, number) => (expected?.entity === entity ? expected.briefs.get(number) : undefined) ?? null,
    line: (entity, number) => (expected?.entity === entity ? expected.lines.get(number) : undefined) ?? reader.line(entity, number),
    // What the pen has read for a change it need not read again to write it.
    record: (entity, number) => log.present(entity, number),
    // A package names what it just brought again and again: the database need not be asked.
    find(entity, uid) {
      const recent = known.get(entity);
      if (expected?.entity === entity && expected.absent.has(uid)) return null;
      const found = recent?.get(uid) ?? reader.find(entity, uid);
      if (found !== null) recent?.set(uid, found);
      return found;
    },
    ownerOf(entity, number) {
      const recent = owners.get(entity);
      const kept = recent?.get(number);
      if (kept !== undefined) return kept;
      const owner = reader.ownerOf(entity, number);
      recent?.set(number, owner);
      return owner;
    },
    // What came with a later counter than any before is new; a record made twice in one package breaks the table, and the package is refused.
    hasChange: (id) => id.counter <= before(id) && reader.hasChange(id),
    waitingChanges: (entity, record) => (waiting.holds() ? reader.waitingChanges(entity, record) : []),
    openConflicts: (entity, number) => (open.holds() ? reader.openConflicts(entity, number) : []),
    quarantine(row) {
      waiting.raise();
      quarantine(row);
    },
    addConflict(row) {
      open.raise();
      addConflict(row);
    },
    deviceNumber: (uid, code, name) => deviceNumber(office.db, uid, code, name),
    receiveRecord(entity, uid, values, id) {
      if (entity === 'alias') aliases.raise();
      const made = log.receiveRecord(entity, uid, values, id);
      known.get(entity)?.set(uid, made.id);
      owners.get(entity)?.set(made.id, values.owner ?? null);
      if (expected?.entity === entity) expected.absent.delete(uid);
      return made;
    },
    receiveChange(entity, number, change) {
      if (entity === 'alias') aliases.raise();
      if (change.field === 'owner') owners.get(entity)?.forget();
      forget(entity, number);
      log.receiveChange(entity, number, change);
      // Whose a record is is asked for everywhere.
      if (change.field === 'owner') log.flush();
    },
    receivePlain(entity, record, changes) {
      forget(entity, record.id);
      log.receivePlain(entity, record, changes);
    },
    touch(entity, uid, values, fields, read) {
      log.flush();
      if (fields !== undefined && (entity === 'family' || entity === 'person') && !aliases.holds()) {
        const now = read ?? log.present(entity, known.get(entity)?.get(uid) ?? reader.find(entity, uid) ?? 0)?.values;
        const effect = now && lineEffect(entity, values, now, fields, needs);
        if (effect) return effects.add(entity === 'family' ? uid : (values.family as string | null), effect);
      }
      const inSearch = searchedFields[entity];
      const isListed = inSearch !== undefined && (fields === undefined ? inSearch.length === 0 : !fields.some((field) => inSearch.includes(field)));
      touchFamilies({ office, families: isListed ? listed : families, hasAliases: aliases.holds }, entity, uid, values);
    },
    refresh(few = false) {
      log.flush();
      const numbersOf = (uids: Iterable<string>): number[] => [...uids].flatMap((uid) => reader.find('family', uid) ?? []);
      for (const uid of families) listed.delete(uid);
      effects.write(log.tx, (uid) => (families.has(uid) || listed.has(uid) ? null : (known.get('family')?.get(uid) ?? reader.find('family', uid))));
      if (families.size > 0) refreshMany(office, numbersOf(families), log.tx, last);
      if (listed.size > 0) refreshLists(office, numbersOf(listed), log.tx);
      if (!few) keepRecaps(office);
    },
  };
}

/** Those of these records that are here, with their owner, their family and these fields, in the order of the table. */
function expectedRecords(office: Writer, entity: EntityKey, uids: readonly string[], fields: readonly number[]): StoredRecord[] {
  const changed = fields.flatMap((number) => fieldOfId(entity, number)?.key ?? []);
  const keys = fields.length === 0 ? [] : [...new Set(['owner', 'family', ...changed])].filter((key) => fieldDef(entity, key) !== undefined);
  const columns = keys.length === 0 ? '' : `, raw, ${keys.map((key) => `"${key}"`).join(', ')}`;
  const rows = office.db.prepare(`SELECT id, uid${columns} FROM "${entity}" WHERE uid IN (SELECT value FROM json_each(?)) ORDER BY id`).raw().all(JSON.stringify(uids)) as RawRow[];
  return rows.map((row) => {
    const values: Record<string, FieldValue> = {};
    keys.forEach((key, place) => (values[key] = row[place + 3] ?? null));
    if (typeof row[2] === 'string') Object.assign(values, JSON.parse(row[2]) as FieldValues);
    return { id: row[0] as number, uid: row[1] as string, values };
  });
}

/** The last counter of each device and epoch that the log holds when it is first asked for. */
function lastCounters(office: Writer): (id: ChangeId) => number {
  const last = new Map<string, number>();
  return ({ device, epoch }) => {
    const key = `${device}.${epoch}`;
    let counter = last.get(key);
    if (counter === undefined) last.set(key, (counter = (sql(office, 'SELECT max(counter) FROM change WHERE device = ? AND epoch = ?').pluck().get(device, epoch) as number | null) ?? 0));
    return counter;
  };
}

/** Gathers what changes do to lines of the lists, by family, and writes it. */
function lineEffects(office: Writer) {
  const gathered = new Map<string, LineEffect>();
  return {
    add(family: string | null, effect: LineEffect): void {
      if (family === null) return;
      const before = gathered.get(family);
      gathered.set(family, before ? { ...before, ...effect, warnings: before.warnings + effect.warnings } : effect);
    },
    /** `numberOf` gives the family's number, or null for one that is derived anew anyway. */
    write(tx: number, numberOf: (uid: string) => number | null): void {
      // In the order of the table: neighbours lie on one page.
      const lines = [...gathered].flatMap(([uid, effect]) => {
        const family = numberOf(uid);
        return family === null ? [] : [{ family, ...effect }];
      }).sort((a, b) => a.family - b.family);
      const change = changeLine(office);
      for (const { family, ...effect } of lines) change(family, tx, effect);
    },
  };
}

/** A fact that is looked up once and, within one transaction, only ever becomes true. */
interface Flag {
  readonly holds: () => boolean;
  readonly raise: () => void;
}

function flag(look: () => boolean): Flag {
  let known: boolean | undefined;
  return { holds: () => (known ??= look()), raise: () => void (known = true) };
}

const RECENT = 4000;

/** What was asked for lately: two generations of so many, so that a package of any size needs no more. Who belongs together comes together. */
function recentOnes<K, V>() {
  let [young, old] = [new Map<K, V>(), new Map<K, V>()];
  return {
    get: (key: K): V | undefined => young.get(key) ?? old.get(key),
    set(key: K, value: V): void {
      young.set(key, value);
      if (young.size >= RECENT) [young, old] = [new Map<K, V>(), young];
    },
    forget(): void {
      [young, old] = [new Map<K, V>(), new Map<K, V>()];
    },
  };
}

function remembered<V>(look: (number: number) => V): (number: number) => V {
  const known = new Map<number, V>();
  return (number) => {
    let found = known.get(number);
    if (found === undefined) known.set(number, (found = look(number)));
    return found;
  };
}

function quarantineOf(office: Writer): Pick<Ledger, 'quarantine' | 'resolve' | 'resolveUpTo' | 'park' | 'noteSideBySide'> {
  return {
    quarantine: (row) => void sql(office, `INSERT OR REPLACE INTO quarantine (device, epoch, counter, package, entity, record, field, reason, raw, at, resolvedAt)
      VALUES (?,?,?,?,?,?,?,?,?,?,NULL)`).run(row.device, row.epoch, row.counter, row.package, row.entity, row.record, row.field, row.reason, JSON.stringify(row.raw), row.at),
    noteSideBySide: (id) => void sql(office, 'INSERT OR IGNORE INTO sideBySide (device, epoch, counter) VALUES (?,?,?)').run(id.device, id.epoch, id.counter),
    resolve: (id, at) => void sql(office, 'UPDATE quarantine SET resolvedAt = ? WHERE device = ? AND epoch = ? AND counter = ?').run(at, id.device, id.epoch, id.counter),
    resolveUpTo: (uid, epoch, counter, except, at) => void sql(office, `UPDATE quarantine SET resolvedAt = ? WHERE resolvedAt IS NULL AND package <> ? AND epoch = ?
      AND counter <= ? AND device = (SELECT no FROM device WHERE uid = ?)`).run(at, except, epoch, counter, uid),
    park: (row) => void sql(office, `INSERT OR IGNORE INTO parked (device, epoch, counter, entity, field, package, record, raw, at, appliedAt)
      VALUES (?,?,?,?,?,?,?,?,?,NULL)`).run(row.device, row.epoch, row.counter, row.entity, row.field, row.package, row.record, JSON.stringify(row.raw), row.at),
  };
}

function conflictsOf(office: Writer): Pick<Ledger, 'addConflict' | 'closeConflict'> {
  return {
    addConflict: (row) => void sql(office, `INSERT OR IGNORE INTO conflict (entity, record, field, ourDevice, ourEpoch, ourCounter, theirDevice, theirEpoch, theirCounter, package, at, theirs, closedAt, outcome)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)`).run(entities[row.entity].id, row.record, row.field, row.ours?.device ?? null, row.ours?.epoch ?? null, row.ours?.counter ?? null,
      row.theirs.device, row.theirs.epoch, row.theirs.counter, row.package, row.at, JSON.stringify(row.values), row.outcome && row.at, row.outcome),
    closeConflict: (id, outcome, at) => void sql(office, 'UPDATE conflict SET closedAt = ?, outcome = ? WHERE id = ?').run(at, outcome, id),
  };
}

/** What remembers the heads of other PCs' chains, also where a package changes no record. */
export function headNotes(office: Writer): Pick<Ledger, 'deviceNumber' | 'noteHead'> {
  return {
    deviceNumber: (uid, code, name) => deviceNumber(office.db, uid, code, name),
    noteHead: (device, epoch, counter, head) => void sql(office, 'INSERT OR IGNORE INTO originHead (device, epoch, counter, head) VALUES (?,?,?,?)').run(device, epoch, counter, head),
  };
}

function notesOf(office: Writer): Pick<Ledger, 'noteTransaction' | 'noteHead' | 'setPosition' | 'setNonce' | 'setAsked' | 'setNotSent' | 'setAcknowledged'> {
  return {
    noteTransaction(row) {
      const { changes } = sql(office, 'INSERT OR IGNORE INTO originTx (device, epoch, first, last, at, user, userName, kind, reason) VALUES (?,?,?,?,?,?,?,?,?)')
        .run(row.device, row.epoch, row.first, row.last, row.at, row.user, row.userName, row.kind, row.reason);
      return changes === 1 || sql(office, 'SELECT 1 FROM originTx WHERE device = ? AND epoch = ? AND first = ? AND last = ? AND at = ?').get(row.device, row.epoch, row.first, row.last, row.at) !== undefined;
    },
    noteHead: headNotes(office).noteHead,
    setPosition: (device, epoch, counter, head) => void sql(office, `INSERT INTO position (device, epoch, counter, head) VALUES (?,?,?,?)
      ON CONFLICT (device, epoch) DO UPDATE SET counter = excluded.counter, head = excluded.head WHERE excluded.counter >= counter`).run(device, epoch, counter, head),
    setNonce: (device, epoch, nonce, base) => void sql(office, 'INSERT OR IGNORE INTO originEpoch (device, epoch, nonce, baseEpoch, baseCounter) VALUES (?,?,?,?,?)')
      .run(device, epoch, nonce, base?.number ?? null, base?.counter ?? null),
    setAsked: (row) => void sql(office, 'INSERT OR REPLACE INTO askedBack (device, epoch, counter, said) VALUES (?,?,?,?)').run(row.device, row.epoch, row.counter, row.said),
    setNotSent(code, fields) {
      sql(office, 'DELETE FROM notSent WHERE office = ?').run(code);
      const insert = sql(office, 'INSERT OR IGNORE INTO notSent (office, entity, field) VALUES (?,?,?)');
      for (const [entity, field] of fields) insert.run(code, entity, field);
    },
    setAcknowledged(uid, positions) {
      sql(office, 'DELETE FROM acknowledged WHERE receiver = ?').run(uid);
      for (const one of positions) sql(office, 'INSERT INTO acknowledged (receiver, device, epoch, counter) VALUES (?,?,?,?)').run(uid, one.device, one.epoch, one.counter);
    },
  };
}
