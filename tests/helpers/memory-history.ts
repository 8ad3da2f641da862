import { appliedTo } from '../../db/handoff/ranges.ts';
import { fieldOfId } from '../../db/rules/entities.ts';
import { covers, vectorOf } from '../../db/rules/merge.ts';
import type { ChangeId } from '../../db/store/change-log.ts';
import { accountFaults, byHand, machineFaults } from './memory-accounts.ts';
import type { ByHand } from './memory-accounts.ts';
import { drawsOf, mulberry } from './mulberry.ts';
import { clonePc, damaged, decide, edit, exportTo, forgetNames, makePc, openAt, receive, restorePc, trust } from './memory-office.ts';
import type { MemoryPackage, MemoryPc } from './memory-office.ts';
import { memoryHoldings, stateText } from './memory-ledger.ts';
import type { MemoryState } from './memory-ledger.ts';

/** What one history of offices in memory came to; `faults` is empty when every promise was kept. */
export interface MemoryHistory {
  readonly seed: number; readonly pcs: number; readonly edits: number; readonly packages: number; readonly conflicts: number; readonly accidents: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  /** What every PC holds in the end, as one text. */
  readonly end: () => string;
}

interface Sent { readonly file: MemoryPackage; readonly to: MemoryPc }
interface Run {
  random: () => number;
  readonly pcs: MemoryPc[];
  readonly posted: Sent[];
  /** Packages kept beside a register that waits for something, and backups, by PC. */
  readonly kept: Map<MemoryPc, Map<string, MemoryPackage>>;
  readonly backups: Map<MemoryPc, MemoryState>;
  readonly accidents: Record<string, number>;
  readonly written: Map<string, Set<string>>;
  readonly hands: ByHand[];
  readonly faults: string[];
  readonly trace: ((line: string) => void) | null;
  edits: number; packages: number; conflicts: number; serial: number; moved: boolean;
}

const KELURAHAN = ['64.74.03.1001', '64.74.03.1002', '64.74.03.1003'];
const ABOVE = ['64.74.03', '64.74'];
const FIELDS = ['rt', 'rw', 'address', 'landmark', 'notes', 'statusReason', 'statusDate'] as const;
const MOST_ROUNDS = 15;
/** PCs of one office, at most. */
const MOST_PCS = 3;

/** Plays a history from a seed on registers in memory: 3 to 6 PCs and more, with every accident of the way. */
export function playInMemory(seed: number, steps: number, trace: Run['trace'] = null, whole = false): MemoryHistory {
  const run = begin(mulberry(seed), trace, whole);
  return play(seed, run, function* () {
    for (let step = 0; step < steps; step += 1) yield;
  });
}

/**
 * Plays only these steps of a history in which each draws from a seed of its own: what a step does hardly changes when others are
 * left out, so that a history which breaks a promise can be made as short as will still break it.
 */
export function playSteps(seed: number, only: Iterable<number>, trace: Run['trace'] = null): MemoryHistory {
  const run = begin(drawsOf(seed, -1), trace, false);
  return play(seed, run, function* () {
    for (const step of only) {
      run.random = drawsOf(seed, step);
      yield;
    }
    run.random = drawsOf(seed, -2);
  });
}

