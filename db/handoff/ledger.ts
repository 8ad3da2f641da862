import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import type { ChangeId, ForeignChange, Made, PlainChange } from '../store/change-log.ts';
import type { LineEntry } from '../store/group-line.ts';
import type { StoredRecord } from '../store/records.ts';
import type { QuarantineReason } from './guard.ts';

/** A device by its local number; `office` is a region code. */
export interface DeviceRow { readonly no: number; readonly uid: string; readonly office: string; readonly name: string }

/** How far the changes of a device and epoch are here, and the chain's head there (hex, or null where it is not known). */
export interface Held { readonly device: number; readonly deviceUid: string; readonly epoch: number; readonly counter: number; readonly head: string | null }

/** What a restored device was seen to have of an epoch, as it said itself in the epoch `said`. */
export interface Asked { readonly device: number; readonly deviceUid: string; readonly epoch: number; readonly counter: number; readonly said: number }

/** Something in quarantine with the ids it came with. `uid` and `office` are of the device that made it. */
export interface WaitingRow extends ChangeId {
  readonly entity: number; readonly record: string; readonly field: number; readonly package: string; readonly raw: string; readonly uid: string; readonly office: string;
}

/**
 * A change that waits, of a record that need not be here (`number`). It may sum up earlier ones, from after its parent on. `seen`
 * is what it rests on beside that and what it stands for as well, where it came as a row and is not in the log.
 */
export interface Waiting { readonly counter: number; readonly entity: number; readonly number: number | null; readonly field: number; readonly parent: ChangeId | null; readonly seen: readonly ChangeId[] }

/** A page's row of records made within a range, as they were made. */
export interface MadeRow { readonly counter: number; readonly number: number; readonly uid: string; readonly values: FieldValues }

/** A record that was changed, with every change of it, oldest first. */
export interface ChangedRecord { readonly number: number; readonly uid: string; readonly owner: FieldValue; readonly line: readonly LineEntry[] }

/** Counters (from, to] of a device and epoch. */
export interface Span { readonly device: number; readonly epoch: number; readonly from: number; readonly to: number }

/** A konflik as it is kept. */
export interface ConflictRow {
  readonly entity: EntityKey; readonly record: number; readonly field: number; readonly ours: ChangeId | null; readonly theirs: ChangeId; readonly package: string; readonly at: string;
  readonly values: FieldValues; readonly outcome: 'note' | 'handed' | null;
}

/**
 * What the hand-off reads of a register. Checking, judging and merging packages know nothing else of where the records
 * lie: the office's SQLite database is one such register (`sqlite-ledger`), the tests have one in memory, and a server
 * can be another (DESIGN §3).
 */
export interface LedgerReader {
  /** This PC and its office. */
  readonly self: { readonly officeId: string; readonly code: string; readonly deviceUid: string };
  devices(): readonly DeviceRow[];
  deviceByUid(uid: string): DeviceRow | null;
  deviceByNumber(no: number): DeviceRow;
  /** The trusted card of a device: its office and the area it was bound to; null for one that is not trusted. */
  cardOf(deviceUid: string): { readonly officeId: string; readonly code: string; readonly area: string } | null;
  /** The trusted devices of an office. */
  devicesOf(officeId: string): readonly string[];

  /** The epochs that this PC wrote or inherited, with the last counter of each. */
  epochs(): readonly Held[];
  /** The same of one of them, or null. */
  epochOf(deviceUid: string, epoch: number): Held | null;
  /** What was applied of devices elsewhere. */
  positions(): readonly Held[];
  position(deviceUid: string, epoch: number): Held | null;
  /** The hash of the transaction of this PC that wrote a counter, hex. */
  headOf(device: number, epoch: number, counter: number): string | null;
  /**
   * Changes of a device and epoch that wait in quarantine, parked, or beside ours in an open konflik. What this PC wrote
   * itself, lost and was given back it has, also beside another in a konflik, and tells what waits for something that
   * another package may bring: of these none are named (`own`).
   */
  waitingOf(device: number, epoch: number, own: boolean): readonly Waiting[];
  /** The ends that `work` finds, kept until they are asked for under another key: to find them may take as long as reading a year of changes. */
  keptEnds(key: string, work: () => ReadonlyMap<string, number>): ReadonlyMap<string, number>;
  /** Whether a change of a device and epoch behind this counter is here. */
  holdsBeyond(device: number, epoch: number, counter: number): boolean;
  /** What each device of an office that ever answered acknowledged of a device and epoch. */
  acknowledged(officeId: string, device: number, epoch: number): readonly number[];
  asked(): readonly Asked[];
  /** Whether a report of this device waits until the device has back what it lost; of one of these offices. */
  waitsForRebase(deviceUid: string, officeIds: readonly string[]): boolean;

  packageOutcome(sha256: string): string | null;
  /** Whether another file of this number is known. */
  numberUsed(deviceUid: string, epoch: number, stream: string, sequence: number, sha256: string): boolean;
  nonce(deviceUid: string, epoch: number): string | null;
  /** The head of another PC's chain at a counter, where a package stated it before. */
  seenHead(deviceUid: string, epoch: number, counter: number): string | null;

