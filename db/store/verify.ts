import { createHash } from 'node:crypto';
import { entities, entityKeys, entityOfId, fieldOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { writtenAs } from './branch.ts';
import type { Written } from './branch.ts';
import { chainHash, entryDigest, inIdOrder, rowText } from './chain-hash.ts';
import type { TxFacts } from './chain-hash.ts';
import type { ChangeId } from './change-log.ts';
import { destroyedHash } from './destroyed-hash.ts';
import { ofEitherKind } from './either-kind.ts';
import { sql } from './office.ts';
import type { Reader } from './office.ts';
import { recordByNumber, sameValue } from './records.ts';
import { device } from './schema/log.ts';

export interface Verification {
  /** SQLite's own check: `ok`, or its first complaint. */
  readonly integrity: string;
  readonly auditOk: boolean;
  readonly transactions: number;
  readonly changes: number;
  /** Hash of the last transaction, hex; what a package states as its chain head. */
  readonly auditHead: string;
  /** What does not fit, in order; at most a hundred are named. */
  readonly problems: readonly string[];
}

interface TxRow extends TxFacts { readonly device: number; readonly previous: Buffer; readonly hash: Buffer }
interface ChangeRow {
  readonly tx: number; readonly device: number; readonly epoch: number; readonly counter: number; readonly entity: number; readonly record: number; readonly field: number;
  readonly old: string | null; readonly new: string | null; readonly parentDevice: number | null; readonly parentEpoch: number | null;
  readonly parentCounter: number | null; readonly taken: number; readonly salt: Buffer | null; readonly digest: Buffer | null;
}
interface SeenRow extends ChangeId { readonly seenDevice: number; readonly seenEpoch: number; readonly seenCounter: number }
type Complain = (text: string) => void;

const MOST_PROBLEMS = 100;
const STEP = 500;

/**
 * Checks the database and recomputes the whole chain: every transaction over the one before it, every entry over its
 * values, the first values of every record rebuilt by walking back from the present ones. A row changed behind the
 * log's back shows as an entry or a field that no longer fits. `step` is told how many entries are done, and may throw to stop.
 */
export function verifyOffice(office: Reader, step: (done: number, total: number) => void = () => undefined): Verification {
  const integrity = String(office.db.pragma('quick_check(1)', { simple: true }));
  const problems: string[] = [];
  const complain: Complain = (text) => void (problems.length < MOST_PROBLEMS && problems.push(text));
  const uids = deviceUids(office);
  const walker = makeWalker(office);
  let previous: Buffer = Buffer.alloc(32);
  let changes = 0;
  const transactions = office.db.prepare('SELECT * FROM tx ORDER BY id').all() as TxRow[];
  const total = office.db.prepare('SELECT count(*) FROM change').pluck().get() as number;
  const check = transactionCheck(office, uids, walker, complain, () => void (++changes % STEP === 0 && step(changes, total)));
  for (const row of transactions) previous = check(row, previous);
  step(changes, total);
  checkPresentValues(office, walker, complain);
  checkDestroyed(office, complain);
  checkUnloggedRecords(office, complain);
  return { integrity, auditOk: problems.length === 0, transactions: transactions.length, changes, auditHead: previous.toString('hex'), problems };
}

/** How far a chain was proved: the last transaction and its hash, hex. */
export interface Verified { readonly tx: number; readonly head: string }

/** Stops a look that has used up its time. */
const OUT_OF_TIME = Symbol('out of time');

/**
 * The hashes of what was written after `from`, until `ms` are over: how far it came, and the first transaction that does not
 * fit. What is unchanged since `from` is not read again, and what a later change hides in it is found by {@link verifyOffice}.
 * A transaction of more than `most` entries ends the look: they are sorted before the first of them is there to be timed.
 */
export function verifySince(office: Reader, from: Verified | null, { ms, most }: { readonly ms: number; readonly most: number }): { readonly reached: Verified; readonly broken: number | null } {
  const until = performance.now() + ms;
  let reached: Verified = from ?? { tx: 0, head: '' };
  let broken: number | null = null;
  let previous: Buffer = Buffer.alloc(32);
  if (reached.tx > 0) {
    const hash = office.db.prepare('SELECT hash FROM tx WHERE id = ?').pluck().get(reached.tx) as Buffer | undefined;
    if (hash?.toString('hex') !== reached.head) return { reached: { tx: 0, head: '' }, broken: reached.tx };
    previous = hash;
  }
  const complain: Complain = () => { broken = reached.tx + 1; };
  const inTime = (): void => {
    if (performance.now() > until) throw OUT_OF_TIME;
  };
  const check = transactionCheck(office, deviceUids(office), lazyWalker(office), complain, inTime);
  const isMore = office.db.prepare('SELECT 1 FROM change WHERE tx = ? LIMIT 1 OFFSET ?').pluck();
  try {
    for (const row of office.db.prepare('SELECT * FROM tx WHERE id > ? ORDER BY id').iterate(reached.tx) as IterableIterator<TxRow>) {
      if (Number.isFinite(most) && isMore.get(row.id, most) !== undefined) break;
      previous = check(row, previous);
      if (broken !== null) break;
      reached = { tx: row.id, head: row.hash.toString('hex') };
      inTime();
    }
  } catch (error) {
    if (error !== OUT_OF_TIME) throw error;
  }
  return { reached, broken };
}

/** Checks one transaction after the other against the hash before it; answers with its own. */
function transactionCheck(office: Reader, uids: ReadonlyMap<number, string>, walker: Walker, complain: Complain, each: () => void): (row: TxRow, previous: Buffer) => Buffer {
  const entriesOf = office.db.prepare(`SELECT * FROM change WHERE tx = @id
    ORDER BY (device = @device AND epoch = @epoch AND counter BETWEEN @first AND @last) DESC, device, epoch, counter`);
  const { written } = walker;
  return (row, previous) => {
    if (!row.previous.equals(previous)) complain(`tx ${row.id}: previous`);
    const entries = createHash('sha256');
    const stored = entriesOf.iterate(row) as IterableIterator<ChangeRow>;
    for (const change of written ? inWrittenOrder([...stored], row, written) : stored) {
      each();
      // A digest stands in the place of values only where the record was destroyed: else it would hide what was changed.
      if (change.digest !== null && (change.record >= 0 || change.salt !== null || change.old !== null || change.new !== null)) complain(`tx ${row.id}: digest`);
      entries.update(change.digest ?? digestOf(change, walker));
    }
    const author = written?.({ device: row.device, epoch: row.epoch, counter: row.last }, row.id) ?? row.device;
    if (!chainHash(row.previous, uids.get(author) ?? '', row, entries.digest()).equals(row.hash)) complain(`tx ${row.id}: hash`);
    return row.hash;
  };
}

/** The entries of a transaction as it hashed them, where devices have other numbers since: its own first, then by their ids. */
function inWrittenOrder(entries: readonly ChangeRow[], tx: TxRow, written: Written): ChangeRow[] {
  const isOwn = (one: ChangeRow): boolean => one.device === tx.device && one.epoch === tx.epoch && one.counter >= tx.first && one.counter <= tx.last;
  return [...entries].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || written(a, tx.id) - written(b, tx.id) || a.epoch - b.epoch || a.counter - b.counter);
}

