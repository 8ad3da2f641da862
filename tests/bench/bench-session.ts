import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Session } from '../../db/handoff/session.ts';
import { createOffice } from '../../db/store/create-office.ts';
import { newId } from '../../db/store/new-id.ts';
import type { OfficeIdentity } from '../../db/store/office.ts';
import { openOffice } from '../../db/store/open-office.ts';
import type { OpenOffice } from '../../db/store/open-office.ts';
import { benchPassphrase, benchUser } from './bench-office.ts';

const clock = { now: () => new Date(), newId };

/** A new practice office in the folder of a profile that may hold several. */
export function newOffice(folder: string, code: string, name: string, level: OfficeIdentity['level']): OpenOffice {
  const dir = dirOf(folder, code);
  mkdirSync(dir, { recursive: true });
  return createOffice({
    ...clock, dir, profileDir: folder, identity: { code, name, level, practice: true }, user: { name: benchUser, displayName: 'Bench' }, passphrase: benchPassphrase, kdfCost: 12,
  }).office;
}

/** Opens an office that {@link newOffice} made, there or in a copy of the folder. */
export function openKept(folder: string, code: string): OpenOffice {
  return openOffice({ ...clock, dir: dirOf(folder, code), profileDir: folder, user: benchUser, passphrase: benchPassphrase });
}

/** Whoever opened it at work. */
export function sessionOf(office: OpenOffice): Session {
  return { office: office.writer, secrets: office.secrets, user: { uid: office.userId, name: benchUser } };
}

/** Where an office of a profile lies. */
export function dirOf(folder: string, code: string): string {
  return path.join(folder, 'offices', code);
}
