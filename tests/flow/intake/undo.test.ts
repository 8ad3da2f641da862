import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { put, smallDtsen, writeSheets } from './import-office.ts';

/** Undo after the rows went on living: moved, changed, sent. */

const open: TestApi[] = [];
afterEach(async () => {
  for (const office of open.splice(0).reverse()) await office.remove();
});

async function office(options: Parameters<typeof testApi>[0] = {}): Promise<TestApi> {
  const made = await testApi({ now: () => new Date('2026-11-22T02:00:00Z'), ...options });
  open.push(made);
  return made;
}

async function opened(at: TestApi, sheets: ReturnType<typeof smallDtsen>) {
  const path = await writeSheets(join(at.root, `berkas-${Math.trunc(performance.now())}.xlsx`), sheets);
  const preview = await at.call('import.open', { path });
  const proposed = preview.regions.flatMap(({ bpsCode, region, confirmed }) => (region && !confirmed ? [{ bpsCode, region }] : []));
  return proposed.length > 0 ? at.call('import.confirmRegions', { staging: preview.staging, regions: proposed }) : preview;
}

async function take(at: TestApi, sheets: ReturnType<typeof smallDtsen>) {
  return at.call('import.commit', { staging: (await opened(at, sheets)).staging });
}

/** Every family with No KK, status and the names and statuses of its people. */
async function register(at: TestApi) {
  const { rows } = await at.call('family.list', { filter: { status: 'all' }, limit: 50 });
  const whole = await Promise.all(rows.map(({ id }) => at.call('family.forEdit', { id })));
  const status = (values: Record<string, unknown>): unknown => values.status ?? 1;
  return whole.map(({ values, people }) => ({ noKk: values.noKk, status: status(values), people: people.map((one) => [one.values.name, status(one.values)]).sort() }))
    .sort((a, b) => String(a.noKk).localeCompare(String(b.noKk)));
}

async function idOf(at: TestApi, noKk: string) {
  const { rows } = await at.call('family.list', { filter: { status: 'all' }, limit: 50 });
  for (const { id } of rows) {
    const { values, people } = await at.call('family.forEdit', { id });
    if (values.noKk === noKk) return { id, people: Object.fromEntries(people.map((one) => [String(one.values.name), one.id])) };
  }
  throw new Error(`no family ${noKk}`);
}

const [aminah, budi] = ['6474030505120003', '6474030606130004'];

describe('undo of people who moved since', () => {
  it('ends the family they left, keeps them in the family they went to, and names exactly them with the reason', async () => {
    const at = await office();
    const { batchId } = await take(at, smallDtsen());
    const from = await idOf(at, budi);
    // Budi's wife leaves for a card of her own.
    await at.call('family.split', { family: from.id, people: [from.people.SITI ?? ''], noKk: '6474030808150006', head: from.people.SITI ?? '', relationships: {}, reason: 'pecah KK' });
    const undone = await at.call('import.undo', { batch: batchId });
    expect(undone.undone).toEqual({ families: 2, people: 2 });
    expect(undone.kept.map(({ record, name }) => [record, name])).toEqual([[from.people.SITI, 'SITI']]);
    expect(undone.kept[0]?.why).toMatch(/^Diubah sesudah impor/);
    expect(await register(at)).toEqual([
      { noKk: aminah, status: 9, people: [['AMINAH', 9]] }, { noKk: budi, status: 9, people: [['BUDI', 9]] }, { noKk: '6474030808150006', status: 1, people: [['SITI', 1]] },
    ]);
  });

  it('keeps a family of the batch whole when somebody of it was changed, and names every record of it', async () => {
    const at = await office();
    const { batchId } = await take(at, smallDtsen());
    const family = await idOf(at, budi);
    await at.call('record.change', { entity: 'person', id: family.people.SITI ?? '', values: { phone: '0811000000' }, reason: 'uji' });
    const undone = await at.call('import.undo', { batch: batchId });
    expect(undone.undone).toEqual({ families: 1, people: 1 });
    expect(Object.fromEntries(undone.kept.map(({ record, why }) => [record, why.split(' ')[0]]))).toEqual({
      [family.id]: 'Satu', [family.people.BUDI ?? '']: 'Satu', [family.people.SITI ?? '']: 'Diubah',
    });
  });

  it('a person whom the batch itself moved goes back, and the family that it made for him ends', async () => {
    const at = await office();
    await take(at, smallDtsen());
    const before = await register(at);
    const preview = await opened(at, smallDtsen(({ families, people }) => {
      families.push([...(families[1] ?? []).slice(0, 9), '6474030707140005', 'SITI', 2, null, 30]);
      put(people, 3, 1, '6474030707140005');
    }));
    const { rows } = await at.call('import.rows', { staging: preview.staging, state: 'question', after: 0, limit: 10 });
    expect(rows.map(({ findings }) => findings[0]?.code)).toEqual(['PERSON_ELSEWHERE']);
    await at.call('import.answer', { staging: preview.staging, sheet: 'Anggota', row: 4, answer: 'same' });
    const { batchId } = await at.call('import.commit', { staging: preview.staging });
    expect((await register(at)).find(({ noKk }) => noKk === '6474030707140005')?.people).toEqual([['SITI', 1]]);
    const undone = await at.call('import.undo', { batch: batchId });
    expect(undone.kept).toEqual([]);
    expect((await register(at)).filter(({ status }) => status === 1)).toEqual(before);
  });
});

