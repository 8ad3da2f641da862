import { decideConflict } from '../../../db/handoff/decide-conflict.ts';
import { sendApproved } from '../../helpers/send-approved.ts';
import type { ReceivedRow } from '../../../db/handoff/inbox.ts';
import { listConflicts } from '../../../db/handoff/list-conflicts.ts';
import type { OpenConflict } from '../../../db/handoff/list-conflicts.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import type { EntityKey } from '../../../db/rules/entities.ts';
import type { FieldValue } from '../../../db/rules/field.ts';
import { findRecord } from '../../../db/store/records.ts';
import type { TestOffice, World } from './offices.ts';

/** Hands a report from one PC to another, and its receipt back; without `receipt` the receipt is lost on the way. */
export async function handOver(world: World, from: TestOffice, to: TestOffice, receipt = true): Promise<ReceivedRow> {
  const sent = await sendApproved(from.session, { to: [to.code], folder: world.stick() });
  return take(world, sent.file, from, to, receipt);
}

/** Takes a file at an office and brings the answer back. */
export async function take(world: World, file: string, from: TestOffice, to: TestOffice, receipt = true): Promise<ReceivedRow> {
  const answers = world.stick();
  const rows = await receivePackages(to.session, { paths: [file], receiptsFolder: answers });
  if (receipt) await receivePackages(from.session, { paths: [answers] });
  return rows[0] as ReceivedRow;
}

/** Lets everyone hand to everyone until nothing is new. */
export async function settle(world: World, pcs: readonly TestOffice[], rounds = 2): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const from of pcs) for (const to of pcs) if (from !== to) await handOver(world, from, to);
  }
}

export function valueAt(one: TestOffice, entity: EntityKey, uid: string, field: string): FieldValue | undefined {
  return findRecord(one.session.office, entity, uid)?.values[field];
}

export function openAt(one: TestOffice): OpenConflict[] {
  return listConflicts(one.session.office, 'id', (code) => code);
}

/** Decides the first open conflict of an office. */
export function decideFirst(one: TestOffice, choose: 'ours' | 'theirs'): void {
  decideConflict(one.session.office, { user: one.session.user, scope: '' }, { id: openAt(one)[0]?.id ?? '', take: choose, reason: 'kartu keluarga dilihat' });
}
