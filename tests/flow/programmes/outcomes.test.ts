import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldValues } from '../../../db/rules/field.ts';
import { openOffice } from '../../../db/store/open-office.ts';
import { checkpointFor } from '../../../db/registry/checkpoints/checkpoints.ts';
import { familyStates } from '../../../db/registry/checkpoints/family-states.ts';
import { stateTable } from '../../../db/registry/checkpoints/state-table.ts';
import { filterCondition } from '../../../db/registry/family-filter.ts';
import { newId } from '../../../db/store/new-id.ts';
import { TEST_KDF_COST, TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

let api: TestApi;
let now = '2026-01-12T09:00:00';
beforeAll(async () => {
  api = await testApi({ now: () => new Date(now) });
});
afterAll(() => api.remove());

const acknowledged = ['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08', 'V10', 'V12', 'V19', 'T01', 'T02', 'T03', 'T04'].map((code) => ({ code, reason: 'contoh uji' }));
let number = 0;
const family = async (name: string, values: FieldValues = {}): Promise<string> =>
  (await api.call('family.save', { values: familyValues({ address: `Jl. Cempaka No. ${(number += 1)}`, ...values }), people: [{ values: personValues(name) }], acknowledged })).id;
const change = (id: string, values: FieldValues) => api.call('family.save', { id, values, people: [], acknowledged, reason: 'contoh uji' });

/** No toilet, and one of one's own with a septic tank. */
const without = { toilet: 6, toiletBowl: null, sewage: 6 };
const decent = { toilet: 1, toiletBowl: 1, sewage: 1 };
const homes: string[] = [];

describe('checkpoints', () => {
  test('a month that ended is kept before anything else is written, however long the office was closed', async () => {
    for (let place = 0; place < 10; place += 1) homes.push(await family(`Tanpa Jamban ${place}`, without));
    await family('Layak', decent);
    expect(await api.call('checkpoint.list', {})).toEqual([]);
    now = '2026-02-03T08:00:00';
    const [first] = homes;
    await change(first ?? '', { rt: '009' });
    expect(await api.call('checkpoint.list', {})).toMatchObject([{ day: '2026-01-31', kind: 'month', families: 11, people: 11 }]);
    // Closed from February to May: three months ended with the same families, and share what is kept of them.
    now = '2026-05-04T08:00:00';
    await api.signIn('siti');
    expect((await api.call('checkpoint.list', {})).map((one) => one.day)).toEqual(['2026-04-30', '2026-03-31', '2026-02-28', '2026-01-31']);
    await api.call('checkpoint.make', { title: 'Sebelum pembangunan jamban' });
    expect((await api.call('checkpoint.list', {}))[0]).toMatchObject({ day: '2026-05-04', kind: 'asked', title: 'Sebelum pembangunan jamban', madeBy: 'siti' });
  });

  test('what is kept says how each family stood, and every filter works on it', async () => {
    await change(homes[1] ?? '', decent);
    await api.call('session.lock', {});
    const { writer, close } = openOffice({ dir: api.dir, profileDir: `${api.root}/profil`, user: 'siti', passphrase: TEST_PASSPHRASE, kdfCost: TEST_KDF_COST, now: () => new Date(now), newId });
    try {
      const on = (day: string) => checkpointFor(writer, day)?.parts ?? fail(day);
      expect(checkpointFor(writer, '2026-01-30')).toBeNull();
      expect(on('2026-04-30')).toBe(on('2026-02-28'));
      const place = (parts: number | null) => [...familyStates(writer, parts, '64.74.03')].map((one) => `${one.region} ${one.rw}/${one.rt}`)[0];
      expect([place(on('2026-02-10')), place(on('2026-03-01')), place(null)]).toEqual(['64.74.03.1002 003/001', '64.74.03.1002 003/009', '64.74.03.1002 003/009']);
      expect([...familyStates(writer, null, '64.74.02')]).toEqual([]);
      const { where, params } = filterCondition(writer, { need: 'sanitasi' }, null);
      const count = (table: string) => writer.db.prepare(`SELECT count(*) FROM ${table} s WHERE ${where}`).pluck().get(...params);
      expect([count(stateTable(writer, { parts: on('2026-05-04') })), count('familySummary')]).toEqual([10, 9]);
      // As the lists now show them, but for what changed since.
      const kept = [...familyStates(writer, on('2026-05-04'))];
      const present = [...familyStates(writer, null)];
      expect(kept.filter((one, at) => JSON.stringify(one) !== JSON.stringify(present[at]))).toHaveLength(1);
    } finally {
      close();
    }
    await api.signIn('siti');
  });
});

function fail(day: string): never {
  throw new Error(`nothing is kept of ${day}`);
}
