import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { uuidv7 } from 'uuidv7';
import { approveReport, reviewReport } from '../../db/handoff/approval.ts';
import { ensureCard } from '../../db/handoff/card.ts';
import { exportPackage } from '../../db/handoff/export.ts';
import { receivePackages } from '../../db/handoff/receive.ts';
import type { ReceivedRow } from '../../db/handoff/inbox.ts';
import type { Session } from '../../db/handoff/session.ts';
import { seedProgrammes } from '../../db/registry/programmes.ts';
import { refreshDerived } from '../../db/registry/refresh-derived.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { createOffice } from '../../db/store/create-office.ts';
import { benchOffice } from './bench-office.ts';
import { median } from './measure.ts';
import type { Line } from './measure.ts';
import { peerExport, peerReceive } from './package-peer.ts';
import type { RowNumbers } from './package-peer.ts';
import { fillOffice } from './sample-families.ts';
import { trustBoth } from './trust-both.ts';

const ABOVE = '64.74.03';
/** What one round came to, in ms and bytes. */
interface Round { readonly out: number; readonly in: number; readonly peerOut: number; readonly peerIn: number; readonly bytes: number; readonly whole: number; readonly lines: number }

/**
 * A report of so many changed rows out of a register of so many families: written and received beside a plain hand-off of
 * the same rows, which reads, serialises, compresses and seals them whole, and upserts them on the other side. Both
 * offices hold the whole register. Rounds take turns.
 */
export async function deltaRounds(families: number, changed: number, rounds: number): Promise<{ people: number; rounds: Round[] }> {
  const sender = benchOffice();
  const people = fillOffice(sender, families, 'package');
  const dir = join(sender.profileDir, 'offices', ABOVE);
  mkdirSync(dir, { recursive: true });
  const { office: above } = createOffice({
    dir, profileDir: sender.profileDir, identity: { code: ABOVE, name: 'Bontang Barat', level: 'kecamatan', practice: true }, user: { name: 'bench', displayName: 'Bench' },
    passphrase: 'kata sandi ukur', newId: uuidv7, now: () => new Date(), kdfCost: 12,
  });
  const from: Session = { office: sender.writer, secrets: sender.office.secrets, user: sender.user };
  const to: Session = { office: above.writer, secrets: above.secrets, user: { uid: above.userId, name: 'bench' } };
  const stick = join(sender.profileDir, 'stick');
  const answers = join(sender.profileDir, 'answers');
  try {
    seedProgrammes(to.office, { user: to.user, kind: 'system' });
    await trustBoth(from, to, sender.profileDir);
    await handOver(from, to, stick, answers);
    const measured: Round[] = [];
    for (let round = 0; round < rounds; round += 1) measured.push(await oneRound(from, to, changed, round, stick, answers));
    return { people, rounds: measured };
  } finally {
    above.close();
    sender.dispose();
  }
}

async function oneRound(from: Session, to: Session, changed: number, round: number, stick: string, answers: string): Promise<Round> {
  const tables = changeRows(from, changed, round);
  const card = await ensureCard(to);
  const plain = join(stick, '..', 'peer.bin');
  const peerFirst = round % 2 === 1;
  let [peerOut, peerIn] = [0, 0];
  const peer = async (): Promise<void> => {
    peerOut = await timed(() => peerExport(from, tables, card.ageKey, plain));
  };
  if (peerFirst) await peer();
  const own = await handOver(from, to, stick, answers);
  if (!peerFirst) await peer();
  // The rows are already as the peer brings them: both sides find every row and write it.
  peerIn = await timed(() => peerReceive(to, plain));
  const lines = gzipSync(wholeRows(from, tables), { level: 6 }).length;
  return { ...own, peerOut, peerIn, whole: 0, lines };
}

/** Exports, receives, and brings the receipt back; answers the times of both and the bytes. Throws where not all was taken. */
async function handOver(from: Session, to: Session, stick: string, answers: string): Promise<{ out: number; in: number; bytes: number }> {
  for (const folder of [stick, answers]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  }
  approve(from, to.office.identity.code);
  let bytes = 0;
  let row: ReceivedRow | undefined;
  const out = await timed(async () => ({ bytes } = await exportPackage(from, { to: [to.office.identity.code], folder: stick })));
  const taken = await timed(async () => ([row] = await receivePackages(to, { paths: [stick], receiptsFolder: answers })));
  if (row?.outcome !== 'accepted' || row.conflicts + row.quarantined > 0) throw new Error(`The package was not taken whole: ${JSON.stringify(row)}`);
  await receivePackages(from, { paths: [answers] });
  return { out, in: taken, bytes };
}

/** A full report carries decisions about recipients: a pengesah has seen the list before. */
function approve({ office, user }: Session, to: string): void {
  const { state, digest } = reviewReport(office, [to], false, 0);
  if (state === 'needed' || state === 'stale') approveReport(office, user, 'Bench', [to], false, digest);
}

/** Changes two fields of half as many families and two of half as many people, spread over the register; answers which. */
function changeRows({ office, user }: Session, changed: number, round: number): RowNumbers {
  const pick = (table: string): number[] => {
    const all = office.db.prepare(`SELECT id FROM "${table}" ORDER BY id`).pluck().all() as number[];
    const step = Math.max(1, Math.floor(all.length / (changed / 2)));
    return all.filter((_, place) => place % step === round % step).slice(0, changed / 2);
  };
  const tables = { family: pick('family'), person: pick('person') };
  writeChanges(office, { user, kind: 'edit' }, (log) => {
    tables.family.forEach((id, place) => log.update('family', id, { surveyDate: `2025-${String(1 + (round % 12)).padStart(2, '0')}-${String(1 + (place % 28)).padStart(2, '0')}`, kkCode: 1 + ((place + round) % 3) }));
    tables.person.forEach((id, place) => log.update('person', id, { occupationKk: 1 + ((place + round) % 8), educationKk: 1 + ((place + round) % 5) }));
    refreshDerived(office, tables.family);
  });
  return tables;
}

function wholeRows({ office }: Session, tables: RowNumbers): string {
  return Object.entries(tables).map(([table, numbers]) => (office.db.prepare(`SELECT * FROM "${table}" WHERE id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(numbers)) as object[])
    .map((row) => JSON.stringify(row)).join('\n')).join('\n');
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The figures of a report of changes; see {@link deltaRounds}. */
export async function benchDelta(families: number, changed: number): Promise<Line[]> {
  const { people, rounds } = await deltaRounds(families, changed, 3);
  const of = (pick: (round: Round) => number): number => median(rounds.map(pick));
  const what = `${changed.toLocaleString('en')} changed rows of ${people.toLocaleString('en')} people`;
  return [
    { name: 'report of changes written, signed, sealed and read back', value: of((round) => round.out) / 1000, unit: 's', goal: { most: 0.5 }, note: what },
    { name: 'the same over reading, serialising, compressing and sealing the rows', value: of((round) => round.out / round.peerOut), unit: '×', goal: { most: 1.5 } },
    { name: 'report of changes received', value: of((round) => round.in) / 1000, unit: 's', goal: { most: 1.5 }, note: 'with its receipt' },
    { name: 'the same over opening, parsing and raw upserts', value: of((round) => round.in / round.peerIn), unit: '×', goal: { most: 3 } },
    { name: 'bytes of changed fields over gzipped JSON lines of whole rows', value: of((round) => round.bytes / round.lines), unit: '×', goal: { most: 0.25 } },
  ];
}
