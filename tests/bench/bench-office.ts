import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { createOffice } from '../../db/store/create-office.ts';
import type { OpenOffice } from '../../db/store/open-office.ts';
import type { Writer } from '../../db/store/office.ts';

/** A new encrypted practice office in a temporary folder, with the PC's clock. */
export interface BenchOffice {
  readonly dir: string;
  readonly office: OpenOffice;
  readonly writer: Writer;
  readonly user: { readonly uid: string; readonly name: string };
  dispose(): void;
}

/** Creates the office. Encryption is on, as always. */
export function benchOffice(): BenchOffice {
  const root = mkdtempSync(join(tmpdir(), 'tepat-bench-'));
  const dir = join(root, 'office');
  const { office } = createOffice({
    dir, profileDir: join(root, 'profile'), identity: { code: '64.74.03.1002', name: 'Gunung Telihan', level: 'kelurahan', practice: true },
    user: { name: 'bench', displayName: 'Bench' }, passphrase: 'kata sandi ukur', kdfCost: 12, newId: uuidv7, now: () => new Date(),
  });
  return {
    dir, office, writer: office.writer, user: { uid: office.userId || 'bench', name: 'bench' },
    dispose() {
      office.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
