import { refreshDerived } from '../registry/refresh-derived.ts';
import { writeChanges } from '../store/change-log.ts';
import type { ChangeId, Log } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { applyToRecord } from './apply-changes.ts';
import { bareContext } from './apply-context.ts';
import type { ApplyContext } from './apply-context.ts';
import { applyRecord } from './apply-made.ts';
import { boundsOf } from './bounds-of.ts';
import type { Incoming } from './merge-record.ts';
import { travelling, travellingEntity } from './payload.ts';
import type { Session } from './session.ts';
import { cardOfDevice, cardsOfCode } from './trust.ts';

interface WaitingRow extends ChangeId {
  readonly entity: number; readonly record: string; readonly field: number; readonly package: string; readonly raw: string; readonly uid: string; readonly office: string;
}

/** The reason on transactions that apply what waited in quarantine. */
const RETRY_REASON = 'quarantine.retry';
/** Waits for something that another package may bring: the record it belongs to, what it names, or the right to write it. */
const PASSING = "('REF_MISSING', 'RECORD_MISSING', 'DEPENDS', 'NOT_OWNER', 'OUTSIDE_AREA')";

/**
 * Tries again what waits in quarantine for what may have come since, with the ids it came with, until nothing more finds
 * its place. Writes nothing when nothing does. Returns how many rows did.
 */
export function retryQuarantine(session: Session): number {
  let found = 0;
  for (let progress = true; progress;) {
    progress = false;
    for (const rows of Map.groupBy(waitingRows(session.office), (row) => `${row.package}.${row.device}`).values()) {
      const settled = attempt(session, rows);
      found += settled;
      progress ||= settled > 0;
    }
  }
  return found;
}

function waitingRows(office: Reader): WaitingRow[] {
  const rows = sql(office, `SELECT q.*, d.uid AS uid, d.office AS office FROM quarantine q JOIN device d ON d.no = q.device
    WHERE q.resolvedAt IS NULL AND q.reason IN ${PASSING} ORDER BY q.at, q.epoch, q.counter`).all() as WaitingRow[];
  const place = (row: WaitingRow): number => (row.field === 0 ? travelling.findIndex((key) => key === travellingEntity(row.entity)) : travelling.length);
  return rows.sort((a, b) => place(a) - place(b));
}

const NOTHING_FOUND = Symbol('nothing found');

/** Applies the rows of one package and device in a transaction of its own, which is undone when none finds its place. */
function attempt(session: Session, rows: readonly WaitingRow[]): number {
  const { office, user } = session;
  const [first] = rows;
  const sender = first && (cardOfDevice(office, first.uid) ?? cardsOfCode(office, first.office)[0]);
  if (!first || !sender) return 0;
  try {
    return writeChanges(office, { user, kind: 'receive', reason: RETRY_REASON, source: { kind: 'package', id: first.package }, detail: { rows: rows.length } }, (log) => {
      const settled = applyRows(session, log, rows, boundsOf(office, sender));
      if (settled === 0) throw NOTHING_FOUND;
      return settled;
    });
  } catch (error) {
    if (error === NOTHING_FOUND) return 0;
    throw error;
  }
}

function applyRows(session: Session, log: Log, rows: readonly WaitingRow[], bounds: ReturnType<typeof boundsOf>): number {
  const { office } = session;
  const context = bareContext(office, log, bounds, rows[0]?.package ?? '', office.now().toISOString());
  const resolve = sql(office, 'UPDATE quarantine SET resolvedAt = ? WHERE device = ? AND epoch = ? AND counter = ?');
  for (const row of rows) resolve.run(context.at, row.device, row.epoch, row.counter);
  for (const row of rows.filter((one) => one.field === 0)) applyMadeRow(context, row);
  for (const own of Map.groupBy(rows.filter((row) => row.field > 0), (row) => `${row.entity}.${row.record}`).values()) {
    applyToRecord(context, own[0]?.entity ?? 0, own.map((row) => ({ ...(JSON.parse(row.raw) as Omit<Incoming, 'record' | 'field'>), record: row.record, field: row.field })));
  }
  const families = [...context.families].flatMap((uid) => context.find('family', uid) ?? []);
  if (families.length > 0) refreshDerived(office, families);
  const open = sql(office, 'SELECT count(*) FROM quarantine WHERE device = ? AND epoch = ? AND counter = ? AND resolvedAt IS NULL').pluck();
  return rows.filter((row) => open.get(row.device, row.epoch, row.counter) === 0).length;
}

function applyMadeRow(context: ApplyContext, row: WaitingRow): void {
  const entity = travellingEntity(row.entity);
  if (entity !== null) applyRecord(context, entity, row.record, { device: row.device, epoch: row.epoch, counter: row.counter }, JSON.parse(row.raw) as [number, unknown][]);
}
