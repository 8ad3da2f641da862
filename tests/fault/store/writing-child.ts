/**
 * Opens an office, says what it holds, and saves families until it is stopped: `writing-child.ts DIR PROFILE ACKED`. Every
 * family that was saved is told (`ack N`) after its save came back; an error ends it (`error CODE`). ACKED are the numbers told before.
 */
import { writeSync } from 'node:fs';
import { uuidv7 } from 'uuidv7';
import { saveFamily } from '../../../db/registry/family-save.ts';
import { rethrowDiskFault } from '../../../db/store/disk-fault.ts';
import { openOffice } from '../../../db/store/open-office.ts';
import { heldFaults, numbersHeld, numberedFamily } from '../../helpers/numbered-families.ts';

const [dir = '', profileDir = '', acked = ''] = process.argv.slice(2);
const tell = (line: string): void => void writeSync(1, `${line}\n`);
const actor = { user: { uid: null, name: 'siti' }, scope: '' };
try {
  const { writer } = openOffice({ dir, profileDir, user: 'siti', passphrase: 'sungai kapuas 2026', kdfCost: 10, now: () => new Date(), newId: uuidv7 });
  const known = acked === '' ? [] : acked.split(',').map(Number);
  for (const fault of heldFaults(writer, known)) tell(`fault ${fault}`);
  tell('ready');
  for (let number = 1 + Math.max(0, ...numbersHeld(writer)); ; number += 1) {
    saveFamily(writer, actor, numberedFamily(writer.identity.code, number));
    tell(`ack ${number}`);
  }
} catch (error) {
  try {
    rethrowDiskFault(error, dir);
  } catch (named) {
    tell(`error ${(named as { code?: string }).code ?? String(named)}`);
  }
}