  find(entity: EntityKey, uid: string): number | null;
  /** Whether a record was destroyed here by law: nothing of it is taken any more. */
  isDestroyed(entity: EntityKey, uid: string): boolean;
  record(entity: EntityKey, number: number): StoredRecord | undefined;
  ownerOf(entity: EntityKey, number: number): FieldValue;
  uidOf(entity: EntityKey, number: number): string | null;
  /** Every change of a record, oldest first. */
  line(entity: EntityKey, number: number): readonly LineEntry[];
  hasChange(id: ChangeId): boolean;
  /** The kind of the transaction that a change belongs to, here or where it was made. */
  kindOf(id: ChangeId): string | null;
  /** Whether a change and one of another field of its record were made without knowing each other. */
  isBeside(id: ChangeId): boolean;
  /** Whether a record was another's before: `owner` is who. */
  onceOwned(entity: EntityKey, number: number, owner: string): boolean;
  /** Whether a change was made while its author still owned a record that was handed over since. */
  wasStillTheirs(author: string, entity: number, record: string, id: ChangeId): boolean;
  /** Records made in a span after a counter; of one owner, or of all for null. */
  madePage(entity: EntityKey, span: Span, after: number, owner: string | null, limit: number): readonly MadeRow[];
  /** Records of which a field was changed in one of the spans, whether that stands here or not, by number; read a page at a time. */
  changedIn(entity: EntityKey, spans: readonly Span[]): Iterable<ChangedRecord>;
  transactionPage(span: Span, after: number, limit: number): readonly Readonly<Record<string, unknown>>[];

  /** Whether a record as such waits in quarantine or parked. */
  isWaiting(entity: number, record: string): boolean;
  /** Changes of a record's fields that wait in quarantine. */
  waitingChanges(entity: number, record: string): readonly (ChangeId & { readonly field: number; readonly package: string; readonly reason: string; readonly raw: string })[];
  /** Everything in quarantine for one of these reasons, oldest first. */
  waitingFor(reasons: readonly QuarantineReason[]): readonly WaitingRow[];
  isOpen(id: ChangeId): boolean;
  /** What the group held on the side of a change that raised a konflik, or null. */
  conflictValues(id: ChangeId): FieldValues | null;
  /** Second decisions that were kept as a note; `entity` is its number. */
  notes(): readonly { readonly entity: number; readonly record: number; readonly field: number; readonly theirs: ChangeId }[];
  openConflicts(entity: EntityKey, number: number): readonly (ChangeId & { readonly id: number; readonly field: number; readonly values: FieldValues })[];
}

/** A register that a package is being taken into: everything within one transaction. */
export interface Ledger extends LedgerReader {
  /** The number of the transaction, as lines give it. */
  readonly tx: number;
  deviceNumber(uid: string, office: string, name: string): number;
  receiveRecord(entity: EntityKey, uid: string, values: FieldValues, id: ChangeId): Made;
  receiveChange(entity: EntityKey, number: number, change: ForeignChange): void;
  /** Writes changes that are taken, of plain values, of a record of which nothing else was read but what {@link brief} gave. */
  receivePlain(entity: EntityKey, record: Made, changes: readonly PlainChange[]): void;
  /**
   * Says which records are made next, or of which records these fields change next, so that what is known of them may be read
   * together; nothing need be done.
   */
  expect(entity: EntityKey, uids: readonly string[], changed?: readonly number[]): void;
  /** A record with no more values than its owner, its family and the fields that were expected to change; null where that was not read. */
  brief(entity: EntityKey, number: number): StoredRecord | null;
  /**
   * Derived lists of what belongs to this record are due again; `fields` are those that changed, absent for a new record, and `now` is
   * what they hold now, read from the record where it is absent.
   */
  touch(entity: EntityKey, uid: string, values: FieldValues, fields?: readonly string[], now?: FieldValues): void;

  quarantine(row: ChangeId & { entity: number; record: string; field: number; package: string; reason: QuarantineReason; raw: unknown; at: string }): void;
  resolve(id: ChangeId, at: string): void;
  /** Resolves what waits of a device and epoch up to a counter and did not come with this package. */
  resolveUpTo(deviceUid: string, epoch: number, counter: number, except: string, at: string): void;
  park(row: ChangeId & { entity: number; record: string; field: number; package: string; raw: unknown; at: string }): void;

  addConflict(row: ConflictRow): void;
  closeConflict(id: number, outcome: string, at: string): void;

  /** Notes of a change that was taken that whoever made it did not know what was changed here in other fields of the record. */
  noteSideBySide(id: ChangeId): void;
  /** Keeps the facts of a transaction elsewhere; false where another is known under its number. */
  noteTransaction(row: { device: number } & Readonly<Record<string, unknown>>): boolean;
  noteHead(device: number, epoch: number, counter: number, head: string): void;
  setPosition(device: number, epoch: number, counter: number, head: string): void;
  setNonce(device: number, epoch: number, nonce: string, base: { number: number; counter: number } | null): void;
  setAsked(row: Omit<Asked, 'deviceUid'>): void;
  setNotSent(office: string, fields: readonly (readonly [number, number])[]): void;
  /** Replaces what a device acknowledged. */
  setAcknowledged(deviceUid: string, positions: readonly { device: number; epoch: number; counter: number }[]): void;
}
