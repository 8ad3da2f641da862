import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { outboxFile } from './build-package.ts';
import { outbox } from './neighbours.ts';

/** Sealed packages on this PC, which its own key opens. */
interface SealedCopies {
  /** Sent, and acknowledged by everybody they went to: nobody asks for their bytes again. */
  readonly done: readonly string[];
  /** Sent and not yet acknowledged, or waiting here to be taken or carried on. */
  readonly waiting: number;
}

/** Which sealed packages lie on this PC. */
export function sealedCopies(office: Reader): SealedCopies {
  const files = new Map(sql(office, 'SELECT packageId, file FROM packageOut').raw().all() as [string, string][]);
  const done: string[] = [];
  const inbox = join(office.dir, 'inbox');
  let waiting = existsSync(inbox) ? readdirSync(inbox, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tepat')).length : 0;
  for (const { packageId, to, acknowledgedBy } of outbox(office)) {
    const file = outboxFile(office, files.get(packageId) ?? '');
    if (!files.has(packageId) || !existsSync(file)) continue;
    if (to.every((code) => acknowledgedBy.includes(code))) done.push(file);
    else waiting += 1;
  }
  return { done, waiting };
}

/** Removes the sealed packages that everybody acknowledged; answers how many. */
export function dropSealed(office: Reader): number {
  const { done } = sealedCopies(office);
  for (const file of done) rmSync(file, { force: true });
  return done.length;
}
