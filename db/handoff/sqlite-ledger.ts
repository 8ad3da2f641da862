import { entities, entityOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValues } from '../rules/field.ts';
import type { ChangeId } from '../store/change-log.ts';
import { isDestroyed } from '../store/destroy.ts';
import { recordLine, recordLines } from '../store/group-line.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { recordByNumber, toRecord } from '../store/records.ts';
import { firstValues } from '../store/verify.ts';
import { wasStillTheirs } from './transfer/still-theirs.ts';
import { PASSING, saidWith } from './waiting-rows.ts';
import type { Asked, DeviceRow, Held, LedgerReader, MadeRow, Span, Waiting, WaitingRow } from './ledger.ts';

/** Epochs of this PC and what it applied, as {@link Held}. */
const EPOCHS = `SELECT e.device AS device, d.uid AS deviceUid, e.epoch AS epoch, coalesce((SELECT max(t.last) FROM tx t WHERE t.device = e.device AND t.epoch = e.epoch), 0) AS counter, NULL AS head
  FROM epoch e JOIN device d ON d.no = e.device`;
const POSITIONS = 'SELECT p.device AS device, d.uid AS deviceUid, p.epoch AS epoch, p.counter AS counter, p.head AS head FROM position p JOIN device d ON d.no = p.device';
const WAITING = `SELECT counter, entity, record, field, raw FROM quarantine WHERE resolvedAt IS NULL AND device = ? AND epoch = ? AND reason NOT IN (SELECT value FROM json_each(?))
  UNION ALL SELECT counter, entity, record, field, raw FROM parked WHERE appliedAt IS NULL AND device = ? AND epoch = ?`;
/** All that came with the change that raised a question waits with it. */
const ASIDE = `SELECT DISTINCT c.counter, c.entity, c.record AS number, c.field, c.parentDevice, c.parentEpoch, c.parentCounter FROM conflict f
  JOIN change r ON r.device = f.theirDevice AND r.epoch = f.theirEpoch AND r.counter = f.theirCounter
  JOIN change c ON c.entity = r.entity AND c.record = r.record AND c.field > 0 AND c.tx = r.tx AND c.taken = 0
  WHERE f.closedAt IS NULL AND +c.device = ? AND +c.epoch = ?`;
const TX_COLUMNS = 'device, epoch, first, last, at, user, userName, kind, reason';
type Row = Parameters<typeof toRecord>[1];

/** The register of an office, in its SQLite database, as the hand-off reads it. */
export function readLedger(office: Reader): LedgerReader {
  const { officeId, code } = office.identity;
  return {
    get self() {
      return { officeId, code, deviceUid: sql(office, "SELECT value FROM meta WHERE key = 'device'").pluck().get() as string };
    },
    ...devicesOf(office), ...numbersOf(office), ...packagesOf(office), ...recordsOf(office), ...pagesOf(office), ...waitingOf(office),
  };
}

/** The last ends that were found over each connection, see `keptEnds`. */
const ends = new WeakMap<object, { readonly key: string; readonly found: ReadonlyMap<string, number> }>();

function devicesOf(office: Reader): Pick<LedgerReader, 'devices' | 'deviceByUid' | 'deviceByNumber' | 'cardOf' | 'devicesOf'> {
  const columns = 'no, uid, office, officeName AS name';
  return {
    devices: () => sql(office, `SELECT ${columns} FROM device ORDER BY no`).all() as DeviceRow[],
    deviceByUid: (uid) => (sql(office, `SELECT ${columns} FROM device WHERE uid = ?`).get(uid) as DeviceRow | undefined) ?? null,
    deviceByNumber: (no) => sql(office, `SELECT ${columns} FROM device WHERE no = ?`).get(no) as DeviceRow,
    cardOf: (uid) => (sql(office, 'SELECT officeId, code, area FROM card WHERE deviceUid = ?').get(uid) as { officeId: string; code: string; area: string } | undefined) ?? null,
    devicesOf: (id) => sql(office, 'SELECT deviceUid FROM card WHERE officeId = ?').pluck().all(id) as string[],
  };
}