describe('undo of what was sent', () => {
  it('travels as a change: the receiver ends with the same register', async () => {
    const kelurahan = await office({ practice: true });
    const kecamatan = await office({ root: kelurahan.root, folder: 'kecamatan', code: '64.74.03', practice: true });
    const trust = async (from: TestApi, to: TestApi, name: string): Promise<void> => {
      const path = join(kelurahan.root, `${name}.tepatcard`);
      const { fingerprint } = await from.call('card.export', { path });
      await to.call('card.trust', { path, fingerprint });
    };
    await trust(kelurahan, kecamatan, 'kelurahan');
    await trust(kecamatan, kelurahan, 'kecamatan');
    const send = async () => {
      const folder = join(kelurahan.root, 'stik');
      mkdirSync(folder, { recursive: true });
      const { file } = await kelurahan.call('package.export', { to: ['64.74.03'], folder });
      const [received] = await kecamatan.call('package.receive', { paths: [file] });
      return received;
    };
    await take(kelurahan, smallDtsen());
    const { batchId } = await take(kelurahan, smallDtsen(({ families, people }) => {
      put(families, 1, 13, 50);
      families.push([...(families[1] ?? []).slice(0, 9), '6474030707140005', 'DEWI', 2, null, 30]);
      people.push(['6474034111800001', '6474030707140005', 'DEWI', '01-11-1980', 'Perempuan', 'Kepala keluarga', 'Kawin']);
    }));
    expect(await send()).toMatchObject({ outcome: 'accepted', conflicts: 0, quarantined: 0 });
    expect(await register(kecamatan)).toEqual(await register(kelurahan));
    expect(await register(kecamatan)).toHaveLength(3);

    const undone = await kelurahan.call('import.undo', { batch: batchId });
    expect([undone.undone, undone.kept]).toEqual([{ families: 2, people: 1 }, []]);
    expect(await send()).toMatchObject({ outcome: 'accepted', conflicts: 0, quarantined: 0 });
    const there = await register(kecamatan);
    expect(there).toEqual(await register(kelurahan));
    expect(there.find(({ noKk }) => noKk === '6474030707140005')).toEqual({ noKk: '6474030707140005', status: 9, people: [['DEWI', 9]] });
    const { id } = await idOf(kecamatan, aminah);
    expect((await kecamatan.call('family.forEdit', { id })).values.floorArea).toBe(45);
    expect((await kecamatan.call('record.history', { id })).length).toBeGreaterThan(0);
  });
});
