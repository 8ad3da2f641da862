import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOffice } from '../../db/store/create-office.ts';
import type { OpenOffice } from '../../db/store/open-office.ts';
import { newId } from '../../db/store/new-id.ts';
import type { Writer } from '../../db/store/office.ts';

export const benchUser = 'bench';
export const benchPassphrase = 'kata sandi ukur';
export const benchRegion = '64.74.03.1002';

/** A new encrypted practice office, the only one of a temporary profile, with the PC's clock. */
export interface BenchOffice {
  readonly dir: string;
  readonly profileDir: string;
  readonly office: OpenOffice;
  readonly writer: Writer;
  readonly user: { readonly uid: string; readonly name: string };
  dispose(): void;
}

/**
 * Creates the office and makes it the profile's current one. Encryption is on, as always; the cost of deriving the key
 * from the passphrase is low unless `realPassphrase` asks for the product's.
 */
export function benchOffice({ realPassphrase = false } = {}): BenchOffice {
  const profileDir = mkdtempSync(join(tmpdir(), 'tepat-bench-'));
  const dir = join(profileDir, 'offices', benchRegion);
  mkdirSync(dir, { recursive: true });
  const { office } = createOffice({
    dir, profileDir, identity: { code: benchRegion, name: 'Gunung Telihan', level: 'kelurahan', practice: true },
    user: { name: benchUser, displayName: 'Bench' }, passphrase: benchPassphrase, newId, now: () => new Date(),
    ...(realPassphrase ? {} : { kdfCost: 12 }),
  });
  writeFileSync(join(profileDir, 'offices.json'), JSON.stringify({ current: dir, known: [dir] }));
  return {
    dir, profileDir, office, writer: office.writer, user: { uid: office.userId, name: benchUser },
    dispose() {
      office.close();
      rmSync(profileDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
