import { readFileSync } from 'node:fs';
import path from 'node:path';
import { asNewFamilies } from '../../db/api/practice-register.ts';
import { bulkWriteFamilies } from '../../db/registry/bulk-write.ts';
import type { NewFamily } from '../../db/registry/new-family.ts';
import { seedProgrammes } from '../../db/registry/programmes.ts';
import { generateFamilies } from '../../db/sample/families.ts';
import { knownRegions } from '../../db/sample/places.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { newId } from '../../db/store/new-id.ts';
import { openOffice } from '../../db/store/open-office.ts';
import { makeOffice } from './ready-office.ts';

/** Pontianak with its 29 kelurahan, of which two sent nothing. */
export const meetingCity = '61.71';
export const silentVillages = ['61.71.01.1006', '61.71.05.1003'];
const passphrase = 'perahu biru di muara 7';

/** Makes the city's practice office in a profile, with so many made-up families in each kelurahan that sent, a third of them with coordinates. Answers what opens it. */
export async function makeMeetingCity(profileDir: string, families: number, today: string): Promise<{ dir: string; user: string; passphrase: string }> {
  await makeOffice(profileDir, { code: meetingCity, user: 'rudi', displayName: 'Rudi Contoh', passphrase });
  const { current: dir } = JSON.parse(readFileSync(path.join(profileDir, 'offices.json'), 'utf8')) as { current: string };
  const { writer, close, userId } = openOffice({ dir, profileDir, user: 'rudi', passphrase, newId, now: () => new Date() });
  const meta = { user: { uid: userId, name: 'rudi' }, kind: 'import' };
  seedProgrammes(writer, meta);
  const sent = knownRegions.filter(({ code }) => code.startsWith(`${meetingCity}.`) && !silentVillages.includes(code));
  writeChanges(writer, meta, (log) => bulkWriteFamilies(writer, log, sent.flatMap(({ code }, place) => located([...asNewFamilies(writer, generateFamilies({ seed: `rapat ${code}`, families, region: code, today }))], place))));
  close();
  return { dir, user: 'rudi', passphrase };
}

/** Around a place of its own for each kelurahan. */
function located(families: readonly NewFamily[], place: number): NewFamily[] {
  const [north, east] = [-0.02 + 0.018 * Math.floor(place / 6), 109.31 + 0.014 * (place % 6)];
  return families.map((family, at) => (at % 3 === 0 ? { ...family, values: { ...family.values, latitude: north + (at % 7) * 0.001, longitude: east + (at % 5) * 0.001 } } : family));
}
