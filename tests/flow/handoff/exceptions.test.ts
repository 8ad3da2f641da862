import { join } from 'node:path';
import { cpSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildPackage, outboxFile } from '../../../db/handoff/build-package.ts';
import { exportPackage } from '../../../db/handoff/export.ts';
import type { Block } from '../../../db/handoff/frames.ts';
import { neighbours, unsentChanges } from '../../../db/handoff/neighbours.ts';
import { emptyContents, openingOf, reportBlocks } from '../../../db/handoff/payload.ts';
import { rangesFor } from '../../../db/handoff/ranges.ts';
import { readLedger } from '../../../db/handoff/sqlite-ledger.ts';
import { listConflicts } from '../../../db/handoff/list-conflicts.ts';
import { heldReceipt } from '../../../db/handoff/receipt.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import type { ReceivedRow } from '../../../db/handoff/inbox.ts';
import { entities } from '../../../db/rules/entities.ts';
import { cardsOfCode } from '../../../db/handoff/trust.ts';
import { listSnapshots } from '../../../db/store/snapshot.ts';
import { officePaths } from '../../../db/store/office-folder.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { addFamilies, befriend, change, edit, holdings, makeWorld, numberOf } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const KEL = '64.74.03.1002';
const KEC = '64.74.03';

let world: World;
let kelurahan: TestOffice;
let kecamatan: TestOffice;

beforeEach(async () => {
  world = makeWorld();
  kelurahan = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  kecamatan = world.make(KEC, 'Bontang Barat', 'kecamatan');
  await befriend(world, kelurahan, kecamatan);
});
afterEach(() => world.end());

const shelf = (table: string): Record<string, unknown>[] => kecamatan.session.office.db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[];

/** Builds a report with the real machinery, but lets its blocks be changed on the way: what another version or a fault would send. */
async function sendAltered(alter: (block: Block) => Block, full = false): Promise<string> {
  const { office } = kelurahan.session;
  const receivers = cardsOfCode(office, KEC);
  const ledger = readLedger(office);
  const ranges = rangesFor(ledger, receivers.map((one) => one.card.officeId), full);
  const { opening, wire } = openingOf(ledger);
  const contents = emptyContents();
  function* blocks(): Generator<Block> {
    for (const block of reportBlocks(ledger, ranges, wire, contents)) yield alter(block);
  }
  const built = await buildPackage(kelurahan.session, { kind: 'LAPORAN', receivers, ranges, opening, blocks: blocks(), contents });
  return outboxFile(office, built.file);
}

/** The block with one column's value replaced in one row. */
function put(block: Block, file: string, column: string, row: number, value: unknown): Block {
  if (block.file !== file) return block;
  const kept = block.columns[column] ?? new Array<unknown>(block.rows).fill(null);
  return { ...block, columns: { ...block.columns, [column]: kept.map((one, place) => (place === row ? value : one)) } };
}

/** Takes a file at the kecamatan and brings the answer back. */
async function exchange(file: string): Promise<ReceivedRow> {
  const answers = world.stick();
  const [row] = await receivePackages(kecamatan.session, { paths: [file], receiptsFolder: answers });
  expect((await receivePackages(kelurahan.session, { paths: [answers] })).map((one) => one.outcome)).toEqual(['accepted']);
  return row as ReceivedRow;
}

