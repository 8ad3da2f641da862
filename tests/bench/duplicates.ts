import { fork } from 'node:child_process';
import { join } from 'node:path';
import { personCandidates } from '../../db/registry/person-candidates.ts';
import { corrupt, drawErrorKinds } from '../../db/sample/error-model.ts';
import type { PlantedPerson } from '../../db/sample/planted-duplicates.ts';
import { createRandom } from '../../db/sample/random.ts';
import { officePaths } from '../../db/store/office-folder.ts';
import type { Reader } from '../../db/store/office.ts';
import { evaluateDuplicates } from '../helpers/duplicate-evaluation.ts';
import type { Evaluation } from '../helpers/duplicate-evaluation.ts';
import { benchOffice } from './bench-office.ts';
import type { ChildResult, ChildTask } from './duplicates-child.ts';
import { fillPlanted } from './duplicates-register.ts';
import { percentile, showFigure, spread } from './measure.ts';
import type { Line } from './measure.ts';

/** Never used while the weights were chosen: those were tried on `tune-1`, `tune-2` and the like. */
const heldOut = ['held-out-1', 'held-out-2', 'held-out-3', 'held-out-4', 'held-out-5'];

/**
 * Duplicates: how well they are found on five held-out seeds, how fast across a whole city against a Splink-style search in
 * DuckDB (each in a fresh process), and one person against that city while typing.
 */
export async function benchDuplicates(cityFamilies: number, seedFamilies: number): Promise<Line[]> {
  return [...(await quality(seedFamilies)), ...(await city(cityFamilies))];
}

async function quality(families: number): Promise<Line[]> {
  const register: Evaluation[] = [];
  for (const seed of heldOut) register.push(await evaluateDuplicates({ seed, families }));
  const lists: Evaluation[] = [];
  for (const seed of heldOut.slice(0, 2)) lists.push(await evaluateDuplicates({ seed, families, copies: 'list' }));
  const sum = (of: readonly Evaluation[], pick: (one: Evaluation) => number): number => of.reduce((total, one) => total + pick(one), 0);
  const [planted, found, proposed, sure, wrong] = [sum(register, (one) => one.planted), sum(register, (one) => one.found), sum(register, (one) => one.proposed), sum(register, (one) => one.sure), sum(register, (one) => one.sureWrong)];
  const people = Math.round(sum(register, (one) => one.people) / register.length).toLocaleString('en');
  const perSeed = register.map((one) => `${share(one.found, one.planted)} at ${share(one.found, one.proposed)}`).join(', ');
  return [
    { name: `duplicates: recall on five held-out seeds of ${people} people`, value: (found / planted) * 100, unit: '%', goal: { least: 95 }, note: `${found} of ${planted}; per seed recall at precision: ${perSeed}` },
    { name: 'duplicates: precision there', value: (found / proposed) * 100, unit: '%', goal: { least: 90 }, note: `of ${proposed} proposed; of the ${proposed - sure} questions among them ${share(found - sure + wrong, proposed - sure)}` },
    {
      name: 'duplicates: right among the questions, the sure left out', value: ((found - (sure - wrong)) / Math.max(1, proposed - sure)) * 100, unit: '%', goal: { least: 90 },
      note: `of ${(proposed - sure).toLocaleString('en')} questions; a NIK that two people have is asked about, and counts as wrong here`,
    },
    { name: 'duplicates: wrong among the sure', value: wrong, unit: '', goal: { most: 0 }, note: `${wrong} wrong of ${sure}` },
    { name: 'duplicates: recall of the kind of error found least', ...leastFound(register) },
    {
      name: 'duplicates: copies from named lists (no NIK, no parents), recall', value: (sum(lists, (one) => one.found) / sum(lists, (one) => one.planted)) * 100, unit: '%',
      note: `at precision ${share(sum(lists, (one) => one.found), sum(lists, (one) => one.proposed))}, ${sum(lists, (one) => one.sureWrong)} wrong of ${sum(lists, (one) => one.sure)} sure; no goal`,
    },
  ];
}

function leastFound(evaluations: readonly Evaluation[]): { value: number; unit: '%'; note: string } {
  const counts = new Map<string, { planted: number; found: number }>();
  for (const { kinds } of evaluations) {
    for (const [kind, { planted, found }] of kinds) {
      const known = counts.get(kind) ?? { planted: 0, found: 0 };
      counts.set(kind, { planted: known.planted + planted, found: known.found + found });
    }
  }
  const shares = [...counts].map(([kind, { planted, found }]) => ({ kind, planted, value: (found / planted) * 100 })).sort((a, b) => a.value - b.value);
  return { value: shares[0]?.value ?? 0, unit: '%', note: shares.map(({ kind, planted, value }) => `${kind} ${showFigure(value)} of ${planted}`).join(', ') };
}