function numbersOf(office: Reader): Pick<LedgerReader, 'epochs' | 'epochOf' | 'positions' | 'position' | 'headOf' | 'waitingOf' | 'keptEnds' | 'holdsBeyond' | 'acknowledged' | 'asked' | 'waitsForRebase'> {
  return {
    epochs: () => sql(office, `${EPOCHS} ORDER BY e.device, e.epoch`).all() as Held[],
    epochOf: (uid, epoch) => (sql(office, `${EPOCHS} WHERE d.uid = ? AND e.epoch = ?`).get(uid, epoch) as Held | undefined) ?? null,
    positions: () => sql(office, `${POSITIONS} ORDER BY p.device, p.epoch`).all() as Held[],
    position: (uid, epoch) => (sql(office, `${POSITIONS} WHERE d.uid = ? AND p.epoch = ?`).get(uid, epoch) as Held | undefined) ?? null,
    headOf(device, epoch, counter) {
      const row = sql(office, 'SELECT hash FROM tx WHERE device = ? AND epoch = ? AND first <= ? AND last >= ? ORDER BY id LIMIT 1').get(device, epoch, counter, counter);
      return (row as { hash: Buffer } | undefined)?.hash.toString('hex') ?? null;
    },
    waitingOf: (device, epoch, own) => [...waitingRows(office, device, epoch, own), ...(own ? [] : asideRows(office, device, epoch))],
    keptEnds(key, work) {
      // What is written in a transaction may be taken back with it: ends that count on it are not kept.
      if (office.db.inTransaction) return work();
      const kept = ends.get(office.db);
      if (kept?.key === key) return kept.found;
      const found = work();
      ends.set(office.db, { key, found });
      return found;
    },
    holdsBeyond: (device, epoch, counter) => sql(office, 'SELECT 1 FROM change WHERE device = ? AND epoch = ? AND counter > ? LIMIT 1').get(device, epoch, counter) !== undefined,
    acknowledged: (officeId, device, epoch) => sql(office, `SELECT coalesce(a.counter, 0) FROM receiptIn r JOIN card c ON c.deviceUid = r.deviceUid AND c.revokedAt IS NULL
      LEFT JOIN acknowledged a ON a.receiver = r.deviceUid AND a.device = ? AND a.epoch = ? WHERE r.officeId = ?`).pluck().all(device, epoch, officeId) as number[],
    asked: () => sql(office, 'SELECT a.device AS device, d.uid AS deviceUid, a.epoch AS epoch, a.counter AS counter, a.said AS said FROM askedBack a JOIN device d ON d.no = a.device').all() as Asked[],
    waitsForRebase: (uid, officeIds) => sql(office, `SELECT 1 FROM packageIn WHERE deviceUid = ? AND outcome = 'parked' AND reason = 'REBASE_NEEDED' AND officeId IN (SELECT value FROM json_each(?)) LIMIT 1`)
      .get(uid, JSON.stringify(officeIds)) !== undefined,
  };
}

function waitingRows(office: Reader, device: number, epoch: number, own: boolean): Waiting[] {
  const rows = sql(office, WAITING).all(device, epoch, JSON.stringify(own ? PASSING : []), device, epoch) as { counter: number; entity: number; record: string; field: number; raw: string }[];
  return rows.map(({ counter, entity, record, field, raw }) => {
    const key = entityOfId(entity)?.key;
    const number = key && (sql(office, `SELECT id FROM "${key}" WHERE uid = ?`).pluck().get(record) as number | undefined);
    return { counter, entity, number: number ?? null, field, ...saidWith(raw) };
  });
}

function asideRows(office: Reader, device: number, epoch: number): Waiting[] {
  const rows = sql(office, ASIDE).all(device, epoch) as { counter: number; entity: number; number: number; field: number; parentDevice: number | null; parentEpoch: number; parentCounter: number }[];
  return rows.map(({ parentDevice, parentEpoch, parentCounter, ...row }) => ({ ...row, parent: parentDevice === null ? null : { device: parentDevice, epoch: parentEpoch, counter: parentCounter }, seen: [] }));
}