describe('bad records', () => {
  it('69 good families and 1 bad: the bad one and what hangs on it wait in quarantine, the receipt names them, a full package heals', async () => {
    addFamilies(kelurahan, 70);
    const row = await exchange(await sendAltered((block) => put(block, 'made/1', '35', 3, 'seratus')));
    expect(row).toMatchObject({ outcome: 'accepted', applied: 345, quarantined: 5 });
    expect(shelf('quarantine').map((one) => one.reason).sort()).toEqual(['BAD_VALUE', 'DEPENDS', 'DEPENDS', 'DEPENDS', 'DEPENDS']);
    const content = heldReceipt(kelurahan.session.office, kecamatan.session.office.identity.officeId)?.content;
    expect(content?.exceptions).toHaveLength(5);
    expect(content?.packages[0]).toMatchObject({ sequence: 1, applied: 345, quarantined: 5, outcome: 'accepted' });
    expect(neighbours(kelurahan.session.office)[0]?.problems).toMatchObject([{ code: 'THEY_QUARANTINED', params: { count: 5 } }]);
    const full = await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick(), full: true });
    expect(await exchange(full.file)).toMatchObject({ outcome: 'accepted', applied: 5, unchanged: 345, quarantined: 0 });
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
    expect(neighbours(kelurahan.session.office)[0]?.problems).toEqual([]);
    expect(verifyOffice(kecamatan.session.office).auditOk).toBe(true);
  });

  it('lets a kelurahan write only inside the area it was trusted for', async () => {
    const families = addFamilies(kelurahan, 3);
    const row = await exchange(await sendAltered((block) => put(put(block, 'made/1', '1', 0, '64.74.03.1001'), 'made/1', '8', 1, '64.74.02.1001')));
    expect(row).toMatchObject({ outcome: 'accepted', applied: 5, quarantined: 10 });
    expect(shelf('quarantine').filter((one) => one.reason === 'OUTSIDE_AREA')).toHaveLength(2);
    expect(Object.keys(holdings(kecamatan, KEL).family ?? {})).toEqual([families[2]]);
  });

  it('lets a kelurahan hang nothing on the families of another', async () => {
    const neighbour = world.make('64.74.03.1003', 'Kanaan', 'kelurahan');
    await befriend(world, neighbour, kecamatan);
    const [theirs] = addFamilies(neighbour, 1);
    const report = await exportPackage(neighbour.session, { to: [KEC], folder: world.stick() });
    expect((await receivePackages(kecamatan.session, { paths: [report.file] }))[0]).toMatchObject({ outcome: 'accepted', quarantined: 0 });
    const before = holdings(kecamatan, neighbour.code);
    addFamilies(kelurahan, 1);
    const row = await exchange(await sendAltered((block) => put(put(block, 'made/2', '2', 0, theirs), `made/${entities.ranking.id}`, '2', 0, theirs)));
    expect(row).toMatchObject({ outcome: 'accepted', applied: 3, quarantined: 2 });
    expect(shelf('quarantine').map((one) => one.reason)).toEqual(['OUTSIDE_AREA', 'OUTSIDE_AREA']);
    expect(holdings(kecamatan, neighbour.code)).toEqual(before);
    expect(kecamatan.session.office.db.prepare('SELECT count(*) FROM person WHERE family = ?').pluck().get(theirs)).toBe(3);
  });

  it('refuses a payload with a change id outside its ranges, and nothing of it stays', async () => {
    addFamilies(kelurahan, 3);
    const file = await sendAltered((block) => put(block, 'made/2', 'counter', 2, 999_999));
    const before = verifyOffice(kecamatan.session.office).auditHead;
    const [row] = await receivePackages(kecamatan.session, { paths: [file] });
    expect(row).toMatchObject({ outcome: 'refused', code: 'PACKAGE_UNREADABLE' });
    expect(verifyOffice(kecamatan.session.office)).toMatchObject({ auditHead: before, auditOk: true });
    expect(kecamatan.session.office.db.prepare('SELECT count(*) FROM family').pluck().get()).toBe(0);
  });
});

describe('a newer schema', () => {
  it('applies what is known and parks unknown fields, entities and files with their ids', async () => {
    const [family] = addFamilies(kelurahan, 2) as [string];
    change(kelurahan, 'family', family, { rt: '010' });
    const file = await sendAltered((block) => {
      if (block.file === 'made/4') return { ...block, file: 'made/77' };
      return put(put(block, 'made/1', '901', 1, 'fakta baru'), 'change/1', 'field', 0, 902);
    });
    const row = await exchange(file);
    expect(row).toMatchObject({ outcome: 'accepted', applied: 8, quarantined: 0 });
    const parked = shelf('parked').map((one) => [one.entity, one.field]);
    expect(parked).toHaveLength(4);
    expect(parked).toEqual(expect.arrayContaining([[1, 901], [1, 902], [77, 0]]));
    const exceptions = heldReceipt(kelurahan.session.office, kecamatan.session.office.identity.officeId)?.content.exceptions ?? [];
    expect(exceptions.map((one) => one.kind)).toEqual(['parked', 'parked', 'parked', 'parked']);
  });
});

