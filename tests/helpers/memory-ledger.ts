import { entities, entityOfId, fieldOfId, fieldsOf } from '../../db/rules/entities.ts';
import type { EntityKey } from '../../db/rules/entities.ts';
import type { FieldValue, FieldValues } from '../../db/rules/field.ts';
import type { Asked, ConflictRow, DeviceRow, Held, Ledger, WaitingRow } from '../../db/handoff/ledger.ts';
import type { QuarantineReason } from '../../db/handoff/guard.ts';
import { PASSING, saidWith } from '../../db/handoff/waiting-rows.ts';
import type { ChangeId } from '../../db/store/change-log.ts';
import { withAgreed } from '../../db/store/group-line.ts';
import type { LineEntry } from '../../db/store/group-line.ts';
import { fieldFor, sameValue } from '../../db/store/records.ts';

type Standing = Omit<LineEntry, 'tx'> & { readonly tx: number };
interface MemoryRecord { readonly id: number; readonly uid: string; readonly values: Record<string, FieldValue>; readonly made: Readonly<Record<string, FieldValue>>; readonly line: Standing[] }
interface Numbered { readonly counter: number; readonly number: number }
interface Tx { readonly device: number; readonly epoch: number; readonly first: number; readonly last: number; readonly kind: string; readonly own: boolean; readonly head: string | null }
interface Conflict extends ConflictRow { readonly id: number; closed: boolean; closedAs: string | null }
interface Waiting extends ChangeId { entity: number; record: string; field: number; package: string; reason: QuarantineReason; raw: string; at: string; open: boolean }
export interface PackageRow { readonly sha256: string; readonly deviceUid: string; readonly officeId: string; readonly epoch: number; readonly stream: string; readonly sequence: number; outcome: string; reason: string | null }

/** A register in memory: plain data, so that a backup is a copy of it. */
export interface MemoryState {
  self: { officeId: string; code: string; deviceUid: string };
  /** Whether every change is judged whole here, also where nothing is to be decided: nothing is read in brief. */
  whole: boolean;
  /** The ends that were found last, see `keptEnds`. */
  ends?: { readonly key: string; readonly found: ReadonlyMap<string, number> };
  author: { device: number; epoch: number; counter: number; tx: number };
  devices: DeviceRow[];
  cards: { deviceUid: string; officeId: string; code: string; area: string }[];
  epochs: { device: number; epoch: number; counter: number; nonce: string; base: { number: number; counter: number } | null }[];
  positions: { device: number; epoch: number; counter: number; head: string }[];
  transactions: Tx[];
  records: Map<EntityKey, MemoryRecord[]>;
  numbers: Map<string, number>;
  changes: Set<string>;
  /** Changes beside which another field of their record was changed, neither knowing the other. */
  beside: Set<string>;
  /** Records by entity, device and epoch: made there, and changed there. */
  made: Map<string, Numbered[]>;
  changed: Map<string, Numbered[]>;
  quarantine: Waiting[];
  conflicts: Conflict[];
  asked: Omit<Asked, 'deviceUid'>[];
  nonces: Map<string, string>;
  acknowledged: Map<string, Map<string, number>>;
  packages: PackageRow[];
  answers: Map<string, { epoch: number; sequence: number }>;
  sequences: Map<string, number>;
}

export function emptyState(self: MemoryState['self'], nonce: string): MemoryState {
  return {
    self, whole: false, author: { device: 1, epoch: 1, counter: 0, tx: 0 }, devices: [{ no: 1, uid: self.deviceUid, office: self.code, name: self.code }], cards: [],
    epochs: [{ device: 1, epoch: 1, counter: 0, nonce, base: null }], positions: [], transactions: [], records: new Map(), numbers: new Map(), changes: new Set(), beside: new Set(),
    made: new Map(), changed: new Map(), quarantine: [], conflicts: [], asked: [], nonces: new Map(), acknowledged: new Map(), packages: [], answers: new Map(), sequences: new Map(),
  };
}

