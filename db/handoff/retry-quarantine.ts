import { writeChanges } from '../store/change-log.ts';
import { applyToRecord } from './apply-changes.ts';
import { bareContext } from './apply-context.ts';
import type { ApplyContext } from './apply-context.ts';
import { applyRecord } from './apply-made.ts';
import type { Bounds } from './guard.ts';
import { boundsOf } from './bounds-of.ts';
import type { Ledger, LedgerReader, WaitingRow } from './ledger.ts';
import type { Incoming } from './merge-record.ts';
import { travelling, travellingEntity } from './payload.ts';
import type { Session } from './session.ts';
import { readLedger } from './sqlite-ledger.ts';
import { writeLedger } from './sqlite-ledger-writer.ts';
import { cardsOfCode } from './trust.ts';
import { PASSING } from './waiting-rows.ts';

/** The reason on transactions that apply what waited in quarantine. */
const RETRY_REASON = 'quarantine.retry';

/**
 * Tries again what waits in quarantine for what may have come since, with the ids it came with, until nothing more finds
 * its place. Writes nothing when nothing does. Returns how many rows did.
 */
export function retryQuarantine(session: Session): number {
  const ledger = readLedger(session.office);
  return retryWaiting(ledger, (rows) => attempt(session, ledger, rows));
}

/** The loop of {@link retryQuarantine} over any register: `attempt` takes the rows that came in one package from one office, and says how many found their place. */
export function retryWaiting(ledger: LedgerReader, attempt: (rows: readonly WaitingRow[]) => number): number {
  let found = 0;
  for (let progress = true; progress;) {
    progress = false;
    for (const rows of Map.groupBy(waitingRows(ledger), (row) => `${row.package}.${row.office}`).values()) {
      const settled = attempt(rows);
      found += settled;
      progress ||= settled > 0;
    }
  }
  return found;
}

function waitingRows(ledger: LedgerReader): WaitingRow[] {
  const place = (row: WaitingRow): number => (row.field === 0 ? travelling.findIndex((key) => key === travellingEntity(row.entity)) : travelling.length);
  return [...ledger.waitingFor(PASSING)].sort((a, b) => place(a) - place(b));
}

const NOTHING_FOUND = Symbol('nothing found');

/** Applies the rows of one package and office in a transaction of its own, which is undone when none finds its place. */
function attempt(session: Session, ledger: LedgerReader, rows: readonly WaitingRow[]): number {
  const { office, user } = session;
  const [first] = rows;
  const sender = first && (ledger.cardOf(first.uid) === null ? cardsOfCode(office, first.office)[0]?.card.deviceId : first.uid);
  if (!first || !sender) return 0;
  try {
    return writeChanges(office, { user, kind: 'receive', reason: RETRY_REASON, source: { kind: 'package', id: first.package }, detail: { rows: rows.length } }, (log) => {
      const writer = writeLedger(office, log);
      const settled = applyWaiting(writer, rows, boundsOf(writer, sender), office.now().toISOString());
      if (settled === 0) throw NOTHING_FOUND;
      writer.refresh();
      return settled;
    });
  } catch (error) {
    if (error === NOTHING_FOUND) return 0;
    throw error;
  }
}

/** Judges rows of quarantine anew; how many found their place. */
export function applyWaiting(ledger: Ledger, rows: readonly WaitingRow[], bounds: Bounds, at: string): number {
  const context = bareContext(ledger, bounds, rows[0]?.package ?? '', at);
  for (const row of rows) ledger.resolve(row, at);
  for (const row of rows.filter((one) => one.field === 0)) applyMadeRow(context, row);
  for (const own of Map.groupBy(rows.filter((row) => row.field > 0), (row) => `${row.entity}.${row.record}`).values()) {
    const changes = own.map((row): Incoming => ({ ...(JSON.parse(row.raw) as Omit<Incoming, 'record' | 'field'>), record: row.record, field: row.field }));
    for (const side of sidesOf(changes)) applyToRecord(context, own[0]?.entity ?? 0, side);
  }
  return rows.filter((row) => !ledger.isOpen(row)).length;
}

/** Rows of a record that are judged together: of one number, and one a field. */
function sidesOf(rows: readonly Incoming[]): Incoming[][] {
  const sides: Incoming[][] = [];
  for (const row of rows) {
    const side = sides.find((one) => one[0]?.alone === row.alone && !one.some((other) => other.field === row.field));
    if (side) side.push(row);
    else sides.push([row]);
  }
  return sides;
}

function applyMadeRow(context: ApplyContext, row: WaitingRow): void {
  const entity = travellingEntity(row.entity);
  if (entity !== null) applyRecord(context, entity, row.record, { device: row.device, epoch: row.epoch, counter: row.counter }, JSON.parse(row.raw) as [number, unknown][]);
}