describe('after an update that knows what was parked', () => {
  it('applies records, fields and later changes with the ids they came with, and goes on without a conflict', async () => {
    const [family] = addFamilies(kelurahan, 2) as [string];
    change(kelurahan, 'family', family, { rt: '010' });
    edit(kelurahan, (log) => log.update('family', numberOf(kelurahan, 'family', family), { notes: 'catatan' }));
    const made = edit(kelurahan, (log) => log.create('family', { owner: KEL, region: KEL, landmark: 'dekat pasar' }));
    const file = await sendAltered((block) => {
      if (block.file === 'made/4') return { ...block, file: 'made/77' };
      if (block.file === 'made/1') return { ...block, columns: Object.fromEntries(Object.entries(block.columns).map(([key, column]) => [key === '18' ? '901' : key, column])) };
      return put(block, 'change/1', 'field', 0, 902);
    });
    await exchange(file);
    expect(shelf('parked')).toHaveLength(4);
    // What an update of the entities would do: the numbers are known now.
    kecamatan.session.office.db.exec('UPDATE parked SET entity = 4 WHERE entity = 77; UPDATE parked SET field = 18 WHERE field = 901; UPDATE parked SET field = 5 WHERE field = 902');
    await receivePackages(kecamatan.session, { paths: [] });
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
    expect(shelf('parked').every((one) => one.appliedAt !== null)).toBe(true);
    expect(verifyOffice(kecamatan.session.office)).toMatchObject({ auditOk: true, problems: [] });
    change(kelurahan, 'family', made.uid, { landmark: 'dekat balai' });
    change(kelurahan, 'family', family, { rt: '011' });
    expect(await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file)).toMatchObject({ applied: 2, conflicts: 0 });
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
  });
});

describe('changes on both sides', () => {
  it('keeps both values of a field that was changed here too, and takes its neighbours in peace', async () => {
    const [family] = addFamilies(kelurahan, 1) as [string];
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    change(kecamatan, 'family', family, { landmark: 'dekat masjid' });
    change(kelurahan, 'family', family, { landmark: 'dekat pasar', notes: 'catatan' });
    const row = await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    expect(row).toMatchObject({ outcome: 'accepted', applied: 1, conflicts: 1 });
    const held = holdings(kecamatan, KEL).family?.[family];
    expect(held).toMatchObject({ landmark: 'dekat masjid', notes: 'catatan' });
    const aside = kecamatan.session.office.db.prepare('SELECT new FROM change WHERE taken = 0 AND record = ?').pluck().all(numberOf(kecamatan, 'family', family));
    expect(aside).toEqual(['"dekat pasar"']);
    const exception = heldReceipt(kelurahan.session.office, kecamatan.session.office.identity.officeId)?.content.exceptions[0];
    expect(exception).toMatchObject({ kind: 'conflict', record: family, value: 'dekat masjid' });
    expect(verifyOffice(kecamatan.session.office).auditOk).toBe(true);
  });
});

