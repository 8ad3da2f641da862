import { appendFileSync, copyFileSync, cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decideConflict } from '../../db/handoff/decide-conflict.ts';
import { acceptAll, answerOffer, mergeTwo, offerFamily, tried, unmerge, writableFamilies, writePapers } from './handoff-acts.ts';
import { sendApproved } from './send-approved.ts';
import { listConflicts } from '../../db/handoff/list-conflicts.ts';
import { receivePackages } from '../../db/handoff/receive.ts';
import { verifyOffice } from '../../db/store/verify.ts';
import { befriend, edit, holdings, makeWorld, numberOf } from '../flow/handoff/offices.ts';
import type { TestOffice, World } from '../flow/handoff/offices.ts';
import { drawsOf, mulberry } from './mulberry.ts';

/** What one history of offices came to; `faults` is empty when every promise was kept. */
export interface History {
  readonly seed: number;
  readonly steps: number;
  readonly edits: number;
  readonly packages: number;
  readonly accidents: Readonly<Record<string, number>>;
  readonly conflicts: number;
  readonly faults: readonly string[];
}

const KEL = ['64.74.03.1001', '64.74.03.1002'] as const;
const FIELDS = ['rt', 'rw', 'address', 'landmark', 'notes', 'statusReason', 'statusDate'] as const;

interface Sent { readonly file: string; readonly from: TestOffice; readonly to: TestOffice }

interface Run {
  readonly world: World;
  readonly pcs: TestOffice[];
  readonly above: TestOffice[];
  random: () => number;
  /** Whether duplicates are merged and families handed over as well. */
  readonly wide: boolean;
  /** Files on their way, by the PC they are for. */
  readonly posted: Sent[];
  readonly accidents: Record<string, number>;
  /** Edits that someone above acknowledged, by family and field: the last value that was certainly handed over. */
  readonly written: Map<string, Set<string>>;
  readonly faults: string[];
  edits: number;
  packages: number;
  conflicts: number;
  serial: number;
  /** Whether a package of this round brought or asked for something. */
  moved: boolean;
}

/**
 * Plays a history from a seed: two kelurahan, one of them with two PCs, their kecamatan and city; families made and
 * edited, reports handed over on sticks that lose, repeat, reorder, cut and flip; a folder restored from a backup. Then
 * every stick arrives, people decide what is open, and the promises are checked: all offices that hold a record hold the
 * same one, no question is open, nothing is left aside, every value present was written by someone, and the audits verify. A wide history also merges duplicates, takes that back, and hands
 * families over from one kelurahan to the other. Of named steps only these are played, each from a seed of its own: see `playSteps`.
 */
export async function playHistory(seed: number, steps: number | readonly number[], wide = false): Promise<History> {
  const world = makeWorld();
  try {
    const run = await begin(world, seed, wide);
    const named = typeof steps === 'number' ? Array.from({ length: steps }, () => null) : steps;
    for (const step of named) {
      if (step !== null) run.random = drawsOf(seed, step);
      await act(run);
    }
    if (typeof steps !== 'number') run.random = drawsOf(seed, -2);
    await arriveAll(run);
    check(run);
    return { seed, steps: named.length, edits: run.edits, packages: run.packages, accidents: run.accidents, conflicts: run.conflicts, faults: run.faults };
  } finally {
    world.end();
  }
}

async function begin(world: World, seed: number, wide: boolean): Promise<Run> {
  const kel1 = world.make(KEL[0], 'Kanaan', 'kelurahan');
  const pc1 = world.make(KEL[1], 'Gunung Telihan', 'kelurahan');
  const above = [world.make('64.74.03', 'Bontang Barat', 'kecamatan'), world.make('64.74', 'Kota Bontang', 'kota')];
  const run: Run = { world, pcs: [kel1, pc1], above, random: mulberry(seed), wide, posted: [], accidents: {}, written: new Map(), faults: [], edits: 0, packages: 0, conflicts: 0, serial: 0, moved: false };
  for (const one of run.pcs) makeFamily(run, one);
  const pc2 = world.clone(pc1);
  for (const below of [kel1, pc1, pc2]) for (const one of above) await befriend(world, below, one);
  await befriend(world, pc1, pc2);
  if (wide) for (const one of [pc1, pc2]) await befriend(world, kel1, one);
  run.pcs.push(pc2);
  return run;
}

