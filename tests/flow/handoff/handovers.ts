import { receivePackages } from '../../../db/handoff/receive.ts';
import type { ReceivedRow } from '../../../db/handoff/inbox.ts';
import { listQuarantine } from '../../../db/handoff/list-quarantine.ts';
import { exportKind } from '../../../db/handoff/send-kind.ts';
import { listTransfers } from '../../../db/handoff/transfer/list-transfers.ts';
import type { TransferView } from '../../../db/handoff/transfer/list-transfers.ts';
import { acceptTransfer } from '../../../db/handoff/transfer/transfer.ts';
import { pairKind } from '../../../db/registry/duplicates/pair.ts';
import { arrive } from '../../../db/registry/moves.ts';
import { isFailure } from '../../../db/rules/failure.ts';
import { recordsWhere } from '../../../db/store/records.ts';
import { handOver, valueAt } from './exchange.ts';
import type { TestOffice, World } from './offices.ts';

/** Carries a PINDAH from one office to another. */
export async function bringPapers(world: World, from: TestOffice, to: TestOffice): Promise<ReceivedRow | undefined> {
  const made = await exportKind(from.session, 'PINDAH', { to: [to.code], folder: world.stick() });
  return (await receivePackages(to.session, { paths: [made.file] }))[0];
}

/** An office accepts everything that is offered to it. */
export async function acceptOffers(one: TestOffice): Promise<void> {
  for (const { id } of listTransfers(one.session.office, { direction: 'in', open: true })) await acceptTransfer(one.session, id);
}

/** The PCs of an old owner, the new one and the office above hand to each other until all have heard; what became of the papers. */
export async function settleHandover(world: World, pcs: readonly TestOffice[], owner: TestOffice, above: TestOffice): Promise<(ReceivedRow | undefined)[]> {
  const papers: (ReceivedRow | undefined)[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (const one of pcs) for (const [from, to] of [[owner, one], [one, owner]] as const) papers.push(await bringPapers(world, from, to));
    await acceptOffers(owner);
    for (const from of pcs) for (const to of [...pcs.filter((one) => one !== from), above]) await handOver(world, from, to);
    await handOver(world, owner, above);
  }
  return papers;
}

/** The transfers of a family as an office knows them. */
export function transfersOf(one: TestOffice, family: string): TransferView[] {
  return listTransfers(one.session.office, { direction: 'all', open: false }).filter((transfer) => transfer.family === family);
}

/** Whose a family is at an office, and whose its people and rankings are. */
export function ownersOf(one: TestOffice, family: string): unknown[] {
  const { office } = one.session;
  return [
    valueAt(one, 'family', family, 'owner'), ...new Set(recordsWhere(office, 'person', 'family', family).map((person) => person.values.owner)),
    ...new Set(recordsWhere(office, 'ranking', 'family', family).map((ranking) => ranking.values.owner)),
  ];
}

/** How much of a record waits in quarantine. */
export function waitingOf(one: TestOffice, record: string): number {
  return listQuarantine(one.session.office, 'id', (code) => code).filter((row) => row.record === record).length;
}

/** Everybody in a family, by their ids. */
export function membersOf(one: TestOffice, family: string): string[] {
  return recordsWhere(one.session.office, 'person', 'family', family).map(({ uid }) => uid).sort();
}

/** An office is asked whether two families, or people, are one; returns the question. */
export function askPair(one: TestOffice, left: string, right: string, kind: keyof typeof pairKind = 'family'): string {
  const { office } = one.session;
  const id = office.newId();
  office.db.prepare(`INSERT INTO duplicateFound (id, kind, "left", "right", score, sure, agreements, at) VALUES (?,?,?,?,80,1,'[]','2026-11-22')`).run(id, pairKind[kind], ...[left, right].sort());
  return id;
}

/** Somebody comes from one family into another; what the checks ask of made-up people is answered. */
export function moveInto(one: TestOffice, person: string, family: string): void {
  const { session } = one;
  const move = (codes: readonly string[]): unknown => arrive(session.office, { user: session.user, scope: '' }, {
    family, person, date: '2026-11-21', acknowledged: codes.map((code) => ({ code, reason: 'sudah ditanyakan' })), reason: 'kartunya sudah dilihat',
  });
  try {
    move([]);
  } catch (error) {
    move(isFailure(error) ? String(error.params.codes).split(', ') : []);
  }
}