describe('a restored sender', () => {
  const copyOf = (): string => join(world.root, 'cadangan');
  const backUp = (): void => {
    kelurahan.close();
    cpSync(kelurahan.dir, copyOf(), { recursive: true });
    kelurahan.reopen();
  };
  const restore = (): void => {
    kelurahan.close();
    rmSync(kelurahan.dir, { recursive: true });
    cpSync(copyOf(), kelurahan.dir, { recursive: true });
    kelurahan.reopen();
  };

  it('goes on in a new epoch when nothing that was handed over was lost', async () => {
    const [family] = addFamilies(kelurahan, 2) as [string];
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    backUp();
    change(kelurahan, 'family', family, { rt: '005' });
    restore();
    change(kelurahan, 'family', family, { rt: '006' });
    const sent = await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() });
    expect(sent).toMatchObject({ epoch: 2, sequence: 1, changes: 1 });
    expect(await exchange(sent.file)).toMatchObject({ outcome: 'accepted', applied: 1, conflicts: 0 });
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
  });

  it('is parked with the order to rebase when it lost what the receiver holds', async () => {
    const [family] = addFamilies(kelurahan, 2) as [string];
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    backUp();
    change(kelurahan, 'family', family, { rt: '005' });
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    restore();
    change(kelurahan, 'family', family, { rt: '006' });
    const before = holdings(kecamatan, KEL);
    const row = await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    expect(row).toMatchObject({ outcome: 'parked', code: 'REBASE_NEEDED', applied: 0 });
    expect(row.missing).toHaveLength(1);
    expect(holdings(kecamatan, KEL)).toEqual(before);
  });

  const problemsOf = (one: TestOffice): string[] => neighbours(one.session.office).flatMap(({ problems }) => problems.map(({ code }) => code));

  /** The kecamatan gives back what it holds, and the kelurahan sends again. */
  const rebase = async (between?: () => void): Promise<ReceivedRow> => {
    const back = await exportPackage(kecamatan.session, { to: [KEL], folder: world.stick() });
    const [row] = await receivePackages(kelurahan.session, { paths: [back.file] });
    expect(row).toMatchObject({ outcome: 'accepted', quarantined: 0 });
    between?.();
    return exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
  };

  it('has its acknowledged work back from the receiver, and both end alike', async () => {
    const [family] = addFamilies(kelurahan, 2) as [string];
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    backUp();
    change(kelurahan, 'family', family, { rt: '005' });
    const [later] = addFamilies(kelurahan, 1) as [string];
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    restore();
    change(kelurahan, 'family', family, { notes: 'sesudah pemulihan' });
    const waits = await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    expect(waits).toMatchObject({ outcome: 'parked', code: 'REBASE_NEEDED' });
    // Both are told what brings it back: a report from there, not a fuller one from here.
    expect(problemsOf(kecamatan)).toEqual(['REBASE_NEEDED']);
    expect(problemsOf(kelurahan)).toEqual(['THEY_HOLD_LOST']);
    // Once it is back it is not to be fetched again; what the receiver acknowledged is not called unsent, though the backup knows of no package with it.
    expect(await rebase(() => expect([problemsOf(kelurahan), unsentChanges(kelurahan.session.office)]).toEqual([['THEY_AWAIT_REPORT'], 0]))).toMatchObject({ outcome: 'accepted', applied: 1, conflicts: 0 });
    expect([problemsOf(kelurahan), problemsOf(kecamatan)]).toEqual([[], []]);
    expect(holdings(kelurahan, KEL).family?.[family]).toMatchObject({ rt: '005', notes: 'sesudah pemulihan' });
    expect(holdings(kelurahan, KEL).family?.[later]).toBeDefined();
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
    expect(shelf('packageIn').filter((one) => one.outcome === 'parked')).toEqual([]);
    for (const one of [kelurahan, kecamatan]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
  });

  it('tells every office that waits for what one of them gave back that another report says so', async () => {
    const kota = world.make('64.74', 'Kota Bontang', 'kota');
    await befriend(world, kelurahan, kota);
    const [family] = addFamilies(kelurahan, 1) as [string];
    const tell = async (...receivers: TestOffice[]): Promise<string[]> => {
      const { file } = await exportPackage(kelurahan.session, { to: receivers.map(({ code }) => code), folder: world.stick() });
      const outcomes: string[] = [];
      for (const one of receivers) {
        const answers = world.stick();
        outcomes.push((await receivePackages(one.session, { paths: [file], receiptsFolder: answers }))[0]?.outcome ?? '');
        await receivePackages(kelurahan.session, { paths: [answers] });
      }
      return outcomes;
    };
    const problemsAt = () => [kecamatan, kota].map(({ code }) => neighbours(kelurahan.session.office).find((one) => one.code === code)?.problems.map((one) => one.code));
    await tell(kecamatan, kota);
    backUp();
    change(kelurahan, 'family', family, { rt: '005' });
    await tell(kecamatan, kota);
    restore();
    change(kelurahan, 'family', family, { notes: 'sesudah pemulihan' });
    expect(await tell(kecamatan, kota)).toEqual(['parked', 'parked']);
    const back = await exportPackage(kecamatan.session, { to: [KEL], folder: world.stick() });
    await receivePackages(kelurahan.session, { paths: [back.file] });
    expect(problemsAt()).toEqual([['THEY_AWAIT_REPORT'], ['THEY_AWAIT_REPORT']]);
    await tell(kecamatan);
    expect(problemsAt()).toEqual([[], ['THEY_AWAIT_REPORT']]);
    expect([await tell(kota), problemsAt()]).toEqual([['accepted'], [[], []]]);
    expect(holdings(kota, KEL)).toEqual(holdings(kelurahan, KEL));
  });

  it('has the work of both lives back when one backup was restored twice, and differing edits go to a person', async () => {
    const [family] = addFamilies(kelurahan, 2) as [string];
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    backUp();
    change(kelurahan, 'family', family, { landmark: 'kehidupan pertama' });
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    restore();
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    await rebase();
    change(kelurahan, 'family', family, { notes: 'kehidupan kedua' });
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    restore();
    change(kelurahan, 'family', family, { landmark: 'kehidupan ketiga' });
    const row = await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    expect(row).toMatchObject({ outcome: 'parked', code: 'REBASE_NEEDED' });
    expect(row.missing).toHaveLength(2);
    expect(await rebase()).toMatchObject({ outcome: 'accepted', conflicts: 1 });
    expect(holdings(kelurahan, KEL).family?.[family]).toMatchObject({ landmark: 'kehidupan ketiga', notes: 'kehidupan kedua' });
    expect(holdings(kecamatan, KEL).family?.[family]).toMatchObject({ landmark: 'kehidupan pertama', notes: 'kehidupan kedua' });
    for (const one of [kelurahan, kecamatan]) {
      expect(listConflicts(one.session.office, 'id', (code) => code)).toHaveLength(1);
      expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
    }
  });

  it('goes on in a new epoch when the backup lacks nothing but what was sent since: no number is used twice', async () => {
    addFamilies(kelurahan, 1);
    backUp();
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    restore();
    expect(await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file)).toMatchObject({ outcome: 'accepted', conflicts: 0 });
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
  });

  it('is given nothing of another office, and nothing of its present epoch', async () => {
    addFamilies(kelurahan, 1);
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    const back = await exportPackage(kecamatan.session, { to: [KEL], folder: world.stick() });
    expect(back.changes).toBe(0);
  });
});