async function act(run: Run): Promise<void> {
  if (run.wide && run.random() < 0.3) return actWidely(run);
  const chance = run.random();
  if (chance < 0.42) editSomething(run);
  else if (chance < 0.48) makeFamily(run, pick(run, run.pcs));
  else if (chance < 0.7) await post(run);
  else if (chance < 0.87) await deliverOne(run);
  else if (chance < 0.9) decideSomething(run);
  else if (chance < 0.92) accident(run, 'lost', () => void run.posted.splice(Math.floor(run.random() * run.posted.length), 1));
  else await restore(run);
}

/** Duplicates are merged, and families go from one kelurahan to the other. */
async function actWidely(run: Run): Promise<void> {
  const one = pick(run, run.pcs);
  const [other] = run.pcs.filter((each) => each.code !== one.code);
  const chance = run.random();
  const did = async (name: string, done: boolean | Promise<boolean>): Promise<void> => void ((await done) && count(run, name));
  if (chance < 0.3) await did('merged', mergeTwo(one, run.random));
  else if (chance < 0.4) await did('unmerged', unmerge(one));
  else if (chance < 0.6 && other) await did('offered', offerFamily(one, other, run.random));
  else if (chance < 0.8) await did('answered', answerOffer(one, run.random));
  else await postPapers(run, one);
}

/** The papers of families on their way, for every PC of the other kelurahan. */
async function postPapers(run: Run, from: TestOffice): Promise<void> {
  const others = run.pcs.filter((one) => one.code !== from.code);
  const [first] = others;
  const file = first ? await writePapers(from, first, run.world.stick()) : null;
  if (file !== null) for (const to of others) run.posted.push({ file, from, to });
}

function pick<T>(run: Run, from: readonly T[]): T {
  return from[Math.floor(run.random() * from.length)] as T;
}

function count(run: Run, accidentName: string): void {
  run.accidents[accidentName] = (run.accidents[accidentName] ?? 0) + 1;
}

function accident(run: Run, name: string, work: () => void): void {
  if (run.posted.length === 0) return;
  count(run, name);
  work();
}

function makeFamily(run: Run, one: TestOffice): void {
  run.serial += 1;
  const { code } = one;
  edit(one, (log) => {
    const family = log.create('family', { owner: code, region: code, address: `Jl. Contoh ${run.serial}`, rt: '001', rw: '002', status: 1 });
    const person = log.create('person', { owner: code, family: family.uid, sequence: 1, name: `Orang ${run.serial}`, relationship: 1, status: 1 });
    log.create('ranking', { owner: code, family: family.uid, person: person.uid, source: 1, scope: 1, measure: 1, value: 1, date: '2026-01-31' });
  });
}

function editSomething(run: Run): void {
  const one = pick(run, run.pcs);
  const families = writableFamilies(one);
  if (families.length === 0) return;
  const uid = pick(run, families);
  const field = pick(run, FIELDS);
  // Few values, so that histories return to earlier ones.
  const value = field === 'statusDate' ? `2026-0${1 + Math.floor(run.random() * 4)}-01` : `00${1 + Math.floor(run.random() * 4)}`;
  edit(one, (log) => log.update('family', numberOf(one, 'family', uid), { [field]: value }));
  const key = `${uid}.${field}`;
  run.written.set(key, (run.written.get(key) ?? new Set()).add(value));
  run.edits += 1;
}

/** Someone writes a report, or answers, for another; it is on its way until it is delivered, lost or overtaken. */
async function post(run: Run): Promise<void> {
  const from = pick(run, [...run.pcs, ...run.above]);
  const to = pick(run, friendsOf(run, from));
  const sent = await sendApproved(from.session, { to: [to.code], folder: run.world.stick(), full: run.random() < 0.05 });
  run.packages += 1;
  run.posted.push({ file: sent.file, from, to });
  if (run.random() < 0.15) {
    count(run, 'repeated');
    run.posted.push({ file: sent.file, from, to });
  }
  if (run.random() < 0.15) run.posted.push({ file: damaged(run, sent.file), from, to });
}