function packagesOf(office: Reader): Pick<LedgerReader, 'packageOutcome' | 'numberUsed' | 'nonce' | 'seenHead'> {
  return {
    packageOutcome: (sha256) => (sql(office, 'SELECT outcome FROM packageIn WHERE sha256 = ?').pluck().get(sha256) as string | undefined) ?? null,
    numberUsed: (uid, epoch, stream, sequence, sha256) => sql(office, `SELECT 1 FROM packageIn WHERE deviceUid = ? AND epoch = ? AND stream = ? AND sequence = ? AND sha256 <> ? AND outcome <> 'fork'`)
      .get(uid, epoch, stream, sequence, sha256) !== undefined,
    seenHead: (uid, epoch, counter) => (sql(office, 'SELECT o.head FROM originHead o JOIN device d ON d.no = o.device WHERE d.uid = ? AND o.epoch = ? AND o.counter = ?').pluck().get(uid, epoch, counter) as string | undefined) ?? null,
    nonce: (uid, epoch) => (sql(office, 'SELECT o.nonce FROM originEpoch o JOIN device d ON d.no = o.device WHERE d.uid = ? AND o.epoch = ?').pluck().get(uid, epoch) as string | undefined) ?? null,
  };
}

function recordsOf(office: Reader): Pick<LedgerReader, 'find' | 'isDestroyed' | 'record' | 'ownerOf' | 'uidOf' | 'line' | 'hasChange' | 'kindOf' | 'isBeside' | 'onceOwned' | 'wasStillTheirs'> {
  let anyBeside: boolean | undefined;
  const kind = 'SELECT kind FROM $ WHERE device = ? AND epoch = ? AND first <= ? AND last >= ?';
  return {
    find: (entity, uid) => (sql(office, `SELECT id FROM "${entity}" WHERE uid = ?`).pluck().get(uid) as number | undefined) ?? null,
    isDestroyed: (entity, uid) => isDestroyed(office, entities[entity].id, uid),
    record: (entity, number) => recordByNumber(office, entity, number),
    ownerOf: (entity, number) => (sql(office, `SELECT owner FROM "${entity}" WHERE id = ?`).pluck().get(number) as string | null | undefined) ?? null,
    uidOf: (entity, number) => (sql(office, `SELECT uid FROM "${entity}" WHERE id = ?`).pluck().get(number) as string | undefined) ?? null,
    line: (entity, number) => recordLine(office, entity, number),
    hasChange: (id) => sql(office, 'SELECT 1 FROM change WHERE device = ? AND epoch = ? AND counter = ?').get(id.device, id.epoch, id.counter) !== undefined,
    kindOf({ device, epoch, counter }) {
      const found = sql(office, kind.replace('$', 'tx')).pluck().get(device, epoch, counter, counter) ?? sql(office, kind.replace('$', 'originTx')).pluck().get(device, epoch, counter, counter);
      return (found as string | undefined) ?? null;
    },
    // Few registers hold any: most need one look.
    isBeside: (id) => (anyBeside ??= sql(office, 'SELECT 1 FROM sideBySide LIMIT 1').get() !== undefined) && sql(office, 'SELECT 1 FROM sideBySide WHERE device = ? AND epoch = ? AND counter = ?').get(id.device, id.epoch, id.counter) !== undefined,
    wasStillTheirs: (author, entity, record, id) => wasStillTheirs(office, author, entity, record, id),
    // The owner is field 1 of every entity.
    onceOwned: (entity, number, owner) => sql(office, 'SELECT 1 FROM change WHERE entity = ? AND record = ? AND field = 1 AND field > 0 AND taken = 1 AND old = ?')
      .get(entities[entity].id, number, JSON.stringify(owner)) !== undefined,
  };
}

