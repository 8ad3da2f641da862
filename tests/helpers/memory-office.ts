import { createHash } from 'node:crypto';
import { applyReport } from '../../db/handoff/apply.ts';
import { boundsOf } from '../../db/handoff/bounds-of.ts';
import { chosenValues, decidedSeen } from '../../db/handoff/decide-conflict.ts';
import type { Block } from '../../db/handoff/frames.ts';
import { isForeignRange, judgeReport, noteAsked } from '../../db/handoff/judge.ts';
import { emptyContents, openingOf, reportBlocks } from '../../db/handoff/payload.ts';
import type { Opening } from '../../db/handoff/payload.ts';
import { positionsOf, takePositions } from '../../db/handoff/positions.ts';
import type { Position } from '../../db/handoff/positions.ts';
import { headAt, rangesFor, rangesToReturn } from '../../db/handoff/ranges.ts';
import { applyWaiting, retryWaiting } from '../../db/handoff/retry-quarantine.ts';
import { settleNoted } from '../../db/handoff/settle-notes.ts';
import { fieldOfId } from '../../db/rules/entities.ts';
import { isInside } from '../../db/rules/region-code.ts';
import { groupOf } from '../../db/rules/entities.ts';
import { coversSide, idsOf } from '../../db/store/group-line.ts';
import { emptyState, forgetHeads, memoryLedger } from './memory-ledger.ts';
import type { MemoryLedger, MemoryState } from './memory-ledger.ts';

interface Mark { readonly epoch: number; readonly counter: number; readonly tx: number }

/** A PC of an office whose register lies in memory: its folder is the state, its profile the mark. */
export interface MemoryPc {
  ledger: MemoryLedger;
  mark: Mark;
  readonly name: string;
}

/** A package as it travels between memories: what the header says, and the blocks of the payload as they would be read. */
export interface MemoryPackage {
  readonly kind: 'LAPORAN' | 'TANDA_TERIMA';
  readonly sha256: string;
  readonly to: readonly string[];
  readonly header: Parameters<typeof applyReport>[2]['header'] & { readonly origin: { readonly officeId: string } };
  readonly opening: Opening;
  readonly blocks: readonly Block[];
  readonly positions: readonly Position[];
  /** Set on a copy that suffered: its bytes, and the hash that was signed and they no longer give. */
  readonly signed?: string;
  readonly bytes?: string;
}

let serial = 0;
/** Begins the names of devices, nonces and files anew, so that a history is the same whatever was played before it. */
export function forgetNames(): void {
  serial = 0;
  forgetHeads();
}
const unique = (what: string): string => `${what}${(serial += 1)}`;
const AT = '2026-11-22';

export function makePc(code: string, name: string): MemoryPc {
  const state = emptyState({ officeId: `office ${code}`, code, deviceUid: unique('device ') }, unique('nonce '));
  return { ledger: memoryLedger(state), mark: { epoch: 1, counter: 0, tx: 0 }, name };
}

/** A copy of a PC's folder on another PC: a new device, as opening it there makes it. */
export function clonePc(one: MemoryPc, name: string): MemoryPc {
  const state = structuredClone(one.ledger.state);
  const uid = unique('device ');
  state.devices.push({ no: state.devices.length + 1, uid, office: state.self.code, name: state.self.code });
  state.self = { ...state.self, deviceUid: uid };
  state.author = { device: state.devices.length, epoch: 1, counter: 0, tx: state.author.tx };
  state.epochs.push({ device: state.author.device, epoch: 1, counter: 0, nonce: unique('nonce '), base: null });
  return { ledger: memoryLedger(state), mark: { epoch: 1, counter: 0, tx: state.author.tx }, name };
}

export function trust(at: MemoryPc, other: MemoryPc): void {
  const { deviceUid, officeId, code } = other.ledger.self;
  at.ledger.state.cards.push({ deviceUid, officeId, code, area: code });
}

/** Puts an older folder in the place of a PC's; the profile notices, and a new epoch begins. */
export function restorePc(one: MemoryPc, backup: MemoryState): void {
  const state = structuredClone(backup);
  one.ledger = memoryLedger(state);
  const { author } = state;
  const { mark } = one;
  if (mark.epoch < author.epoch || (mark.epoch === author.epoch && mark.counter <= author.counter && mark.tx <= author.tx)) return;
  const base = { number: author.epoch, counter: author.counter };
  Object.assign(author, { epoch: Math.max(author.epoch, mark.epoch) + 1, counter: 0 });
  state.epochs.push({ device: author.device, epoch: author.epoch, counter: 0, nonce: unique('nonce '), base });
  moveMark(one);
}

export function moveMark(one: MemoryPc): void {
  const { epoch, counter, tx } = one.ledger.state.author;
  one.mark = { epoch, counter, tx };
}

function write<T>(one: MemoryPc, kind: string, work: () => T): T {
  const done = one.ledger.write(kind, work);
  moveMark(one);
  return done;
}