function friendsOf(run: Run, one: TestOffice): TestOffice[] {
  if (run.above.includes(one)) return run.pcs;
  return [...run.above, ...run.pcs.filter((other) => other !== one && other.code === one.code)];
}

function damaged(run: Run, file: string): string {
  const copy = join(run.world.stick(), 'rusak.tepat');
  copyFileSync(file, copy);
  const bytes = readFileSync(copy);
  const kind = pick(run, ['cut', 'flipped', 'lengthened']);
  count(run, kind);
  if (kind === 'cut') truncateSync(copy, Math.floor(bytes.length * run.random()));
  else if (kind === 'lengthened') appendFileSync(copy, 'x');
  else {
    const place = Math.floor(bytes.length * run.random());
    bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(run.random() * 8));
    writeFileSync(copy, bytes);
  }
  return copy;
}

/** Any file of the post arrives, in any order; its answer begins its own way. */
async function deliverOne(run: Run): Promise<void> {
  const [next] = run.posted.splice(Math.floor(run.random() * run.posted.length), 1);
  if (next) await deliver(run, [next]);
}

/** Files for one PC arrive together. Their answers go to those who sent them; to others they are of no use. */
async function deliver(run: Run, sent: readonly Sent[]): Promise<void> {
  const [to] = sent.map((one) => one.to);
  if (!to) return;
  const rows = await receivePackages(to.session, { paths: sent.map((one) => one.file), receiptsFolder: run.world.stick() });
  for (const row of rows) {
    run.conflicts += row.conflicts;
    run.moved ||= row.applied > 0 || row.outcome === 'parked';
    const from = sent.find((one) => one.file === row.file)?.from;
    if (row.file.endsWith('rusak.tepat') && row.outcome !== 'refused') run.faults.push(`a damaged file was ${row.outcome}`);
    if (row.receipt && from) run.posted.push({ file: row.receipt, from: to, to: from });
  }
}

function decideSomething(run: Run): void {
  const one = pick(run, run.pcs);
  const open = listConflicts(one.session.office, 'id', (code) => code);
  if (open.length === 0) return;
  const [{ id }, take] = [pick(run, open), pick(run, ['ours', 'theirs'] as const)];
  tried(() => decideConflict(one.session.office, { user: one.session.user, scope: '' }, { id, take, reason: 'dilihat di lapangan' }));
}

/** A folder goes back to how it was some steps ago; the profile stays, so the loss is noticed. */
async function restore(run: Run): Promise<void> {
  const one = pick(run, run.pcs);
  const backup = join(run.world.root, `cadangan-${run.pcs.indexOf(one)}`);
  one.close();
  if (run.random() < 0.3 || !exists(backup)) {
    rmSync(backup, { recursive: true, force: true });
    cpSync(one.dir, backup, { recursive: true });
  } else {
    count(run, 'restored');
    rmSync(one.dir, { recursive: true });
    cpSync(backup, one.dir, { recursive: true });
  }
  one.reopen();
}

function exists(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}

/** Everything on its way arrives; then everyone hands to everyone, and people decide what is open, until nothing moves. */
async function arriveAll(run: Run): Promise<void> {
  // Who hears that a family was accepted applies nothing then, but has something to say in the next round.
  for (let round = 0, quiet = 0; round < 15 && quiet < (run.wide ? 2 : 1); round += 1) {
    run.moved = round === 0;
    for (const from of round === 0 ? [] : [...run.pcs, ...run.above]) {
      if (run.wide && run.pcs.includes(from)) await postPapers(run, from);
      for (const to of friendsOf(run, from)) run.posted.push({ file: (await sendApproved(from.session, { to: [to.code], folder: run.world.stick() })).file, from, to });
    }
    while (run.posted.length > 0) {
      const now = run.posted.splice(0);
      for (const files of Map.groupBy(now, (one) => one.to).values()) await deliver(run, files);
    }
    let accepted = false;
    if (run.wide) for (const one of run.pcs) accepted = (await acceptAll(one)) || accepted;
    quiet = !decideAll(run) && !run.moved && !accepted ? quiet + 1 : 0;
  }
}

