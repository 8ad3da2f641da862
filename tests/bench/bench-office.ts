import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { createOffice } from '../../db/store/create-office.ts';
import { openOffice } from '../../db/store/open-office.ts';
import type { OpenOffice } from '../../db/store/open-office.ts';
import type { Writer } from '../../db/store/office.ts';

export const benchUser = 'bench';
export const benchPassphrase = 'kata sandi ukur';
const surroundings = { newId: uuidv7, now: () => new Date() };

/** A new encrypted practice office in a temporary folder, with the PC's clock. */
export interface BenchOffice {
  readonly dir: string;
  readonly profileDir: string;
  readonly office: OpenOffice;
  readonly writer: Writer;
  readonly user: { readonly uid: string; readonly name: string };
  dispose(): void;
}

/** Creates the office. Encryption is on, as always; only the cost of deriving the key from the passphrase is low. */
export function benchOffice(): BenchOffice {
  const root = mkdtempSync(join(tmpdir(), 'tepat-bench-'));
  const [dir, profileDir] = [join(root, 'office'), join(root, 'profile')];
  const { office } = createOffice({
    dir, profileDir, identity: { code: '64.74.03.1002', name: 'Gunung Telihan', level: 'kelurahan', practice: true },
    user: { name: benchUser, displayName: 'Bench' }, passphrase: benchPassphrase, kdfCost: 12, ...surroundings,
  });
  return {
    dir, profileDir, office, writer: office.writer, user: { uid: office.userId, name: benchUser },
    dispose() {
      office.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Opens a bench office again, for a thread of its own. */
export function reopenBenchOffice(dir: string, profileDir: string): OpenOffice {
  return openOffice({ dir, profileDir, user: benchUser, passphrase: benchPassphrase, kdfCost: 12, ...surroundings });
}