export function edit(one: MemoryPc, work: (ledger: MemoryLedger) => void): void {
  write(one, 'edit', () => work(one.ledger));
}

export function exportTo(one: MemoryPc, receivers: readonly MemoryPc[], full = false): MemoryPackage {
  const { ledger } = one;
  const { self } = ledger;
  const devices = [...new Set(receivers.flatMap((to) => ledger.devicesOf(to.ledger.self.officeId)))].sort();
  const officeIds = [...new Set(receivers.map((to) => to.ledger.self.officeId))];
  const reader = devices.length === 1 ? (devices[0] ?? null) : null;
  const ranges = [...rangesFor(ledger, officeIds, full, reader), ...rangesToReturn(ledger, officeIds)];
  const { opening, wire } = openingOf(ledger);
  const codes = [...new Set(receivers.map((to) => to.ledger.self.code))];
  const sibling = codes[0] === self.code;
  const below = sibling ? [] : codes.filter((code) => !(code !== self.code && isInside(self.code, code)));
  const blocks = [...reportBlocks(ledger, ranges, wire, emptyContents(), sibling ? 'sibling' : 'office', below)];
  return seal(one, 'LAPORAN', officeIds, ranges.map((range) => ({
    device: range.deviceUid, epoch: range.epoch, from: range.from, to: range.to, fromHead: headAt(ledger, range, range.from), toHead: headAt(ledger, range, range.to),
  })), opening, structuredClone(blocks), []);
}

function seal(one: MemoryPc, kind: MemoryPackage['kind'], to: readonly string[], ranges: MemoryPackage['header']['ranges'], opening: Opening, blocks: readonly Block[], positions: readonly Position[]): MemoryPackage {
  const { state } = one.ledger;
  const stream = `${kind} ${[...to].sort().join(' ')}`;
  const key = `${state.author.epoch}.${stream}`;
  const sequence = (state.sequences.get(key) ?? 0) + 1;
  state.sequences.set(key, sequence);
  const epoch = state.epochs.findLast((row) => row.device === state.author.device && row.epoch === state.author.epoch);
  write(one, 'export', () => undefined);
  return {
    kind, sha256: unique('sha '), to, opening, blocks, positions,
    header: {
      ranges, stream, sequence, epoch: { number: state.author.epoch, nonce: epoch?.nonce ?? '', base: epoch?.base ?? null }, privacy: { withheld: [] },
      counts: { changes: blocks.reduce((sum, block) => sum + block.rows, 0) }, origin: { officeId: state.self.officeId, deviceId: state.self.deviceUid, code: state.self.code, name: state.self.code },
    },
  };
}

/** A copy of a package that was cut off or of which a bit flipped: its end is missing, or a character is another. */
export function damaged(file: MemoryPackage, kind: 'truncated' | 'flipped', random: () => number): MemoryPackage {
  const bytes = bytesOf(file);
  const place = Math.floor(random() * bytes.length);
  const flipped = String.fromCharCode((bytes.charCodeAt(place) ^ (1 << Math.floor(random() * 7))) & 0x7f);
  return { ...file, bytes: kind === 'truncated' ? bytes.slice(0, place) : bytes.slice(0, place) + flipped + bytes.slice(place + 1), signed: hashOf(bytes) };
}

