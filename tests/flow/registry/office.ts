import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { FieldValues } from '../../../db/rules/field.ts';
import { createOffice } from '../../../db/store/create-office.ts';
import type { OpenOffice } from '../../../db/store/open-office.ts';
import type { OfficeIdentity, Writer } from '../../../db/store/office.ts';

/** A real encrypted office in a temporary folder, with a clock that the test turns. */
export interface TestOffice {
  readonly writer: Writer;
  readonly office: OpenOffice;
  readonly user: { readonly uid: string; readonly name: string };
  /** Sets the present moment, local time. */
  setNow(moment: string): void;
  dispose(): void;
}

/** Made-up kelurahan of Bontang used by these tests. */
export const kelurahan: Omit<OfficeIdentity, 'officeId'> = {
  code: '64.74.03.1002', name: 'Gunung Telihan', level: 'kelurahan', practice: true,
};

/** Creates the office; `now` is a local moment such as `2025-11-20T08:00:00`. */
export function testOffice(now = '2025-11-20T08:00:00', identity: Omit<OfficeIdentity, 'officeId'> = kelurahan): TestOffice {
  const root = mkdtempSync(join(tmpdir(), 'tepat-registry-'));
  let at = new Date(now).getTime();
  const { office } = createOffice({
    dir: join(root, 'office'), profileDir: join(root, 'profile'), identity, user: { name: 'sari', displayName: 'Sari' },
    passphrase: 'kata sandi uji coba', kdfCost: 12, newId: uuidv7, now: () => new Date((at += 1)),
  });
  return {
    writer: office.writer, office, user: { uid: office.userId || 'u', name: 'sari' },
    setNow(moment) {
      at = new Date(moment).getTime();
    },
    dispose() {
      office.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

let serial = 0;

/** A made-up NIK of district 64.74.03 for a birth date and sex (1 male, 2 female); every call gives another one. */
export function madeUpNik(birthDate: string, sex: number): string {
  serial += 1;
  const day = Number(birthDate.slice(8)) + (sex === 2 ? 40 : 0);
  return `647403${String(day).padStart(2, '0')}${birthDate.slice(5, 7)}${birthDate.slice(2, 4)}${String(serial).padStart(4, '0')}`;
}

/** A made-up No KK of district 64.74.03. */
export function madeUpNoKk(): string {
  serial += 1;
  return `647403120315${String(serial).padStart(4, '0')}`;
}

/** Values of a family that passes every check. */
export function familyValues(changes: FieldValues = {}): FieldValues {
  return { noKk: madeUpNoKk(), address: 'Jl. Mawar No. 1', rt: '001', rw: '003', region: '64.74.03.1002', ...changes };
}

/** Values of a person that passes every check; a head unless the changes say otherwise. */
export function personValues(name: string, changes: FieldValues = {}): FieldValues {
  const birthDate = typeof changes.birthDate === 'string' ? changes.birthDate : '1980-05-17';
  const sex = typeof changes.sex === 'number' ? changes.sex : 1;
  return { name, birthDate, sex, relationship: 1, maritalStatus: 2, nik: madeUpNik(birthDate, sex), status: 1, sequence: 1, ...changes };
}
