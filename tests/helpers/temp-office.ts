import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { createOffice } from '../../db/store/create-office.ts';
import type { OpenOffice } from '../../db/store/open-office.ts';
import { openOffice } from '../../db/store/open-office.ts';
import type { WriteMeta } from '../../db/store/change-log.ts';

/** scrypt's lowest sensible cost: tests open many offices. */
export const TEST_KDF_COST = 10;
export const TEST_PASSPHRASE = 'sungai kapuas 2026';
export const TEST_META: WriteMeta = { user: { uid: null, name: 'uji' }, kind: 'edit' };

export interface TempOffice {
  readonly dir: string;
  readonly profileDir: string;
  readonly recoveryCode: string;
  office: OpenOffice;
  /** Closes and opens again, as after a restart. */
  reopen(options?: { profileDir?: string; dir?: string }): OpenOffice;
  remove(): void;
}

/** A real, encrypted office in a temporary folder. `now` may be a fixed or moving clock. */
export function tempOffice(options: { now?: () => Date; code?: string; practice?: boolean } = {}): TempOffice {
  const root = mkdtempSync(join(tmpdir(), 'tepat-'));
  const dir = join(root, 'kantor');
  const profileDir = join(root, 'profil');
  const now = options.now ?? (() => new Date());
  const common = { dir, profileDir, passphrase: TEST_PASSPHRASE, now, newId: uuidv7, kdfCost: TEST_KDF_COST };
  const identity = { code: options.code ?? '64.74.03.1002', name: 'Gunung Telihan', level: 'kelurahan', practice: options.practice ?? false } as const;
  const { office, recoveryCode } = createOffice({ ...common, identity, user: { name: 'siti', displayName: 'Siti Aminah' } });
  const temp: TempOffice = {
    dir, profileDir, recoveryCode, office,
    reopen(other = {}) {
      temp.office.close();
      temp.office = openOffice({ ...common, user: 'siti', dir: other.dir ?? dir, profileDir: other.profileDir ?? profileDir });
      return temp.office;
    },
    remove() {
      temp.office.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
  return temp;
}
