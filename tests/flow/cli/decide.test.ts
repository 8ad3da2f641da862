import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { refusal, testApi } from '../../helpers/test-api.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { familyValues, personValues } from '../registry/office.ts';

let root = '';
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('conflicts lists the pair with both offices and exit code 1; decide settles it with exit code 0', async () => {
  const api = await testApi({ practice: true });
  root = api.root;
  const acknowledged = ['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08', 'T01', 'T02', 'T03', 'T04'].map((code) => ({ code, reason: 'belum rekam' }));
  for (let n = 0; n < 2; n += 1) await api.call('family.save', { values: familyValues(), people: [{ values: personValues('SITI MARYAM', { nik: null, nikReason: 6 }) }], acknowledged });
  expect(await refusal(api.call('duplicate.scan', {}))).toBe('no error');
  await api.close();
  const tepat = (...words: string[]) => {
    const env = { ...process.env, TEPAT_PROFILE: join(root, 'profil'), TEPAT_PASSPHRASE: TEST_PASSPHRASE, NO_COLOR: '1' };
    const ran = spawnSync(process.execPath, ['db/cli.ts', ...words, '--office', api.dir, '--json'], { env, encoding: 'utf8' });
    return { code: ran.status, said: JSON.parse(ran.stdout) as Record<string, unknown> & { id: string; offices: string[] }[] };
  };
  const open = tepat('conflicts');
  expect(open).toMatchObject({ code: 1, said: [{ type: 'duplicate', kind: 'person', offices: ['64.74.03.1002', '64.74.03.1002'] }] });
  const id = open.said[0]?.id ?? '';
  expect(tepat('decide', id, '--take', 'same', '--reason', 'kartu dilihat')).toMatchObject({ code: 0, said: { state: 'merged', merged: true } });
  expect(tepat('conflicts')).toEqual({ code: 0, said: [] });
  expect(tepat('decide', id, '--undo', '--reason', 'keliru')).toMatchObject({ code: 0, said: { state: 'open', kept: [] } });
}, 240_000);
