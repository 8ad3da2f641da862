import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { terminal } from '../../helpers/terminal.ts';
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
  const { json } = terminal('cli', TEST_PASSPHRASE, root);
  const at = ['--office', api.dir];
  type Line = Record<string, unknown> & { id: string };
  const [pair, ...others] = json<Line[]>(1, 'conflicts', ...at);
  expect([pair, others]).toEqual([expect.objectContaining({ type: 'duplicate', kind: 'person', offices: ['64.74.03.1002', '64.74.03.1002'] }), []]);
  const id = pair?.id ?? '';
  expect(json(0, 'decide', id, '--take', 'same', '--reason', 'kartu dilihat', ...at)).toMatchObject({ state: 'merged', merged: true });
  expect(json(0, 'conflicts', ...at)).toEqual([]);
  expect(json(0, 'decide', id, '--undo', '--reason', 'keliru', ...at)).toMatchObject({ state: 'open', kept: [] });
}, 240_000);
