import { entities } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { refreshDerived } from '../registry/refresh-derived.ts';
import type { Log } from '../store/change-log.ts';
import { deviceNumber } from '../store/device.ts';
import { sql } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import type { Ledger } from './ledger.ts';
import { readLedger } from './sqlite-ledger.ts';
import { touchFamilies } from './touch-families.ts';

/** A {@link Ledger} over the office's database; `refresh` derives the lists of what was touched, once, at the end. */
export interface SqliteLedger extends Ledger {
  refresh(): void;
}

/** The register of an office that a package is being taken into, inside the transaction that `log` belongs to. */
export function writeLedger(office: Writer, log: Log): SqliteLedger {
  const families = new Set<string>();
  const reader = readLedger(office);
  const self = reader.self;
  const fresh = new Map<EntityKey, Map<string, number>>();
  return {
    ...reader, self,
    // A package names what it just brought again and again: the database need not be asked.
    find: (entity, uid) => fresh.get(entity)?.get(uid) ?? reader.find(entity, uid),
    deviceNumber: (uid, code, name) => deviceNumber(office.db, uid, code, name),
    receiveRecord(entity, uid, values, id) {
      const made = log.receiveRecord(entity, uid, values, id);
      let own = fresh.get(entity);
      if (!own) fresh.set(entity, (own = new Map()));
      own.set(uid, made.id);
      return made;
    },
    receiveChange: (entity, number, change) => log.receiveChange(entity, number, change),
    touch: (entity, uid, values) => touchFamilies({ office, families }, entity, uid, values),
    refresh() {
      const numbers = [...families].flatMap((uid) => reader.find('family', uid) ?? []);
      if (numbers.length > 0) refreshDerived(office, numbers);
    },
    ...quarantineOf(office), ...conflictsOf(office), ...notesOf(office),
  };
}

function quarantineOf(office: Writer): Pick<Ledger, 'quarantine' | 'resolve' | 'resolveUpTo' | 'park'> {
  return {
    quarantine: (row) => void sql(office, `INSERT OR REPLACE INTO quarantine (device, epoch, counter, package, entity, record, field, reason, raw, at, resolvedAt)
      VALUES (?,?,?,?,?,?,?,?,?,?,NULL)`).run(row.device, row.epoch, row.counter, row.package, row.entity, row.record, row.field, row.reason, JSON.stringify(row.raw), row.at),
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

function notesOf(office: Writer): Pick<Ledger, 'noteTransaction' | 'setPosition' | 'setNonce' | 'setAsked' | 'setNotSent' | 'setAcknowledged'> {
  return {
    noteTransaction: (row) => void sql(office, 'INSERT OR IGNORE INTO originTx (device, epoch, first, last, at, user, userName, kind, reason) VALUES (?,?,?,?,?,?,?,?,?)')
      .run(row.device, row.epoch, row.first, row.last, row.at, row.user, row.userName, row.kind, row.reason),
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
