import { exportKind } from '../../db/handoff/send-kind.ts';
import { listTransfers } from '../../db/handoff/transfer/list-transfers.ts';
import { acceptTransfer, refuseTransfer, startTransfer, withdrawTransfer } from '../../db/handoff/transfer/transfer.ts';
import { decidePair } from '../../db/registry/duplicates/decide-pair.ts';
import { pairKind } from '../../db/registry/duplicates/pair.ts';
import { undoDecision } from '../../db/registry/duplicates/undo-decision.ts';
import { isFailure } from '../../db/rules/failure.ts';
import type { TestOffice } from '../flow/handoff/offices.ts';

/** What people do in a history beside editing, handing over and deciding: merging duplicates, taking that back, handing families over. */

const WHY = 'dilihat di lapangan';
const actorOf = (one: TestOffice) => ({ user: one.session.user, scope: '' });

/** Families that an office may write: its own, active, and not on their way to another. */
export function writableFamilies(one: TestOffice): string[] {
  return one.session.office.db.prepare(`SELECT uid FROM family WHERE owner = ? AND status = 1
    AND uid NOT IN (SELECT family FROM transfer WHERE state = 'travelling' AND fromCode = ?) ORDER BY id`).pluck().all(one.code, one.code) as string[];
}

/** Somebody says of two people, or two families, that they are one. Whether they were merged. */
export function mergeTwo(one: TestOffice, random: () => number): boolean {
  const { office } = one.session;
  const families = writableFamilies(one);
  const kind = random() < 0.5 ? 'person' : 'family';
  const people = (): string[] => office.db.prepare('SELECT uid FROM person WHERE status = 1 AND family IN (SELECT value FROM json_each(?)) ORDER BY id').pluck().all(JSON.stringify(families)) as string[];
  const from = kind === 'person' ? people() : families;
  if (from.length < 2) return false;
  const first = Math.floor(random() * from.length);
  const second = (first + 1 + Math.floor(random() * (from.length - 1))) % from.length;
  const [left, right] = [from[first] ?? '', from[second] ?? ''].sort();
  const id = office.newId();
  office.db.prepare(`INSERT OR IGNORE INTO duplicateFound (id, kind, "left", "right", score, sure, agreements, at) VALUES (?,?,?,?,80,1,'[]','2026-11-22')`).run(id, pairKind[kind], left, right);
  return tried(() => decidePair(office, actorOf(one), { id, decision: 'same', values: {}, reason: WHY }));
}

/** Somebody takes the latest merge of this office back. */
export function unmerge(one: TestOffice): boolean {
  const { office } = one.session;
  const pair = office.db.prepare('SELECT uid FROM pair WHERE owner = ? AND merged = 1 ORDER BY id DESC LIMIT 1').pluck().get(one.code) as string | undefined;
  return pair !== undefined && tried(() => undoDecision(office, actorOf(one), pair, WHY));
}

/** A family is offered to another office. */
export async function offerFamily(one: TestOffice, to: TestOffice, random: () => number): Promise<boolean> {
  const families = writableFamilies(one);
  // The last one stays: an office without a family has nothing to do in a history.
  if (families.length < 2) return false;
  const family = families[Math.floor(random() * families.length)] ?? '';
  return triedLater(startTransfer(one.session, '', { family, to: to.code, toName: to.code, reason: 'pindah alamat' }));
}

/** Somebody answers an offer: mostly yes; or takes an own one back. */
export async function answerOffer(one: TestOffice, random: () => number): Promise<boolean> {
  const open = listTransfers(one.session.office, { direction: 'all', open: true }).filter((transfer) => transfer.direction !== 'seen');
  const [transfer] = open.length === 0 ? [] : [open[Math.floor(random() * open.length)]];
  if (!transfer) return false;
  const chance = random();
  if (transfer.direction === 'out') return chance < 0.2 && triedLater(withdrawTransfer(one.session, transfer.id, WHY));
  return triedLater(chance < 0.8 ? acceptTransfer(one.session, transfer.id) : refuseTransfer(one.session, transfer.id, WHY));
}

/** In the end every offer is accepted where the family has come. Whether there was one. */
export async function acceptAll(one: TestOffice): Promise<boolean> {
  let any = false;
  for (const { id } of listTransfers(one.session.office, { direction: 'in', open: true })) any = (await triedLater(acceptTransfer(one.session, id))) || any;
  return any;
}

/** Writes the papers of families on their way for another office on a stick; null when there are none. */
export async function writePapers(one: TestOffice, to: TestOffice, folder: string): Promise<string | null> {
  const any = one.session.office.db.prepare('SELECT 1 FROM transfer WHERE fromCode = ? OR toCode = ?').get(to.code, to.code);
  return any === undefined ? null : (await exportKind(one.session, 'PINDAH', { to: [to.code], folder })).file;
}

/** Does something; what the app itself refuses, because somebody was quicker, is no act. */
export function tried(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (isFailure(error)) return false;
    throw error;
  }
}

async function triedLater(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (isFailure(error)) return false;
    throw error;
  }
}