function pagesOf(office: Reader): Pick<LedgerReader, 'madePage' | 'changedIn' | 'transactionPage'> {
  const kinds = kindsWithin(office);
  return {
    madePage(entity, span, after, owner, limit) {
      const entityId = entities[entity].id;
      if (!kinds(span).made.has(entityId)) return [];
      const rows = sql(office, `SELECT c.counter AS changeCounter, r.* FROM change c JOIN "${entity}" r ON r.id = c.record
        WHERE c.device = ? AND c.epoch = ? AND c.counter > ? AND c.counter <= ? AND c.entity = ${entityId} AND c.field = 0
          AND (? IS NULL OR r.owner = ? OR EXISTS (SELECT 1 FROM change o WHERE o.entity = ${entityId} AND o.record = r.id AND o.field = 1 AND o.field > 0 AND o.taken = 1 AND o.old = ?))
        ORDER BY c.counter LIMIT ?`).all(span.device, span.epoch, after, span.to, owner, owner, JSON.stringify(owner), limit) as (Row & { changeCounter: number })[];
      if (rows.length === 0) return [];
      const ids = rows.map((row) => row.id);
      const changed = sql(office, 'SELECT DISTINCT record FROM change WHERE entity = ? AND record BETWEEN ? AND ? AND field > 0 AND taken = 1').pluck();
      const touched = new Set(changed.all(entityId, Math.min(...ids), Math.max(...ids)) as number[]);
      return rows.map((row): MadeRow => {
        const made = (touched.has(row.id) ? firstValues(office, entity, row.id) : undefined) ?? toRecord(entity, row);
        return { counter: row.changeCounter, number: row.id, uid: made.uid, values: made.values };
      });
    },
    * changedIn(entity, spans) {
      const within = spans.filter((span) => kinds(span).changed.has(entities[entity].id));
      for (const numbers of within.length === 0 ? [] : changedNumbers(office, entity, within)) {
        const lines = recordLines(office, entity, numbers);
        const rows = sql(office, `SELECT id, uid, owner FROM "${entity}" WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`).raw().all(JSON.stringify(numbers)) as [number, string, string | null][];
        for (const [number, uid, owner] of rows) yield { number, uid, owner, line: lines.get(number) ?? [] };
      }
    },
    transactionPage: (span, after, limit) => sql(office, `SELECT * FROM (SELECT ${TX_COLUMNS} FROM tx UNION ALL SELECT ${TX_COLUMNS} FROM originTx)
      WHERE device = ? AND epoch = ? AND last > ? AND first <= ? AND last >= first AND first > ? ORDER BY first LIMIT ?`)
      .all(span.device, span.epoch, span.from, span.to, after, limit) as Record<string, unknown>[],
  };
}

/**
 * Of which entities something was made or changed in a span. Thirty entities travel, and a report mostly brings a few of them: each
 * of the others would walk the whole span to find nothing. What is written later under counters of the span is left to the next package.
 */
function kindsWithin(office: Reader): (span: Span) => { readonly made: ReadonlySet<number>; readonly changed: ReadonlySet<number> } {
  const known = new Map<string, { made: Set<number>; changed: Set<number> }>();
  return ({ device, epoch, from, to }) => {
    const key = `${device}.${epoch}.${from}.${to}`;
    let kinds = known.get(key);
    if (!kinds) {
      known.set(key, (kinds = { made: new Set(), changed: new Set() }));
      const rows = sql(office, 'SELECT DISTINCT entity, field > 0 FROM change WHERE device = ? AND epoch = ? AND counter > ? AND counter <= ?').raw().all(device, epoch, from, to) as [number, number][];
      for (const [entity, changed] of rows) kinds[changed === 1 ? 'changed' : 'made'].add(entity);
    }
    return kinds;
  };
}

/** Records that are read together, with their lines. */
const PAGE = 500;
/** Counters of which the numbers of what they changed are held together; of more, every record of the log is looked at in turn. */
const GATHERED = 200_000;

