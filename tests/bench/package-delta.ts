import { join } from 'node:path';
import { ensureCard } from '../../db/handoff/card.ts';
import type { Session } from '../../db/handoff/session.ts';
import { refreshDerived } from '../../db/registry/refresh-derived.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { takeSnapshot } from '../../db/store/snapshot.ts';
import { handOver, timed } from './hand-over.ts';
import { gzippedLines } from './json-lines.ts';
import { keptPair } from './kept-pair.ts';
import type { Pair } from './kept-pair.ts';
import { median } from './measure.ts';
import type { Line } from './measure.ts';
import { peerExport, peerReceive } from './package-peer.ts';
import type { RowNumbers } from './package-peer.ts';

/** What one round came to, in ms and bytes. */
interface Round { readonly out: number; readonly in: number; readonly peerOut: number; readonly peerIn: number; readonly bytes: number; readonly lines: number }

/**
 * A report of so many changed rows out of registers of so many families: written and received beside a plain hand-off of
 * the same rows, which reads, serialises, compresses and seals them whole, and upserts them on the other side. Both
 * offices hold the whole register. Rounds take turns.
 */
async function deltaRounds(registers: readonly number[], changed: number, rounds: number): Promise<Measured[]> {
  const pairs: Pair[] = [];
  try {
    for (const families of registers) pairs.push(await keptPair(families));
    // The copies' snapshots are old: one an hour is taken before what is received, whatever that is.
    for (const { to } of pairs) takeSnapshot(to.office, to.secrets.databaseKey, 'receive');
    const measured = pairs.map(({ people }) => ({ people, rounds: [] as Round[] }));
    // In turn: a machine that is faster for a while is so for all of them.
    for (let round = 0; round < rounds; round += 1) {
      for (const [place, { from, to, folder }] of pairs.entries()) measured[place]?.rounds.push(await oneRound(from, to, changed, round, folder));
    }
    return measured;
  } finally {
    for (const pair of pairs) pair.dispose();
  }
}

async function oneRound(from: Session, to: Session, changed: number, round: number, folder: string): Promise<Round> {
  const tables = changeRows(from, changed, round);
  const card = await ensureCard(to);
  const plain = join(folder, 'peer.bin');
  const peerFirst = round % 2 === 1;
  let [peerOut, peerIn] = [0, 0];
  const peer = async (): Promise<void> => {
    peerOut = await timed(() => peerExport(from, tables, card.ageKey, plain));
  };
  if (peerFirst) await peer();
  const own = await handOver(from, to, folder);
  if (!peerFirst) await peer();
  // The rows are already as the peer brings them: both sides find every row and write it.
  peerIn = await timed(() => peerReceive(to, plain));
  const lines = gzippedLines(from.office, tables);
  return { ...own, peerOut, peerIn, lines };
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

/** So many times fewer families for the comparison of registers. */
const TENTH = 10;
/** So few changes that a register of a tenth takes no snapshot before them either: beyond a tenth of what is held one is due. */
const FEW = 5;
/** Few changes take a tenth of a second to write: the middle of so many rounds tells more than a hundredth. */
const FEW_ROUNDS = 11;

/** The figures of a report of changes; see {@link deltaRounds}. Then the same few changes in this register and in one of a tenth. */
export async function benchDelta(families: number, changed: number): Promise<Line[]> {
  const [{ people, rounds }] = (await deltaRounds([families], changed, 5)) as [Measured];
  const what = `${changed.toLocaleString('en')} changed rows of ${people.toLocaleString('en')} people`;
  const few = Math.round(changed / FEW);
  const [large, small] = (await deltaRounds([families, Math.round(families / TENTH)], few, FEW_ROUNDS)) as [Measured, Measured];
  const times = (of: (round: Round) => number): string => `${rounds.map((round) => (of(round) / 1000).toFixed(2)).join(', ')} s`;
  return [
    { name: 'report of changes written, signed, sealed and read back', value: middle(rounds, ({ out }) => out) / 1000, unit: 's', goal: { most: 0.5 }, note: `${what}; ${times(({ out }) => out)}` },
    { name: 'the same over reading, serialising, compressing and sealing the rows', value: middle(rounds, ({ out, peerOut }) => out / peerOut), unit: '×', goal: { most: 1.5 }, note: times(({ peerOut }) => peerOut) },
    { name: 'report of changes received', value: middle(rounds, (round) => round.in) / 1000, unit: 's', goal: { most: 1.5 }, note: `with its receipt; ${times((round) => round.in)}` },
    { name: 'the same over opening, parsing and raw upserts', value: middle(rounds, (round) => round.in / round.peerIn), unit: '×', goal: { most: 3 }, note: times(({ peerIn }) => peerIn) },
    { name: 'bytes of changed fields over gzipped JSON lines of whole rows', value: middle(rounds, ({ bytes, lines }) => bytes / lines), unit: '×', goal: { most: 0.25 }, note: `${middle(rounds, ({ bytes }) => bytes).toLocaleString('en')} bytes` },
    grown('written', large, small, few, ({ out }) => out, ({ peerOut }) => peerOut),
    grown('received', large, small, few, (round) => round.in, ({ peerIn }) => peerIn),
  ];
}

interface Measured { readonly people: number; readonly rounds: readonly Round[] }

function grown(what: string, large: Measured, small: Measured, changed: number, of: (round: Round) => number, peer: (round: Round) => number): Line {
  const [more, less] = [middle(large.rounds, of), middle(small.rounds, of)];
  const times = (what: (round: Round) => number): number => median(large.rounds.map((round, place) => what(round) / what(small.rounds[place] as Round)));
  return {
    name: `report of ${changed.toLocaleString('en')} changed rows ${what}: ten times the register over one`, value: times(of), unit: '×', goal: { most: 1.3 },
    note: `${less.toFixed(0)} ms of ${small.people.toLocaleString('en')} people, ${more.toFixed(0)} ms of ${large.people.toLocaleString('en')}; the plain hand-off beside it ${times(peer).toFixed(2)} times`,
  };
}

function middle(rounds: readonly Round[], of: (round: Round) => number): number {
  return median(rounds.map(of));
}