async function city(families: number): Promise<Line[]> {
  const office = benchOffice();
  try {
    const csv = join(office.profileDir, 'people.csv');
    const { people, copyOf, sample } = await fillPlanted(office.writer.db, csv, families, 'held-out-city');
    office.writer.db.pragma('wal_checkpoint(TRUNCATE)');
    const key = Buffer.from(office.office.secrets.databaseKey).toString('hex');
    const ours = await inChild({ kind: 'engine', register: officePaths(office.dir).register, key, dir: office.dir, identity: office.writer.identity });
    const theirs = await inChild({ kind: 'duckdb', csv });
    return [...searchLines(people, ours, theirs, copyOf), ...typingLines(office.writer, people, sample)];
  } finally {
    office.dispose();
  }
}

function searchLines(people: number, ours: ChildResult, theirs: ChildResult, copyOf: ReadonlyMap<number, number>): Line[] {
  const [our, their] = [ours.loadMs + ours.findMs, theirs.loadMs + theirs.findMs];
  const told = ({ loadMs, findMs, cpuMs }: ChildResult): string => `${showFigure(loadMs / 1000)} s reading, ${showFigure(findMs / 1000)} s searching, ${showFigure(cpuMs / 1000)} s of the processor`;
  const quality = ({ pairs }: ChildResult): string => {
    const right = pairs.filter(([left, rightOne]) => copyOf.get(rightOne) === left).length;
    const sure = pairs.filter((pair) => pair[2]);
    return `recall ${share(right, copyOf.size)} at precision ${share(right, pairs.length)}${sure.length > 0 ? `, ${sure.filter(([left, rightOne]) => copyOf.get(rightOne) !== left).length} wrong of ${sure.length} sure` : ''}`;
  };
  return [
    { name: `duplicates across ${people.toLocaleString('en')} people, one thread, from the encrypted register`, value: our / 1000, unit: 's', goal: { most: 15 }, note: `${told(ours)}; ${quality(ours)}` },
    { name: 'a Splink-style search in DuckDB, all threads, from a CSV of normalised names', value: their / 1000, unit: 's', note: `${told(theirs)}; ${quality(theirs)}` },
    { name: 'duplicates: DuckDB over ours, searching alone', value: theirs.findMs / ours.findMs, unit: '×', goal: { least: 2 }, note: `with reading ${showFigure(their / our)} ×` },
    { name: 'duplicates: peak memory of ours over DuckDB', value: ours.peakMegabytes / theirs.peakMegabytes, unit: '×', goal: { most: 0.5 }, note: `${showFigure(ours.peakMegabytes)} MB against ${showFigure(theirs.peakMegabytes)} MB` },
  ];
}

function inChild(task: ChildTask): Promise<ChildResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'duplicates-child.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] });
    child.once('message', (result) => { resolve(result as ChildResult); });
    child.once('error', reject);
    child.once('exit', (code) => { if (code !== 0) reject(new Error(`the ${task.kind} child ended with ${code}`)); });
    child.send(task);
  });
}

/** People typed again with the errors of the model, into another family: the twin has to be among the first ten. */
function typingLines(office: Reader, people: number, sample: readonly PlantedPerson[]): Line[] {
  const random = createRandom('typing');
  const times: number[] = [];
  const [once, places]: [number[], number[]] = [[], []];
  for (const { person, number } of sample) {
    const { values } = corrupt({ ...person }, random, drawErrorKinds(random));
    const typed = { ...person, ...values, family: null, noKk: null, address: null, rt: null, rw: null };
    const start = performance.now();
    const found = personCandidates(office, typed, { limit: 10, least: -Infinity });
    times.push(performance.now() - start);
    places.push(found.findIndex(({ record }) => record === `p${number}`));
    once.push(personCandidates(office, { ...typed, nik: null, fatherName: null, motherName: null }, { limit: 10, least: -Infinity }).findIndex(({ record }) => record === `p${number}`));
  }
  const among = (list: readonly number[]): number => list.filter((place) => place >= 0).length;
  return [
    { name: `one person against ${people.toLocaleString('en')} while typing, p99`, value: percentile(times.slice(50), 0.99), unit: 'ms', goal: { most: 5 }, note: spread(times.slice(50), 'people') },
    { name: 'one person while typing: the twin among the first ten', value: (among(places) / places.length) * 100, unit: '%', goal: { least: 90 }, note: `of ${places.length}; with name, birth date, sex and place alone ${share(among(once), once.length)}` },
  ];
}

function share(part: number, whole: number): string {
  return `${showFigure((part / Math.max(1, whole)) * 100)} %`;
}