describe('safety around a receive', () => {
  it('takes one snapshot before the first package, none before the next small one', async () => {
    const [family] = addFamilies(kelurahan, 2) as [string];
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    change(kelurahan, 'family', family, { rt: '005' });
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    expect(listSnapshots(officePaths(kecamatan.dir).snapshots).map((one) => one.why)).toEqual(['receive']);
  });

  it('can be stopped: cancelling leaves no package and no change', async () => {
    addFamilies(kelurahan, 3);
    await expect(exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() }, { cancelled: () => true })).rejects.toThrow('CANCELLED');
    const sent = await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() });
    expect(sent.sequence).toBe(1);
    let asked = 0;
    await expect(receivePackages(kecamatan.session, { paths: [sent.file] }, { cancelled: () => (asked += 1) > 4 })).rejects.toThrow('CANCELLED');
    expect(kecamatan.session.office.db.prepare('SELECT count(*) FROM family').pluck().get()).toBe(0);
    expect((await receivePackages(kecamatan.session, { paths: [sent.file] }))[0]?.outcome).toBe('accepted');
  });

  it('voids what an undone import made, and says so to the receiver', async () => {
    const [family] = addFamilies(kelurahan, 1) as [string];
    const made = edit(kelurahan, (log) => log.create('ranking', { owner: KEL, family, source: 1, scope: 1, measure: 1, value: 3, date: '2026-06-30' }));
    await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file);
    change(kelurahan, 'ranking', made.uid, { voided: 1 });
    expect(await exchange((await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file)).toMatchObject({ applied: 1 });
    expect(holdings(kecamatan, KEL).ranking?.[made.uid]?.voided).toBe(1);
  });
});