/** What a package says, as text: what its hash is over. */
function bytesOf({ kind, to, header, opening, blocks, positions, bytes }: MemoryPackage): string {
  return bytes ?? JSON.stringify([kind, to, header, opening, blocks, positions]);
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A run of `receive`: packages in the order of their numbers, what was parked, what waits, and one answer per office. */
export function receive(one: MemoryPc, files: readonly MemoryPackage[], kept: Map<string, MemoryPackage>): { outcomes: string[]; answers: MemoryPackage[]; applied: number; conflicts: number } {
  const run = { outcomes: [] as string[], answers: [] as MemoryPackage[], applied: 0, conflicts: 0 };
  const unanswered = new Set<string>();
  const ordered = [...files].sort((a, b) => (a.header.origin.deviceId < b.header.origin.deviceId ? -1 : a.header.origin.deviceId > b.header.origin.deviceId ? 1
    : a.header.epoch.number - b.header.epoch.number || a.header.sequence - b.header.sequence));
  const takeOne = (file: MemoryPackage): string => {
    const { ledger } = one;
    const { state } = ledger;
    const { origin } = file.header;
    if (file.signed !== undefined && hashOf(bytesOf(file)) !== file.signed) return 'refused';
    if (origin.deviceId === ledger.self.deviceUid || ledger.cardOf(origin.deviceId) === null || file.header.ranges.some((range) => isForeignRange(ledger, range, origin.code))) return 'refused';
    const note = (outcome: string, reason: string | null): void => {
      state.packages = state.packages.filter((row) => row.sha256 !== file.sha256);
      state.packages.push({ sha256: file.sha256, deviceUid: origin.deviceId, officeId: origin.officeId, epoch: file.header.epoch.number, stream: file.header.stream, sequence: file.header.sequence, outcome, reason });
    };
    if (file.kind === 'TANDA_TERIMA') {
      if (ledger.packageOutcome(file.sha256) !== null) return 'duplicate';
      const held = state.answers.get(origin.deviceId);
      const { number } = file.header.epoch;
      write(one, 'receive', () => {
        note('accepted', null);
        if (held && (held.epoch > number || (held.epoch === number && held.sequence > file.header.sequence))) return;
        state.answers.set(origin.deviceId, { epoch: number, sequence: file.header.sequence });
        takePositions(ledger, origin.deviceId, file.positions);
      });
      return 'receipt';
    }
    const judgement = judgeReport(ledger, file.header, file.sha256);
    if (judgement.act === 'duplicate') return 'duplicate';
    unanswered.add(origin.officeId);
    if (judgement.act === 'fork' || judgement.act === 'park') {
      kept.set(file.sha256, file);
      write(one, 'receive', () => {
        note(judgement.act === 'fork' ? 'fork' : 'parked', judgement.act === 'park' ? judgement.code : null);
        if (judgement.act === 'park' && judgement.code === 'REBASE_NEEDED') noteAsked(ledger, file.header);
      });
      return judgement.act === 'fork' ? 'fork' : 'parked';
    }
    write(one, 'receive', () => {
      note('accepted', null);
      if (judgement.act === 'covered') return;
      const opened = { opening: file.opening, blocks: () => file.blocks[Symbol.iterator]() as Generator<Block> };
      const tally = applyReport(ledger, boundsOf(ledger, origin.deviceId), { header: file.header, opened, sha256: file.sha256 }, AT);
      run.applied += tally.applied;
      run.conflicts += tally.conflicts;
    });
    retryWaiting(ledger, (rows) => write(one, 'receive', () => applyWaiting(ledger, rows, boundsOf(ledger, ledger.cardOf(rows[0]?.uid ?? '') ? (rows[0]?.uid ?? '') : (ledger.devicesOf(`office ${rows[0]?.office ?? ''}`)[0] ?? '')), AT)));
    settleNoted(ledger, (entity, record, values, seen) => write(one, 'conflict', () => ledger.settle(entity, record, values, seen)));
    return 'accepted';
  };
  for (const file of ordered) {
    const outcome = takeOne(file);
    run.outcomes.push(outcome);
    if (outcome !== 'accepted') continue;
    for (let progress = true; progress;) {
      progress = false;
      const parked = one.ledger.state.packages.filter((row) => row.outcome === 'parked').sort((a, b) => (a.deviceUid < b.deviceUid ? -1 : a.deviceUid > b.deviceUid ? 1 : a.epoch - b.epoch || a.sequence - b.sequence));
      for (const row of parked) {
        const waiting = kept.get(row.sha256);
        const act = waiting && judgeReport(one.ledger, waiting.header, waiting.sha256).act;
        if (!waiting || (act !== 'apply' && act !== 'covered')) continue;
        if (takeOne(waiting) === 'accepted') progress = true;
      }
    }
  }
  for (const officeId of unanswered) {
    const code = one.ledger.state.cards.find((card) => card.officeId === officeId)?.code ?? '';
    const positions = positionsOf(one.ledger, code);
    run.answers.push(seal(one, 'TANDA_TERIMA', [officeId], [], { devices: [] }, [], positions));
  }
  return run;
}

/** The open questions of a PC. */
export function openAt(one: MemoryPc): MemoryState['conflicts'] {
  return one.ledger.state.conflicts.filter((conflict) => !conflict.closed);
}

/** Decides a konflik as its owner's people do. */
export function decide(one: MemoryPc, id: number, take: 'ours' | 'theirs'): void {
  const { ledger } = one;
  const conflict = openAt(one).find((row) => row.id === id);
  const record = conflict && ledger.record(conflict.entity, conflict.record);
  const lead = conflict && fieldOfId(conflict.entity, conflict.field)?.key;
  if (!conflict || !record || !lead || record.values.owner !== ledger.self.code) return;
  const { entity, theirs } = conflict;
  const seen = decidedSeen(entity, lead, ledger.line(entity, record.id), theirs);
  const line = [...ledger.line(entity, record.id)];
  write(one, 'conflict', () => {
    ledger.settle(entity, record.id, chosenValues({ entity, record, lead, theirs: conflict.values }, ledger.line(entity, record.id), { take }), idsOf(seen));
    for (const other of openAt(one)) {
      const key = fieldOfId(other.entity, other.field)?.key ?? '';
      if (other.entity === entity && other.record === record.id && groupOf(entity, lead).includes(key) && coversSide(line, entity, other.theirs, seen)) ledger.closeConflict(other.id, 'decided', AT);
    }
  });
}
