import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inbox } from '../../../db/handoff/inbox.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { startTransfer } from '../../../db/handoff/transfer/transfer.ts';
import { sayAlso, saysCode, wordText } from '../../../db/handoff/word.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { sendApproved } from '../../helpers/send-approved.ts';
import { handOver } from './exchange.ts';
import { acceptOffers, bringPapers, membersOf, moveInto } from './handovers.ts';
import { addFamilies, befriend, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

/** A kelurahan with two PCs, and another one. */
let world: World;
let a: TestOffice;
let a2: TestOffice;
let b: TestOffice;
let going: string;
let people: string[];

beforeAll(async () => {
  world = makeWorld();
  a = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  b = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
  addFamilies(a, 1);
  a2 = world.clone(a);
  for (const [one, other] of [[a, b], [a, a2], [a2, b]] as const) await befriend(world, one, other);
}, 60_000);
afterAll(() => world.end());

/** What the second PC moved out of a family is to be taken back as soon as it hears that the family is another office's. */
beforeEach(async () => {
  const [stays = '', offered = ''] = addFamilies(a, 2).sort();
  going = offered;
  refreshDerived(a.session.office, 'all');
  people = membersOf(a, going);
  await handOver(world, a, a2);
  await startTransfer(a.session, '', { family: going, to: b.code, toName: 'Kanaan', reason: 'pindah alamat' });
  await bringPapers(world, a, b);
  moveInto(a2, people[2] ?? '', stays);
  await acceptOffers(b);
  await bringPapers(world, b, a);
});

/** Lets what is written in the office's own name about transfers fail. */
function spoil(one: TestOffice): () => void {
  const { db } = one.session.office;
  db.exec("CREATE TEMP TRIGGER spoilt BEFORE INSERT ON main.tx WHEN NEW.kind = 'transfer' BEGIN SELECT RAISE(ABORT, 'rusak untuk uji'); END");
  return () => void db.exec('DROP TRIGGER temp.spoilt');
}

const saidOf = (one: TestOffice, sha256: string | null) => inbox(one.session.office).find((row) => row.sha256 === sha256);

describe('what follows from a package that was taken', () => {
  it('is said with the package when it fails, never as a refusal, and is done by the next run', async () => {
    const mend = spoil(a2);
    const faults: string[] = [];
    const { file } = await sendApproved(a.session, { to: [a.code], folder: world.stick() });
    const [row] = await receivePackages(a2.session, { paths: [file] }, { fault: (what) => faults.push(what) });
    expect(row).toMatchObject({ outcome: 'accepted', code: 'FOLLOW_UP_WAITS', params: { from: 'Gunung Telihan', detail: 'rusak untuk uji' } });
    expect(faults).toEqual(['package.followUp']);
    expect(saidOf(a2, row?.sha256 ?? '')).toMatchObject({ outcome: 'accepted', code: 'FOLLOW_UP_WAITS', message: row?.message });
    expect(membersOf(a2, going)).not.toEqual(people);
    mend();

    const [again] = await receivePackages(a2.session, { paths: [file] });
    expect(again?.outcome).toBe('duplicate');
    expect(membersOf(a2, going)).toEqual(people);
    expect(saidOf(a2, row?.sha256 ?? '')).toMatchObject({ code: 'TRANSFER_TAKEN_BACK', params: { to: 'Kanaan' } });
    expect(verifyOffice(a2.session.office)).toMatchObject({ auditOk: true, problems: [] });
  });

  it('that failed twice is owed until it is done, and lets other packages in', async () => {
    const mend = spoil(a2);
    const { file } = await sendApproved(a.session, { to: [a.code], folder: world.stick() });
    await receivePackages(a2.session, { paths: [file] });
    const next = addFamilies(a, 1)[0] ?? '';
    refreshDerived(a.session.office, 'all');
    const { file: second } = await sendApproved(a.session, { to: [a.code], folder: world.stick() });
    const [row] = await receivePackages(a2.session, { paths: [second] });
    expect(row).toMatchObject({ outcome: 'accepted', code: 'FOLLOW_UP_WAITS' });
    expect(membersOf(a2, next)).toHaveLength(membersOf(a, next).length);
    expect(inbox(a2.session.office).filter((one) => one.code === 'FOLLOW_UP_WAITS').map((one) => one.sha256)).toEqual([row?.sha256]);
    mend();
    await receivePackages(a2.session, { paths: [] });
    expect(membersOf(a2, going)).toEqual(people);
    expect(inbox(a2.session.office).filter((one) => one.code === 'FOLLOW_UP_WAITS')).toEqual([]);
  });
});

it('a second word is said after the first, with what each names', () => {
  const first = { code: 'HANDED_BACK', params: { file: 'a.tepat', from: 'Kota Bontang', families: 3, people: 9 }, missing: [] };
  const both = sayAlso(first, { code: 'TRANSFER_TAKEN_BACK', params: { count: 2, to: 'Kanaan' }, missing: [] });
  expect(both.code).toBe('HANDED_BACK');
  expect(sayAlso(both, { code: 'TRANSFER_TAKEN_BACK', params: { count: 1, to: 'Satimpo' }, missing: [] }).params).toMatchObject({ count: 1, also: 'TRANSFER_TAKEN_BACK' });
  const three = sayAlso(both, { code: 'FOLLOW_UP_WAITS', params: { detail: 'x' }, missing: [] });
  expect([three.params.also, saysCode(three, 'FOLLOW_UP_WAITS'), saysCode(first, 'FOLLOW_UP_WAITS')]).toEqual(['TRANSFER_TAKEN_BACK FOLLOW_UP_WAITS', true, false]);
  const text = wordText(both.code, both.params);
  expect(text.startsWith(wordText(first.code, first.params))).toBe(true);
  expect(text).toContain('2 data sebuah keluarga yang sudah diserahkan kepada Kanaan');
});