/** A {@link Ledger} in memory, with the pen of this PC: what production has in SQLite, for thousands of histories. */
export interface MemoryLedger extends Ledger {
  readonly state: MemoryState;
  /** One transaction of this PC: `kind` as in the change log. Returns what `work` did. */
  write<T>(kind: string, work: () => T): T;
  create(entity: EntityKey, uid: string, values: FieldValues): void;
  update(entity: EntityKey, number: number, values: FieldValues): void;
  settle(entity: EntityKey, number: number, values: FieldValues, seen: readonly ChangeId[]): void;
}

const idText = ({ device, epoch, counter }: ChangeId): string => `${device}.${epoch}.${counter}`;
const json = (value: FieldValue | undefined): string | null => (value === undefined || value === null ? null : JSON.stringify(value));
const standings = { taken: 1, aside: 0, superseded: 2 } as const;
let heads = 0;
/** Begins the names of heads anew. */
export function forgetHeads(): void {
  heads = 0;
}

export function memoryLedger(state: MemoryState): MemoryLedger {
  const at = (entity: EntityKey, number: number): MemoryRecord => state.records.get(entity)?.[number - 1] as MemoryRecord;
  const uidOf = (device: number): string => state.devices[device - 1]?.uid ?? '';
  const held = (row: { device: number; epoch: number; counter: number }, head: string | null): Held => ({ device: row.device, deviceUid: uidOf(row.device), epoch: row.epoch, counter: row.counter, head });
  const deviceByUid = (uid: string): DeviceRow | null => state.devices.find((one) => one.uid === uid) ?? null;
  const own = (): ChangeId => ({ device: state.author.device, epoch: state.author.epoch, counter: (state.author.counter += 1) });

  function index(map: Map<string, Numbered[]>, entity: EntityKey, id: ChangeId, number: number): void {
    const key = `${entity}.${id.device}.${id.epoch}`;
    const list = map.get(key) ?? [];
    if (list.length === 0) map.set(key, list);
    list.push({ counter: id.counter, number });
    if ((list.at(-2)?.counter ?? 0) > id.counter) list.sort((a, b) => a.counter - b.counter);
  }
  /** Lines are read in the order of transactions, counters and devices, as the database gives them. */
  function enter(record: MemoryRecord, entry: Standing): void {
    state.changes.add(idText(entry));
    let place = record.line.length;
    const stands = (one: Standing): boolean => one.tx === entry.tx && (one.counter - entry.counter || one.device - entry.device || one.epoch - entry.epoch) > 0;
    while (place > 1 && stands(record.line[place - 1] as Standing)) place -= 1;
    record.line.splice(place, 0, entry);
  }
  function make(entity: EntityKey, uid: string, values: FieldValues, id: ChangeId) {
    const list = state.records.get(entity) ?? [];
    if (list.length === 0) state.records.set(entity, list);
    const full = { ...values };
    const record: MemoryRecord = { id: list.length + 1, uid, values: full, made: { ...full }, line: [] };
    list.push(record);
    state.numbers.set(`${entity}.${uid}`, record.id);
    enter(record, { ...id, tx: state.author.tx, field: 0, old: null, new: null, parent: null, seen: [], taken: 1 });
    index(state.made, entity, id, record.id);
    return { id: record.id, uid };
  }
  function currentOf(record: MemoryRecord, field: number): ChangeId | null {
    const last = record.line.findLast((entry) => entry.field === field && entry.taken === 1) ?? record.line.find((entry) => entry.field === 0);
    return last ? { device: last.device, epoch: last.epoch, counter: last.counter } : null;
  }
  function change(entity: EntityKey, number: number, key: string, value: FieldValue, seen: readonly ChangeId[]): void {
    const record = at(entity, number);
    const field = fieldFor(entity, key);
    const parent = currentOf(record, field.id);
    const id = own();
    enter(record, { ...id, tx: state.author.tx, field: field.id, old: json(record.values[key]), new: json(value), parent, seen, taken: 1 });
    record.values[key] = value;
    index(state.changed, entity, id, number);
  }

  /** A copy: what is written since does not stand in it, as with the database. */
  function lineOf(entity: EntityKey, number: number): LineEntry[] {
    const line = [...at(entity, number).line];
    if (line.every((entry) => entry.taken !== 0)) return line;
    return withAgreed(line, entity, state.conflicts.filter((one) => one.entity === entity && one.record === number && one.closedAs === 'agreed').map((one) => one.theirs));
  }

  const ledger: MemoryLedger = {
    state,
    get tx() {
      return state.author.tx;
    },
    get self() {
      return state.self;
    },
    write(kind, work) {
      const { author } = state;
      author.tx += 1;
      const first = author.counter + 1;
      const done = work();
      if (author.counter >= first) {
        state.transactions.push({ device: author.device, epoch: author.epoch, first, last: author.counter, kind, own: true, head: `head${(heads += 1)}` });
        const epoch = state.epochs.find((one) => one.device === author.device && one.epoch === author.epoch);
        if (epoch) epoch.counter = author.counter;
      }
      return done;
    },
    create: (entity, uid, values) => void make(entity, uid, values, own()),
    update(entity, number, values) {
      for (const [key, value] of Object.entries(values)) if (!sameValue(at(entity, number).values[key], value)) change(entity, number, key, value, []);
    },
    settle(entity, number, values, seen) {
      for (const [key, value] of Object.entries(values)) change(entity, number, key, value, seen);
    },

    devices: () => state.devices,
    deviceByUid,
    deviceByNumber: (no) => state.devices[no - 1] as DeviceRow,
    cardOf: (uid) => state.cards.find((one) => one.deviceUid === uid) ?? null,
    devicesOf: (officeId) => state.cards.filter((one) => one.officeId === officeId).map((one) => one.deviceUid),
    deviceNumber(uid, office, name) {
      const known = deviceByUid(uid);
      if (known) return known.no;
      state.devices.push({ no: state.devices.length + 1, uid, office, name });
      return state.devices.length;
    },

    epochs: () => state.epochs.map((one) => held(one, null)),
    epochOf(uid, epoch) {
      const found = state.epochs.find((one) => one.epoch === epoch && uidOf(one.device) === uid);
      return found ? held(found, null) : null;
    },
    positions: () => state.positions.map((one) => held(one, one.head)),
    position(uid, epoch) {
      const found = state.positions.find((one) => one.epoch === epoch && uidOf(one.device) === uid);
      return found ? held(found, found.head) : null;
    },
    headOf: (device, epoch, counter) => state.transactions.find((tx) => tx.own && tx.device === device && tx.epoch === epoch && tx.first <= counter && tx.last >= counter)?.head ?? null,
    waitingOf(device, epoch, own) {
      const aside = state.conflicts.filter((one) => !own && !one.closed).flatMap((one) => {
        const { line } = at(one.entity, one.record);
        const raised = line.find((entry) => idText(entry) === idText(one.theirs));
        return line.filter((entry) => entry.tx === raised?.tx && entry.taken === 0).map((entry) => ({ ...entry, entity: entities[one.entity].id, number: one.record, seen: [] }));
      });
      const set = state.quarantine.filter((one) => one.open && !(own && PASSING.includes(one.reason))).map((one) => ({ ...one, number: state.numbers.get(`${entityOfId(one.entity)?.key ?? ''}.${one.record}`) ?? null, ...saidWith(one.raw) }));
      return [...set, ...aside].filter((one) => one.device === device && one.epoch === epoch);
    },
    keptEnds(key, work) {
      const fresh = work();
      const before = state.ends?.key === key ? state.ends.found : fresh;
      // What was kept may tell less than what is found anew, never more.
      for (const [range, end] of before) if (end > (fresh.get(range) ?? 0)) throw new Error(`the kept end of ${range} is ${end}, not ${String(fresh.get(range))}`);
      state.ends = { key, found: before };
      return before;
    },
    holdsBeyond: (device, epoch, counter) => [...state.changed, ...state.made].some(([key, list]) => key.endsWith(`.${device}.${epoch}`) && list.some((one) => one.counter > counter)),
    acknowledged: (officeId, device, epoch) => state.cards.filter((one) => one.officeId === officeId && state.answers.has(one.deviceUid))
      .map((one) => state.acknowledged.get(one.deviceUid)?.get(`${device}.${epoch}`) ?? 0),
    asked: () => state.asked.map((one) => ({ ...one, deviceUid: uidOf(one.device) })),
    waitsForRebase: (uid, officeIds) => state.packages.some((one) => one.deviceUid === uid && one.outcome === 'parked' && one.reason === 'REBASE_NEEDED' && officeIds.includes(one.officeId)),

    packageOutcome: (sha256) => state.packages.find((one) => one.sha256 === sha256)?.outcome ?? null,
    numberUsed: (uid, epoch, stream, sequence, sha256) => state.packages.some((one) => one.deviceUid === uid && one.epoch === epoch && one.stream === stream && one.sequence === sequence && one.sha256 !== sha256 && one.outcome !== 'fork'),
    seenHead: () => null,
    nonce: (uid, epoch) => state.nonces.get(`${uid}.${epoch}`) ?? null,

    find: (entity, uid) => state.numbers.get(`${entity}.${uid}`) ?? null,
    isDestroyed: () => false,
    record: (entity, number) => ({ id: number, uid: at(entity, number).uid, values: { ...at(entity, number).values } }),
    ownerOf: (entity, number) => at(entity, number).values.owner ?? null,
    uidOf: (entity, number) => at(entity, number).uid,
    line: lineOf,
    hasChange: (id) => state.changes.has(idText(id)),
    kindOf: (id) => state.transactions.find((tx) => tx.device === id.device && tx.epoch === id.epoch && tx.first <= id.counter && tx.last >= id.counter)?.kind ?? null,
    onceOwned: (entity, number, owner) => at(entity, number).line.some((entry) => entry.field === 1 && entry.taken === 1 && entry.old === JSON.stringify(owner)),
    isBeside: (id) => state.beside.has(idText(id)),
    wasStillTheirs: () => false,
    madePage: (entity, span, after, owner, limit) => (state.made.get(`${entity}.${span.device}.${span.epoch}`) ?? [])
      .filter(({ counter, number }) => counter > after && counter <= span.to && (owner === null || at(entity, number).values.owner === owner || ledger.onceOwned(entity, number, owner)))
      .slice(0, limit).map(({ counter, number }) => ({ counter, number, uid: at(entity, number).uid, values: at(entity, number).made })),
    changedIn: (entity, spans) => [...new Set(spans.flatMap((span) => (state.changed.get(`${entity}.${span.device}.${span.epoch}`) ?? [])
      .filter(({ counter }) => counter > span.from && counter <= span.to).map(({ number }) => number)))].sort((a, b) => a - b)
      .map((number) => ({ number, uid: at(entity, number).uid, owner: at(entity, number).values.owner ?? null, line: lineOf(entity, number) })),
    expect: () => undefined,
    brief: (entity, number) => (state.whole ? null : { id: number, uid: at(entity, number).uid, values: { ...Object.fromEntries(fieldsOf(entity).map(({ key }) => [key, null])), ...at(entity, number).values } }),
    transactionPage: (span, after, limit) => state.transactions.filter((tx) => tx.device === span.device && tx.epoch === span.epoch && tx.last > span.from && tx.first <= span.to && tx.first > after)
      .sort((a, b) => a.first - b.first).slice(0, limit).map(({ device, epoch, first, last, kind }) => ({ device, epoch, first, last, kind })),

    isWaiting: (entity, record) => state.quarantine.some((one) => one.open && one.entity === entity && one.record === record && one.field === 0),
    waitingChanges: (entity, record) => state.quarantine.filter((one) => one.open && one.entity === entity && one.record === record && one.field > 0),
    waitingFor: (reasons) => state.quarantine.filter((one) => one.open && reasons.includes(one.reason))
      .map((one): WaitingRow => ({ ...one, uid: uidOf(one.device), office: state.devices[one.device - 1]?.office ?? '' })).sort((a, b) => a.epoch - b.epoch || a.counter - b.counter),
    conflictValues: (id) => state.conflicts.find((one) => idText(one.theirs) === idText(id))?.values ?? null,
    isOpen: (id) => state.quarantine.some((one) => one.open && idText(one) === idText(id)),
    notes: () => state.conflicts.filter((one) => one.outcome === 'note').map((one) => ({ entity: entities[one.entity].id, record: one.record, field: one.field, theirs: one.theirs })),
    openConflicts: (entity, number) => state.conflicts.filter((one) => !one.closed && one.entity === entity && one.record === number).map((one) => ({ id: one.id, field: one.field, values: one.values, ...one.theirs })),

    receiveRecord: (entity, uid, values, id) => make(entity, uid, values, id),
    receiveChange(entity, number, foreign) {
      const record = at(entity, number);
      const field = fieldFor(entity, foreign.field);
      const taken = foreign.standing === 'taken';
      const old = taken ? (record.values[field.key] ?? null) : foreign.old;
      if (taken) record.values[field.key] = foreign.value;
      if (state.changes.has(idText(foreign.id))) throw new Error(`change ${idText(foreign.id)} was entered twice`);
      enter(record, { ...foreign.id, tx: state.author.tx, field: field.id, old: json(old), new: json(foreign.value), parent: foreign.parent, seen: [...foreign.seen, ...(foreign.edited ?? [])], edited: foreign.edited ?? [], taken: standings[foreign.standing] });
      index(state.changed, entity, foreign.id, number);
    },
    receivePlain(entity, { id }, changes) {
      for (const { field, ...change } of changes) ledger.receiveChange(entity, id, { ...change, field: field.key, standing: 'taken' });
    },
    touch: () => undefined,
    quarantine(row) {
      state.quarantine = state.quarantine.filter((one) => idText(one) !== idText(row));
      state.quarantine.push({ ...row, raw: JSON.stringify(row.raw), open: true });
    },
    noteSideBySide: (id) => void state.beside.add(idText(id)),
    resolve(id) {
      for (const one of state.quarantine) if (idText(one) === idText(id)) one.open = false;
    },
    resolveUpTo(uid, epoch, counter, except) {
      for (const one of state.quarantine) if (uidOf(one.device) === uid && one.epoch === epoch && one.counter <= counter && one.package !== except) one.open = false;
    },
    park() {
      throw new Error('nothing is unknown in memory');
    },
    addConflict: (row) => void state.conflicts.push({ ...row, id: state.conflicts.length + 1, closed: row.outcome !== null, closedAs: row.outcome }),
    closeConflict(id, outcome) {
      Object.assign(state.conflicts[id - 1] as Conflict, { closed: true, closedAs: outcome });
    },
    noteTransaction(row) {
      const { device, epoch, first, last, kind } = row as unknown as Tx;
      const known = state.transactions.find((tx) => tx.device === device && tx.epoch === epoch && tx.first === first);
      if (!known) state.transactions.push({ device, epoch, first, last, kind, own: false, head: null });
      return known === undefined || known.last === last;
    },
    setPosition(device, epoch, counter, head) {
      const known = state.positions.find((one) => one.device === device && one.epoch === epoch);
      if (!known) state.positions.push({ device, epoch, counter, head });
      else if (counter >= known.counter) Object.assign(known, { counter, head });
    },
    noteHead: () => undefined,
    setNonce(device, epoch, nonce) {
      const key = `${uidOf(device)}.${epoch}`;
      if (!state.nonces.has(key)) state.nonces.set(key, nonce);
    },
    setAsked(row) {
      state.asked = [...state.asked.filter((one) => one.device !== row.device || one.epoch !== row.epoch), row];
    },
    setNotSent: () => undefined,
    setAcknowledged: (uid, positions) => void state.acknowledged.set(uid, new Map(positions.map((one) => [`${one.device}.${one.epoch}`, one.counter]))),
  };
  return ledger;
}

/** The records of an owner by entity and uid, without what is not sent. */
export function memoryHoldings(state: MemoryState, owner: string): string {
  const lines: string[] = [];
  for (const [entity, records] of state.records) {
    for (const { uid, values } of records) {
      if (values.owner !== owner) continue;
      const said = Object.keys(values).filter((key) => values[key] !== null && fieldOfId(entity, fieldFor(entity, key).id)?.withheld !== true).sort();
      lines.push(`${entities[entity].id}.${uid} ${said.map((key) => `${key}=${JSON.stringify(values[key])}`).join(' ')}`);
    }
  }
  return lines.sort().join('\n');
}

/** Everything a register in memory holds, as one text: what a refused file must leave as it was. */
export function stateText(state: MemoryState): string {
  return JSON.stringify(state, (_, value: unknown) => (value instanceof Map ? [...value] : value instanceof Set ? [...value] : value));
}
