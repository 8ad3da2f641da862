import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { approveReport, reviewReport } from '../../db/handoff/approval.ts';
import { exportPackage } from '../../db/handoff/export.ts';
import type { ReceivedRow } from '../../db/handoff/inbox.ts';
import { receivePackages } from '../../db/handoff/receive.ts';
import type { Session } from '../../db/handoff/session.ts';

/** What a hand-over took, in ms, and the size of its package. */
export interface HandOver { readonly out: number; readonly in: number; readonly bytes: number }

/** Exports, receives, and brings the receipt back, over folders inside `folder`. Throws where not all was taken. */
export async function handOver(from: Session, to: Session, folder: string): Promise<HandOver> {
  const [stick, answers] = [path.join(folder, 'stick'), path.join(folder, 'answers')];
  for (const one of [stick, answers]) {
    rmSync(one, { recursive: true, force: true });
    mkdirSync(one);
  }
  approve(from, to.office.identity.code);
  let bytes = 0;
  let row: ReceivedRow | undefined;
  const out = await timed(async () => ({ bytes } = await exportPackage(from, { to: [to.office.identity.code], folder: stick })));
  const taken = await timed(async () => ([row] = await receivePackages(to, { paths: [stick], receiptsFolder: answers })));
  if (row?.outcome !== 'accepted' || row.conflicts + row.quarantined > 0) throw new Error(`The package was not taken whole: ${JSON.stringify(row)}`);
  await receivePackages(from, { paths: [answers] });
  return { out, in: taken, bytes };
}

/** A full report carries decisions about recipients: a pengesah has seen the list before. */
export function approve({ office, user }: Session, to: string): void {
  const { state, digest } = reviewReport(office, [to], false, 0);
  if (state === 'needed' || state === 'stale') approveReport(office, user, 'Bench', [to], false, digest);
}

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** How long some work takes, in ms. What was left behind before it is collected first: it is none of this work's. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  collectGarbage();
  const start = performance.now();
  await work();
  return performance.now() - start;
}
