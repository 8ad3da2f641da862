import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { expect, it } from 'vitest';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { confirmRegions } from '../../../db/intake/confirm-regions.ts';
import { batchHashes } from '../../../db/intake/batch-hashes.ts';
import { writeWorkbook } from '../../../db/sample/workbooks.ts';
import { openOffice } from '../../../db/store/open-office.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { actor, importOffice, region, regions } from '../../flow/intake/import-office.ts';

const script = join(import.meta.dirname, '../../fixtures/intake/commit-and-die.ts');

it.each(['1', '400', 'after'])('a PC that dies during the commit (%s) has all of the import or none of it', async (when) => {
  const at = importOffice();
  const path = at.file('dtsen.xlsx');
  const counts = await writeWorkbook(path, 'dtsen', { seed: 'mati', families: 250, region, today: '2026-11-22' });
  const { staging, regions: found } = await at.preview(path);
  await confirmRegions(at.office.writer, at.key, regions, staging, found.map(({ bpsCode }) => ({ bpsCode, region })), actor);
  at.office.close();
  const dir = join(at.folder, 'office');
  const profileDir = join(at.folder, 'profile');
  expect(spawnSync(process.execPath, [script, dir, profileDir, staging, when], { encoding: 'utf8' })).toMatchObject({ signal: 'SIGKILL', stderr: '' });
  const office = openOffice({ dir, profileDir, user: 'operator', passphrase: 'kata sandi panjang', kdfCost: 10, now: () => new Date(), newId: uuidv7 });
  try {
    const families = (): unknown => office.writer.db.prepare('SELECT count(*) FROM family').pluck().get();
    expect(families()).toBe(when === 'after' ? counts.families : 0);
    const result = await commitImport(office.writer, office.secrets.databaseKey, staging, { regions, actor });
    expect([result.created, families()]).toEqual([{ families: counts.families, people: counts.people }, counts.families]);
    expect(batchHashes(office.writer)).toMatchObject([{ ok: true }]);
    expect(verifyOffice(office.writer).auditOk).toBe(true);
  } finally {
    office.close();
    at.close();
  }
});