/** The first PC with open questions decides them all; whether there was one. */
function decideAll(run: Run): boolean {
  const open = (one: TestOffice): readonly { id: string }[] => listConflicts(one.session.office, 'id', (code) => code);
  const decide = (one: TestOffice, id: string): boolean => open(one).some((each) => each.id === id)
    && tried(() => decideConflict(one.session.office, { user: one.session.user, scope: '' }, { id, take: 'ours', reason: 'keputusan akhir' }));
  // One about a family on its way waits until that has come to rest.
  return run.pcs.some((one) => open(one).map(({ id }) => decide(one, id)).includes(true));
}

function check(run: Run): void {
  const { faults } = run;
  const everyone = [...run.pcs, ...run.above];
  for (const owner of KEL) {
    const [first, ...others] = everyone.filter((one) => one.code === owner || run.above.includes(one)).map((one) => flat(holdings(one, owner)));
    others.forEach((held, place) => {
      const other = [...new Set([...held.keys(), ...(first?.keys() ?? [])])].filter((key) => held.get(key) !== first?.get(key));
      if (other.length > 0) faults.push(`office ${place + 1} holds other records of ${owner}: ${other.slice(0, 4).map((key) => `${key} ${held.get(key)} instead of ${first?.get(key)}`).join(', ')}`);
    });
  }
  for (const one of everyone) {
    const { office } = one.session;
    const verified = verifyOffice(office);
    if (!verified.auditOk) faults.push(`${one.code}: audit ${verified.problems.join('; ')}`);
    if (listConflicts(office, 'id', (code) => code).length > 0) faults.push(`${one.code}: a question stays open`);
    const waiting = office.db.prepare('SELECT count(*) FROM quarantine WHERE resolvedAt IS NULL').pluck().get() as number;
    if (waiting > 0) faults.push(`${one.code}: ${waiting} in quarantine`);
    const parked = office.db.prepare("SELECT count(*) FROM packageIn WHERE outcome = 'parked'").pluck().get() as number;
    if (parked > 0) faults.push(`${one.code}: ${parked} packages parked`);
    const twice = office.db.prepare("SELECT count(*) FROM (SELECT sourceId FROM tx WHERE kind = 'receive' AND reason IS NULL GROUP BY sourceId HAVING count(*) > 1)").pluck().get() as number;
    if (twice > 0) faults.push(`${one.code}: ${twice} packages applied twice`);
  }
  checkValues(run);
}

/** Every value that stands was written by someone in that very field, or was there from the beginning. */
function checkValues(run: Run): void {
  for (const owner of KEL) {
    for (const [uid, values] of Object.entries(holdings(run.above[0] as TestOffice, owner).family ?? {})) {
      // A family that was merged away says when and why itself.
      for (const field of values.status === 1 ? (['landmark', 'notes', 'statusReason', 'statusDate'] as const) : (['landmark', 'notes'] as const)) {
        const value = values[field];
        // Whoever merged two families may have kept the value of the other.
        const written = run.wide ? [...run.written].filter(([key]) => key.endsWith(`.${field}`)).flatMap(([, each]) => [...each]) : [...(run.written.get(`${uid}.${field}`) ?? [])];
        if (value !== null && value !== undefined && !written.includes(String(value))) run.faults.push(`${uid}.${field} holds what nobody wrote`);
      }
    }
  }
}

/** What an office holds, a line a field. */
function flat(held: ReturnType<typeof holdings>): Map<string, string> {
  return new Map(Object.entries(held).flatMap(([entity, records]) => Object.entries(records).flatMap(([uid, values]) => Object.entries(values).map(([field, value]): [string, string] => [`${entity}.${uid}.${field}`, JSON.stringify(value)]))));
}