/** Local numbers of records of which a field was changed in one of the spans, page by page, in order. */
function* changedNumbers(office: Reader, entity: EntityKey, spans: readonly Span[]): Generator<number[]> {
  const entityId = entities[entity].id;
  if (spans.reduce((sum, { from, to }) => sum + to - from, 0) > GATHERED) {
    const page = sql(office, `SELECT DISTINCT c.record FROM change c WHERE c.entity = ? AND c.record > ? AND c.field > 0
      AND EXISTS (SELECT 1 FROM json_each(?) s WHERE c.device = s.value ->> 'device' AND c.epoch = s.value ->> 'epoch' AND c.counter > s.value ->> 'from' AND c.counter <= s.value ->> 'to')
      ORDER BY c.record LIMIT ${PAGE}`).pluck();
    const within = JSON.stringify(spans);
    for (let numbers = page.all(entityId, 0, within) as number[]; numbers.length > 0; numbers = page.all(entityId, numbers.at(-1), within) as number[]) yield numbers;
    return;
  }
  const found = new Set<number>();
  const find = sql(office, `SELECT DISTINCT record FROM change WHERE device = ? AND epoch = ? AND counter > ? AND counter <= ? AND entity = ? AND field > 0`).pluck();
  for (const span of spans) for (const record of find.all(span.device, span.epoch, span.from, span.to, entityId) as number[]) found.add(record);
  const numbers = [...found].sort((a, b) => a - b);
  for (let at = 0; at < numbers.length; at += PAGE) yield numbers.slice(at, at + PAGE);
}

function waitingOf(office: Reader): Pick<LedgerReader, 'isWaiting' | 'waitingChanges' | 'waitingFor' | 'conflictValues' | 'isOpen' | 'notes' | 'openConflicts'> {
  return {
    isWaiting: (entity, record) => (sql(office, 'SELECT 1 FROM quarantine WHERE entity = ? AND record = ? AND field = 0 AND resolvedAt IS NULL').get(entity, record)
      ?? sql(office, 'SELECT 1 FROM parked WHERE entity = ? AND record = ? AND field = 0 AND appliedAt IS NULL').get(entity, record)) !== undefined,
    waitingChanges: (entity, record) => sql(office, 'SELECT device, epoch, counter, field, package, reason, raw FROM quarantine WHERE entity = ? AND record = ? AND field > 0 AND resolvedAt IS NULL')
      .all(entity, record) as ReturnType<LedgerReader['waitingChanges']>,
    waitingFor: (reasons) => sql(office, `SELECT q.*, d.uid AS uid, d.office AS office FROM quarantine q JOIN device d ON d.no = q.device
      WHERE q.resolvedAt IS NULL AND q.reason IN (SELECT value FROM json_each(?)) ORDER BY q.at, q.epoch, q.counter`).all(JSON.stringify(reasons)) as WaitingRow[],
    conflictValues(id) {
      const theirs = sql(office, 'SELECT theirs FROM conflict WHERE theirDevice = ? AND theirEpoch = ? AND theirCounter = ?').pluck().get(id.device, id.epoch, id.counter);
      return typeof theirs === 'string' ? (JSON.parse(theirs) as FieldValues) : null;
    },
    isOpen: (id) => sql(office, 'SELECT 1 FROM quarantine WHERE device = ? AND epoch = ? AND counter = ? AND resolvedAt IS NULL').get(id.device, id.epoch, id.counter) !== undefined,
    notes: () => (sql(office, "SELECT entity, record, field, theirDevice AS device, theirEpoch AS epoch, theirCounter AS counter FROM conflict WHERE outcome = 'note'").all() as (ChangeId & { entity: number; record: number; field: number })[])
      .map(({ entity, record, field, ...theirs }) => ({ entity, record, field, theirs })),
    openConflicts: (entity, number) => (sql(office, `SELECT id, field, theirDevice AS device, theirEpoch AS epoch, theirCounter AS counter, theirs FROM conflict
      WHERE entity = ? AND record = ? AND closedAt IS NULL`).all(entities[entity].id, number) as (ChangeId & { id: number; field: number; theirs: string | null })[])
      .map(({ theirs, ...row }) => ({ ...row, values: theirs === null ? {} : (JSON.parse(theirs) as FieldValues) })),
  };
}
