import { checkDeliveries, recordDeliveries } from '../registry/deliveries/record-deliveries.ts';
import type { DeliveryRun } from '../registry/deliveries/record-deliveries.ts';
import type { WaitingLine } from '../registry/deliveries/delivery-list.ts';
import type { Actor } from '../registry/access.ts';
import { fail, isFailure } from '../rules/failure.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { RefusedWrite, WaitingWrite } from '../store/waiting-writes.ts';
import type { Context } from './handler.ts';

const WHAT = 'delivery';

/** What was handed over while the register was being written, and who said so. */
interface Said { readonly actor: Actor; readonly run: DeliveryRun }

/**
 * Keeps deliveries beside the register, durable, while its one writer is busy; checked as if they were written now.
 * Errors: those of `recordDeliveries`.
 */
export function keepForLater({ host, reader, actor, changed }: Context, run: DeliveryRun): { recorded: number; waiting: number } {
  checkDeliveries(reader, actor, run);
  (host.waiting(true) ?? fail('LOCKED')).add(WHAT, reader.now().toISOString(), { actor, run } satisfies Said);
  host.tellWriter();
  changed('programme');
  return { recorded: run.items.length, waiting: run.items.length };
}

/**
 * Writes the deliveries that waited, in the order in which they were said. What the register does not take any more stays,
 * with its reason, for a person. Written twice after a crash it comes to the same: a recipient has one delivery of a phase.
 */
export function writeWaiting({ host, writer, changed }: Context): void {
  const waiting = host.waiting(false);
  // A transaction that is held open between steps belongs to somebody else: what waits is written when that call ends.
  if (writer.db.inTransaction || !waiting?.any(WHAT)) return;
  for (const { no, content: { actor, run }, refused } of waiting.list<Said>(WHAT)) {
    if (refused) continue;
    try {
      recordDeliveries(writer, actor, run);
      waiting.remove(no);
    } catch (error) {
      if (!isFailure(error)) throw error;
      waiting.refuse(no, { code: error.code, params: error.params });
    }
  }
  changed('programme');
}

/** What waits of a phase, the last word of each recipient. */
export function waitingOf({ host }: Context, programme: string, phase: string): WaitingLine[] {
  const said = of(host.waiting(false)?.list<Said>(WHAT) ?? [], programme, phase).filter(({ refused }) => !refused);
  return [...new Map(said.flatMap(({ content: { run } }) => run.items.map((item): [string, WaitingLine] => [item.enrolment, { ...item, date: run.date }]))).values()];
}

/** What was handed over and could not be written in the end, for a person to settle. */
export interface RefusedDelivery extends RefusedWrite {
  readonly no: number;
  readonly at: string;
  readonly by: string;
  readonly names: readonly string[];
}

/** What of a phase could not be written in the end. */
export function refusedOf({ host, reader }: Context, programme: string, phase: string): RefusedDelivery[] {
  return of(host.waiting(false)?.list<Said>(WHAT) ?? [], programme, phase).flatMap(({ no, at, refused, content }) =>
    (refused ? [{ ...refused, no, at, by: content.actor.user.name, names: content.run.items.map(({ enrolment }) => nameOf(reader, enrolment)) }] : []));
}

/** How many deliveries could not be written, and the programme of the first. */
export function refusedDeliveries({ host }: Context): { count: number; programme: string | null } {
  const refused = (host.waiting(false)?.list<Said>(WHAT) ?? []).filter((one) => one.refused);
  return { count: refused.length, programme: refused[0]?.content.run.programme ?? null };
}

/** Takes what could not be written off the list, when somebody has settled it; what it was goes into the log. */
export function forgetRefused({ host }: Context, nos: readonly number[]): DeliveryRun[] {
  const waiting = host.waiting(false);
  const gone = (waiting?.list<Said>(WHAT) ?? []).filter(({ no, refused }) => refused && nos.includes(no));
  for (const { no } of gone) waiting?.remove(no);
  return gone.map(({ content }) => content.run);
}

function of(all: readonly WaitingWrite<Said>[], programme: string, phase: string): readonly WaitingWrite<Said>[] {
  return all.filter(({ content: { run } }) => run.programme === programme && run.phase.trim() === phase);
}

function nameOf(reader: Reader, enrolment: string): string {
  const name = sql(reader, `SELECT coalesce(p.name, s.head) FROM enrolment e LEFT JOIN person p ON p.uid = e.person LEFT JOIN familySummary s ON s.uid = e.family WHERE e.uid = ?`).pluck().get(enrolment) as string | null | undefined;
  return name ?? enrolment;
}