function play(seed: number, run: Run, steps: () => Generator<void>): MemoryHistory {
  try {
    for (const _ of steps()) act(run);
    for (const one of run.pcs) run.faults.push(...accountFaults(one, run));
    arriveAll(run);
    check(run);
  } catch (error) {
    run.faults.push(`stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  const { edits, packages, conflicts, accidents, faults } = run;
  return { seed, pcs: run.pcs.length, edits, packages, conflicts, accidents, faults, end: () => run.pcs.map(({ ledger: { state } }) => stateText({ ...state, whole: false })).join('\n') };
}

function begin(random: () => number, trace: Run['trace'], whole: boolean): Run {
  forgetNames();
  const run: Run = { random, pcs: [], posted: [], kept: new Map(), backups: new Map(), accidents: {}, written: new Map(), hands: [], faults: [], trace, edits: 0, packages: 0, conflicts: 0, serial: 0, moved: false };
  const offices = KELURAHAN.slice(0, 1 + Math.floor(run.random() * 3));
  run.random();
  for (const code of [...offices, ...ABOVE]) run.pcs.push(makePc(code, code));
  for (const one of run.pcs) one.ledger.state.whole = whole;
  for (const one of [...run.pcs]) if (!isAbove(one)) makeFamily(run, one);
  for (const code of offices) {
    const first = run.pcs.find((one) => one.ledger.self.code === code) as MemoryPc;
    if (run.random() < 0.5) run.pcs.push(clonePc(first, `${code} b`));
  }
  befriendAll(run);
  return run;
}

const isAbove = (one: MemoryPc): boolean => ABOVE.includes(one.ledger.self.code);
const friends = (one: MemoryPc, other: MemoryPc): boolean => one !== other && (isAbove(one) !== isAbove(other) || one.ledger.self.code === other.ledger.self.code);

function act(run: Run): void {
  const chance = run.random();
  if (chance < 0.42) editSomething(run);
  else if (chance < 0.48) makeFamily(run, pick(run, below(run)));
  else if (chance < 0.7) post(run);
  else if (chance < 0.87) deliverOne(run);
  else if (chance < 0.92) decideSomething(run);
  else if (chance < 0.935) lose(run);
  else if (chance < 0.95) damage(run);
  else if (chance < 0.96) cloneFolder(run);
  else restore(run);
}

const below = (run: Run): MemoryPc[] => run.pcs.filter((one) => !isAbove(one));

function pick<T>(run: Run, from: readonly T[]): T {
  return from[Math.floor(run.random() * from.length)] as T;
}

function count(run: Run, name: string): void {
  run.accidents[name] = (run.accidents[name] ?? 0) + 1;
}

function makeFamily(run: Run, one: MemoryPc): void {
  const { code } = one.ledger.self;
  const number = (run.serial += 1);
  run.trace?.(`${one.name} makes family ${number}`);
  edit(one, (ledger) => {
    const [family, person] = [`family ${number}`, `person ${number}`];
    ledger.create('family', family, { owner: code, region: code, address: `Jl. ${number}`, rt: '001', rw: '002', status: 1 });
    ledger.create('person', person, { owner: code, family, sequence: 1, name: `Orang ${number}`, relationship: 1, status: 1 });
    ledger.create('ranking', `ranking ${number}`, { owner: code, family, person, source: 1, scope: 1, measure: 1, value: 1, date: '2026-01-31' });
  });
}

function editSomething(run: Run): void {
  const one = pick(run, below(run));
  const families = (one.ledger.state.records.get('family') ?? []).filter((record) => record.values.owner === one.ledger.self.code);
  const family = pick(run, families);
  const field = pick(run, FIELDS);
  if (!family) return;
  // Few values, so that histories return to earlier ones.
  const value = field === 'statusDate' ? `2026-0${1 + Math.floor(run.random() * 4)}-01` : `00${1 + Math.floor(run.random() * 4)}`;
  run.trace?.(`${one.name} edits ${family.uid} ${field}=${value}`);
  noteHand(run, byHand(one, 'family', family.uid, field, false, () => edit(one, (ledger) => ledger.update('family', family.id, { [field]: value }))));
  const key = `${family.uid}.${field}`;
  run.written.set(key, (run.written.get(key) ?? new Set()).add(value));
  run.edits += 1;
}

/** Someone writes a report; a kelurahan sometimes one for kecamatan and city together, which the kecamatan relays as it is. */
function post(run: Run): void {
  const from = pick(run, run.pcs);
  const to = pick(run, run.pcs.filter((other) => friends(from, other)));
  const relayed = !isAbove(from) && isAbove(to) && run.random() < 0.25;
  const receivers = relayed ? run.pcs.filter(isAbove) : [to];
  const file = exportTo(from, receivers, run.random() < 0.05);
  run.trace?.(`${from.name} posts ${file.sha256} to ${receivers.map((one) => one.name).join('+')} ${describe(file)}`);
  run.packages += 1;
  for (const one of receivers) if (one !== to || !relayed || run.random() < 0.5) run.posted.push({ file, to: one });
  // A report to an office with two PCs is for both, or for whichever the stick is carried to.
  for (const other of run.pcs) if (other !== to && other !== from && other.ledger.self.code === to.ledger.self.code && run.random() < 0.3) run.posted.push({ file, to: other });
  if (run.random() < 0.15) {
    count(run, 'repeated');
    run.posted.push({ file, to });
  }
}

function describe(file: MemoryPackage): string {
  return `e${file.header.epoch.number} #${file.header.sequence} ${file.header.ranges.map((range) => `${range.device}.e${range.epoch}(${range.from},${range.to}]`).join(' ')} ${file.positions.map((one) => `${one.device}.e${one.epoch}@${one.counter}`).join(' ')}`;
}

/** A kecamatan carries what is for the city too up unchanged, sometimes twice; what was lost on the way it still brings. */
function relay(run: Run, at: MemoryPc, file: MemoryPackage): void {
  const [kecamatan, kota] = ABOVE.map((code) => `office ${code}`) as [string, string];
  if (file.kind !== 'LAPORAN' || at.ledger.self.officeId !== kecamatan || !file.to.includes(kota) || run.random() < 0.2) return;
  count(run, 'relayed');
  for (const to of run.pcs.filter((one) => one.ledger.self.officeId === kota)) run.posted.push({ file, to });
}

function deliverOne(run: Run): void {
  const [next] = run.posted.splice(Math.floor(run.random() * run.posted.length), 1);
  if (next) deliver(run, next.to, [next]);
}

function deliver(run: Run, to: MemoryPc, sent: readonly Sent[]): void {
  const { outcomes, answers, applied, conflicts } = receive(to, sent.map((one) => one.file), keptAt(run, to));
  run.trace?.(`${to.name} takes ${sent.map((one) => one.file.sha256).join(' ')}: ${outcomes.join(' ')} applied ${applied} conflicts ${conflicts}`);
  run.conflicts += conflicts;
  run.moved ||= applied > 0 || conflicts > 0 || outcomes.includes('parked');
  for (const { file } of sent) relay(run, to, file);
  if (outcomes.includes('fork')) run.faults.push(`${to.name} saw a fork where there was none`);
  for (const answer of answers) {
    const receivers = run.pcs.filter((one) => answer.to.includes(one.ledger.self.officeId));
    run.trace?.(`${to.name} answers ${answer.sha256} ${describe(answer)}`);
    for (const one of receivers) if (run.random() < 0.9) run.posted.push({ file: answer, to: one });
  }
}

function decideSomething(run: Run): void {
  const one = pick(run, below(run));
  const open = openAt(one);
  const [chosen, take] = [pick(run, open), pick(run, ['ours', 'theirs'] as const)];
  if (!chosen) return;
  run.trace?.(`${one.name} decides ${chosen.id} ${take}`);
  decideByHand(run, one, chosen, take);
}

/** A stick is lost. */
function lose(run: Run): void {
  if (run.posted.length === 0) return;
  count(run, 'lost');
  run.posted.splice(Math.floor(run.random() * run.posted.length), 1);
}

/** A copy of a file is cut off, or a bit of it flips: it is refused, and leaves nothing at whoever takes it. */
function damage(run: Run): void {
  const sent = pick(run, run.posted);
  if (!sent) return;
  const kind = pick(run, ['truncated', 'flipped'] as const);
  count(run, kind);
  const before = stateText(sent.to.ledger.state);
  const { outcomes, answers } = receive(sent.to, [damaged(sent.file, kind, run.random)], keptAt(run, sent.to));
  run.trace?.(`${sent.to.name} takes ${sent.file.sha256} ${kind}: ${outcomes.join(' ')}`);
  if (outcomes[0] !== 'refused' || answers.length > 0 || stateText(sent.to.ledger.state) !== before) run.faults.push(`${sent.to.name} took something of a ${kind} file`);
}

/** Someone copies a folder to another PC, and both go on: a new device, whose card the others trust. */
function cloneFolder(run: Run): void {
  const one = pick(run, run.pcs);
  const { code } = one.ledger.self;
  const number = run.pcs.filter((other) => other.ledger.self.code === code).length;
  if (number >= MOST_PCS) return;
  count(run, 'cloned');
  const copy = clonePc(one, `${code} ${'abc'.charAt(number)}`);
  run.trace?.(`${one.name} is copied as ${copy.name}`);
  run.pcs.push(copy);
  run.kept.set(copy, new Map(keptAt(run, one)));
  befriendAll(run);
}

/** Cards are exchanged where they are missing: of new PCs, and once more where a restored folder is from before. */
function befriendAll(run: Run): void {
  for (const one of run.pcs) for (const other of run.pcs) if (friends(one, other) && one.ledger.cardOf(other.ledger.self.deviceUid) === null) trust(one, other);
}

function keptAt(run: Run, one: MemoryPc): Map<string, MemoryPackage> {
  const kept = run.kept.get(one) ?? new Map<string, MemoryPackage>();
  run.kept.set(one, kept);
  return kept;
}

function restore(run: Run): void {
  const one = pick(run, run.pcs);
  const backup = run.backups.get(one);
  if (backup === undefined || run.random() < 0.3) {
    run.backups.set(one, structuredClone(one.ledger.state));
    run.trace?.(`${one.name} is backed up`);
    return;
  }
  count(run, 'restored');
  restorePc(one, backup);
  befriendAll(run);
  run.trace?.(`${one.name} is restored, now e${one.ledger.state.author.epoch}`);
}

/** Everything on its way arrives; then everyone hands to everyone, and people decide what is open, until nothing moves. */
function arriveAll(run: Run): void {
  for (let round = 0, quiet = false; round < MOST_ROUNDS && !quiet; round += 1) {
    run.trace?.(`--- round ${round}`);
    run.moved = round === 0;
    if (round > 0) for (const from of run.pcs) for (const to of run.pcs) if (friends(from, to)) run.posted.push({ file: exportTo(from, [to]), to });
    while (run.posted.length > 0) {
      const now = run.posted.splice(0);
      for (const [to, sent] of Map.groupBy(now, (one) => one.to)) deliver(run, to, sent);
    }
    quiet = !decideAll(run) && !run.moved;
  }
}

function decideByHand(run: Run, one: MemoryPc, { id, entity, record, field }: ReturnType<typeof openAt>[number], take: 'ours' | 'theirs'): void {
  noteHand(run, byHand(one, entity, one.ledger.uidOf(entity, record) ?? '', fieldOfId(entity, field)?.key ?? '', true, () => decide(one, id, take)));
}

function noteHand(run: Run, made: ByHand | null): void {
  if (made) run.hands.push(made);
}

function decideAll(run: Run): boolean {
  const decider = below(run).find((one) => openAt(one).length > 0);
  if (!decider) return false;
  for (const question of openAt(decider)) {
    run.trace?.(`${decider.name} decides ${question.id} ours in the end`);
    decideByHand(run, decider, question, 'ours');
  }
  return true;
}

function check(run: Run): void {
  for (const owner of KELURAHAN) {
    const [first, ...others] = run.pcs.filter((one) => one.ledger.self.code === owner || isAbove(one));
    const held = memoryHoldings((first as MemoryPc).ledger.state, owner);
    for (const one of others) {
      const there = memoryHoldings(one.ledger.state, owner);
      if (there !== held) run.faults.push(`${one.name} holds other records of ${owner} than ${first?.name ?? ''}: ${difference(held, there)}`);
    }
  }
  for (const one of run.pcs) {
    const { name, ledger: { state } } = one;
    const open = state.conflicts.filter((one) => !one.closed).length;
    if (open > 0) run.faults.push(`${name}: ${open} questions stay open`);
    const waiting = waitingInVain(run, one);
    if (waiting.length > 0) run.faults.push(`${name}: ${waiting.length} in quarantine, ${waiting[0]?.reason ?? ''} ${waiting[0]?.record ?? ''}`);
    const parked = state.packages.filter((row) => row.outcome === 'parked' && !isGapOfNobody(run, one, row.sha256));
    if (parked.length > 0) run.faults.push(`${name}: ${parked.length} packages parked, ${parked[0]?.sha256 ?? ''} ${parked[0]?.reason ?? ''}`);
  }
  checkWalk(run);
  for (const one of run.pcs) run.faults.push(...accountFaults(one, run), ...(isAbove(one) ? [] : machineFaults(one, run.hands)));
  if (run.trace) traceLines(run);
  checkValues(run);
}

/** What waits at a PC although what it waits for is somewhere. What was lost with every PC that had it can only be waited for. */
function waitingInVain(run: Run, one: MemoryPc): MemoryState['quarantine'] {
  const open = one.ledger.state.quarantine.filter((row) => row.open);
  const gone = new Set(open.filter((row) => (row.reason === 'RECORD_MISSING' ? isGone(run, row.record) : row.reason === 'DEPENDS' && restsOf(row).some((id) => isNowhere(run, one, id)))));
  for (let size = -1; size !== gone.size;) {
    size = gone.size;
    for (const row of open) if (row.reason === 'DEPENDS' && [...gone].some((other) => other.record === row.record && covers(vectorOf(restsOf(row)), other))) gone.add(row);
  }
  return open.filter((row) => !gone.has(row));
}

function restsOf({ raw }: { readonly raw: string }): ChangeId[] {
  const { parent = null, seen = [] } = JSON.parse(raw) as { parent?: ChangeId | null; seen?: readonly ChangeId[] };
  return [...(parent ? [parent] : []), ...seen];
}

/** Whether a record was lost with every PC that had it, and never reached another. */
function isGone(run: Run, record: string): boolean {
  return !run.pcs.some(({ ledger: { state } }) => [...state.records.values()].some((records) => records.some((one) => one.uid === record)));
}

/** Whether no PC says to have a change, as this PC numbers devices. */
function isNowhere(run: Run, at: MemoryPc, { device, epoch, counter }: ChangeId): boolean {
  const { uid } = at.ledger.deviceByNumber(device);
  return run.pcs.every((one) => appliedTo(one.ledger, uid, epoch).counter < counter);
}

/** Whether a parked package waits for changes that were lost with every PC that had them. */
function isGapOfNobody(run: Run, at: MemoryPc, sha256: string): boolean {
  const { ranges = [] } = keptAt(run, at).get(sha256)?.header ?? {};
  const gaps = ranges.filter((range) => appliedTo(at.ledger, range.device, range.epoch).counter < range.from);
  return gaps.length > 0 && gaps.every((range) => run.pcs.every((one) => appliedTo(one.ledger, range.device, range.epoch).counter <= appliedTo(at.ledger, range.device, range.epoch).counter));
}

function difference(a: string, b: string): string {
  const [left, right] = [a.split('\n'), b.split('\n')];
  return `${left.filter((line) => !right.includes(line)).slice(0, 2).join(' / ')} | ${right.filter((line) => !left.includes(line)).slice(0, 2).join(' / ')}`;
}

/** Every value that stands was written by someone in that very field, or was there from the beginning. */
function checkValues(run: Run): void {
  for (const one of run.pcs) {
    for (const { uid, values } of one.ledger.state.records.get('family') ?? []) {
      for (const field of ['landmark', 'notes', 'statusReason', 'statusDate'] as const) {
        const value = values[field];
        if (value !== null && value !== undefined && !run.written.get(`${uid}.${field}`)?.has(String(value))) run.faults.push(`${uid}.${field} holds what nobody wrote`);
      }
    }
  }
}

/** What the audit does: every record, walked back through the changes that stand, is what was made. */
function checkWalk(run: Run): void {
  for (const { name, ledger: { state } } of run.pcs) {
    for (const [entity, records] of state.records) {
      for (const { uid, values, made, line } of records) {
        const back: Record<string, unknown> = { ...values };
        for (const entry of [...line].reverse()) if (entry.field > 0 && entry.taken === 1) back[fieldOfId(entity, entry.field)?.key ?? ''] = entry.old === null ? null : JSON.parse(entry.old);
        const wrong = Object.keys(back).find((key) => (back[key] ?? null) !== (made[key] ?? null));
        if (wrong !== undefined) run.faults.push(`${name}: ${uid} walked back has another ${wrong} than it was made with`);
      }
    }
  }
}

/** Every family's changes at every PC, for whoever looks into a history that failed. */
function traceLines(run: Run): void {
  for (const { name, ledger: { state } } of run.pcs) {
    const idText = (id: { device: number; epoch: number; counter: number }): string => `${state.devices[id.device - 1]?.uid ?? ''}.${id.epoch}.${id.counter}`;
    for (const one of state.quarantine.filter((row) => row.open)) run.trace?.(`${name} waits ${one.reason} ${idText(one)} f${one.field} of ${one.record} by ${one.package}: ${one.raw}`);
    for (const one of state.conflicts) run.trace?.(`${name} konflik ${one.id} on ${one.entity} ${one.record} f${one.field}: ours ${one.ours ? idText(one.ours) : ''}, theirs ${idText(one.theirs)} of ${one.package} ${one.closed ? 'closed' : 'OPEN'} ${one.outcome ?? ''}`);
    for (const { uid, line } of state.records.get('family') ?? []) {
      run.trace?.(`${name} ${uid}: ${line.map((one) => `t${one.tx} f${one.field} ${idText(one)} (${one.taken})=${one.new ?? ''} <${one.parent ? idText(one.parent) : ''}|${one.seen.map(idText).join(',')}>`).join('; ')}`);
    }
  }
}