/** Finds records and their first values; remembers which records were ever changed, so that the rest cost one read. */
interface Walker {
  readonly changed: ReadonlySet<string>;
  /** What changes rest on beside their parents; few have anything. */
  seenOf(change: ChangeId): readonly ChangeId[] | undefined;
  /** The device that a change was written as, where a fork was put right. */
  readonly written: Written | null;
  first(entity: EntityKey, record: number): { uid: string; values: Record<string, FieldValue> } | undefined;
}

function makeWalker(office: Reader): Walker {
  const changed = new Set<string>();
  for (const row of office.db.prepare('SELECT DISTINCT entity, record FROM change WHERE field > 0 AND taken = 1 AND record > 0').raw().iterate() as IterableIterator<[number, number]>) {
    changed.add(`${row[0]}.${row[1]}`);
  }
  const seen = new Map<string, ChangeId[]>();
  for (const row of office.db.prepare('SELECT * FROM seen ORDER BY seenDevice, seenEpoch, seenCounter').iterate() as IterableIterator<SeenRow>) {
    const key = `${row.device}.${row.epoch}.${row.counter}`;
    const list = seen.get(key) ?? [];
    if (list.length === 0) seen.set(key, list);
    list.push({ device: row.seenDevice, epoch: row.seenEpoch, counter: row.seenCounter });
  }
  const seenOf = ({ device: no, epoch, counter }: ChangeId): readonly ChangeId[] | undefined => seen.get(`${no}.${epoch}.${counter}`);
  return { changed, seenOf, written: writtenAs(office.db), first: (entity, record) => firstValues(office, entity, record, changed) };
}

/** The same for a few entries: what they need is asked when it is needed. */
function lazyWalker(office: Reader): Walker {
  const seen = sql(office, 'SELECT seenDevice AS device, seenEpoch AS epoch, seenCounter AS counter FROM seen WHERE device = ? AND epoch = ? AND counter = ? ORDER BY seenDevice, seenEpoch, seenCounter');
  const seenOf = ({ device: no, epoch, counter }: ChangeId): readonly ChangeId[] | undefined => {
    const found = seen.all(no, epoch, counter) as ChangeId[];
    return found.length === 0 ? undefined : found;
  };
  return { changed: new Set(), seenOf, written: writtenAs(office.db), first: (entity, record) => firstValues(office, entity, record) };
}

