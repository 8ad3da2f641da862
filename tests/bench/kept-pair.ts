import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asNewFamilies } from '../../db/api/practice-register.ts';
import { bulkWriteFamilies } from '../../db/registry/bulk-write.ts';
import { seedProgrammes } from '../../db/registry/programmes.ts';
import { generateFamilies } from '../../db/sample/families.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import type { Session } from '../../db/handoff/session.ts';
import { benchRegion } from './bench-office.ts';
import { newOffice, openKept, sessionOf } from './bench-session.ts';
import { handOver } from './hand-over.ts';
import { copyKept, keep } from './keep.ts';
import { trustBoth } from './trust-both.ts';

/** A change in what is generated or written takes the next number: registers that were kept are made anew. */
const EDITION = 1;
const ABOVE = '64.74.03';

/** A kelurahan with all its families and the kecamatan that holds the same: each acknowledged what the other sent. */
export interface Pair {
  readonly from: Session;
  readonly to: Session;
  readonly people: number;
  /** The profile that both offices lie in. */
  readonly folder: string;
  dispose(): void;
}

/**
 * Two offices that hold the same register of so many families. A city takes minutes to make: it is made once and kept
 * beside the other caches, and what is handed out is a copy that may be written to.
 */
export async function keptPair(families: number): Promise<Pair> {
  const folder = copyKept(await keep(`pair-${families}-${EDITION}`, (making) => makePair(making, families)));
  const offices = [openKept(folder, benchRegion), openKept(folder, ABOVE)] as const;
  const people = Number(readFileSync(path.join(folder, 'people'), 'utf8'));
  return {
    from: sessionOf(offices[0]), to: sessionOf(offices[1]), people, folder,
    dispose() {
      for (const office of offices) office.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function makePair(folder: string, families: number): Promise<void> {
  const below = newOffice(folder, benchRegion, 'Gunung Telihan', 'kelurahan');
  const above = newOffice(folder, ABOVE, 'Bontang Barat', 'kecamatan');
  const [from, to] = [sessionOf(below), sessionOf(above)];
  const meta = { user: from.user, kind: 'import' };
  seedProgrammes(from.office, { ...meta, kind: 'system' });
  seedProgrammes(to.office, { ...meta, kind: 'system' });
  const generated = generateFamilies({ seed: 'package', families, region: benchRegion, today: '2025-11-20' });
  const written = writeChanges(from.office, meta, (log) => bulkWriteFamilies(from.office, log, asNewFamilies(from.office, generated), families));
  writeFileSync(path.join(folder, 'people'), String(written.people.count));
  await trustBoth(from, to, folder);
  await handOver(from, to, folder);
  for (const office of [below, above]) office.close();
  for (const left of ['stick', 'answers']) rmSync(path.join(folder, left), { recursive: true });
}