/** A record as it was made here: its present values, walked back through every change taken since. */
export function firstValues(office: Reader, entity: EntityKey, record: number, changed?: ReadonlySet<string>) {
  const present = recordByNumber(office, entity, record);
  if (!present) return undefined;
  const entityId = entities[entity].id;
  if (changed && !changed.has(`${entityId}.${record}`)) return present;
  const back = sql(office, 'SELECT field, old FROM change WHERE entity = ? AND record = ? AND field > 0 AND taken = 1 ORDER BY tx DESC, counter DESC, device DESC, epoch DESC');
  for (const row of back.all(entityId, record) as { field: number; old: string | null }[]) {
    const field = fieldOfId(entity, row.field);
    if (field) present.values[field.key] = row.old === null ? null : (JSON.parse(row.old) as FieldValue);
  }
  return present;
}

function digestOf(change: ChangeRow, walker: Walker): Buffer {
  const entity = entityOfId(change.entity);
  const record = entity && walker.first(entity.key, change.record);
  const made = change.field === 0 && entity && record ? rowText(entity.key, record.values) : change.new;
  const { written } = walker;
  const asWritten = <T extends ChangeId>(id: T): T => (written ? { ...id, device: written(id, change.tx) } : id);
  const seen = walker.seenOf(change);
  const parent = change.parentDevice === null ? null : asWritten({ device: change.parentDevice, epoch: change.parentEpoch ?? 0, counter: change.parentCounter ?? 0 });
  const digest = entryDigest(change.salt ?? Buffer.alloc(0), {
    device: asWritten(change).device, epoch: change.epoch, counter: change.counter, entity: change.entity, recordUid: record?.uid ?? '',
    field: change.field, old: change.old, new: made, parent, taken: change.taken === 1,
    seen: seen && (written ? inIdOrder(seen.map(asWritten)) : seen),
  });
  return Buffer.from(digest, 'latin1');
}

/** The present value of every field that was ever changed must be the one its last taken change gave it. */
function checkPresentValues(office: Reader, walker: Walker, complain: Complain): void {
  const last = office.db.prepare('SELECT field, new FROM change WHERE entity = ? AND record = ? AND field > 0 AND taken = 1 ORDER BY tx, counter');
  for (const key of walker.changed) {
    const [entityId, record] = key.split('.').map(Number) as [number, number];
    const entity = entityOfId(entityId);
    if (!entity) continue;
    const present = recordByNumber(office, entity.key, record);
    const said = new Map<string, FieldValue>();
    for (const row of last.all(entityId, record) as { field: number; new: string | null }[]) {
      const field = fieldOfId(entity.key, row.field);
      if (field) said.set(field.key, row.new === null ? null : (JSON.parse(row.new) as FieldValue));
    }
    for (const [field, value] of said) {
      if (!present || !sameValue(present.values[field], value)) complain(`${entity.key} ${present?.uid ?? record}: ${field}`);
    }
  }
}

/** Every record must have been made through the log. */
function checkUnloggedRecords(office: Reader, complain: Complain): void {
  for (const entity of entityKeys) {
    const row = office.db.prepare(`SELECT (SELECT count(*) FROM "${entity}") AS records,
      (SELECT count(*) FROM change WHERE entity = ? AND field = 0 AND record > 0) AS made`).get(entities[entity].id) as { records: number; made: number };
    if (row.records !== row.made) complain(`${entity}: ${row.records} records, ${row.made} made`);
  }
}

/** What was destroyed is what the transactions that did it say, no more and no less. */
function checkDestroyed(office: Reader, complain: Complain): void {
  const gone = Map.groupBy(office.db.prepare('SELECT entity, uid, tx FROM destroyed').all() as { entity: number; uid: string; tx: number }[], ({ tx }) => tx);
  const acts = office.db.prepare("SELECT id, detail ->> 'records' AS records FROM tx WHERE kind = 'destroy' AND detail ->> 'records' IS NOT NULL").all() as { id: number; records: string }[];
  for (const { id, records } of acts) {
    if (destroyedHash(gone.get(id) ?? []) !== records) complain(`tx ${id}: destroyed`);
    gone.delete(id);
  }
  for (const tx of gone.keys()) complain(`tx ${tx}: destroyed`);
  const wrong = office.db.prepare(`SELECT entity FROM (SELECT entity, count(*) AS n FROM change WHERE record < 0 AND field = 0 GROUP BY entity)
    FULL JOIN (SELECT entity, count(*) AS m FROM destroyed GROUP BY entity) USING (entity) WHERE n IS NOT m`).pluck().all() as number[];
  for (const entity of wrong) complain(`${entityOfId(entity)?.key ?? entity}: destroyed`);
}

/** The digests of every log entry of these records, as the chain hashed them. */
export function digestsOf(office: Reader, records: readonly { readonly entity: EntityKey; readonly number: number }[]): { id: ChangeId; digest: Buffer }[] {
  const walker = makeWalker(office);
  const entries = office.db.prepare(`SELECT * FROM change WHERE entity = ? AND record = ? AND ${ofEitherKind()}`);
  return records.flatMap(({ entity, number }) => (entries.all(entities[entity].id, number) as ChangeRow[]).map((change) => ({ id: change, digest: change.digest ?? digestOf(change, walker) })));
}

function deviceUids(office: Reader): ReadonlyMap<number, string> {
  return new Map(office.orm.select().from(device).all().map((row) => [row.no, row.uid]));
}
