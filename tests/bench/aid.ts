import { fork } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { keepAnswers } from '../../db/registry/aid/keep-answers.ts';
import { refreshDerived } from '../../db/registry/refresh-derived.ts';
import { aidCounts } from '../../db/reports/aid/aid-counts.ts';
import { aidTrend } from '../../db/reports/aid/aid-trend.ts';
import { periodEnds } from '../../db/rules/aid/period-ends.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { carryOverLater } from '../../db/store/late-checkpoint.ts';
import { officePaths } from '../../db/store/office-folder.ts';
import { openOffice } from '../../db/store/open-office.ts';
import type { OpenOffice } from '../../db/store/open-office.ts';
import { newId } from '../../db/store/new-id.ts';
import type { AidResult, AidTally, AidTask } from './aid-child.ts';
import { aidCity, keptAidRegister } from './aid-register.ts';
import { benchPassphrase, benchUser } from './bench-office.ts';
import { dirOf, sessionOf } from './bench-session.ts';
import { copyKept } from './keep.ts';
import { percentile, showFigure, spread } from './measure.ts';
import type { Line } from './measure.ts';

const EDITS = 400;

/** The four lists of aid of a city: from nothing, in DuckDB on the same records, and kept current by increments. */
export async function benchAid(families: number): Promise<Line[]> {
  const kept = await keptAidRegister(families);
  const day = readFileSync(path.join(kept, 'day.txt'), 'utf8');
  const folder = copyKept(kept);
  try {
    const office = openAt(folder, day);
    const task: Omit<AidTask, 'kind'> = { register: officePaths(office.writer.dir).register, key: Buffer.from(office.secrets.databaseKey).toString('hex'), dir: office.writer.dir, identity: office.writer.identity, day, folder: kept };
    const counts = office.writer.db.prepare('SELECT (SELECT count(*) FROM family) AS families, (SELECT count(*) FROM person) AS people, (SELECT count(*) FROM enrolment) AS parts').get() as Sizes;
    office.close();
    await inChild({ ...task, kind: 'csv' });
    const ours = [await inChild({ ...task, kind: 'judge' }), await inChild({ ...task, kind: 'judge' })].sort((a, b) => a.answerMs - b.answerMs);
    const lists = await inChild({ ...task, kind: 'lists' });
    const theirs = await inChild({ ...task, kind: 'duckdb' });
    const again = openAt(folder, day);
    const increments = keepingLines(again);
    again.close();
    return [...wholeLines(counts, ours, lists, theirs), ...increments];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface Sizes { readonly families: number; readonly people: number; readonly parts: number }

/** With the clock of the day that the register is of. */
function openAt(folder: string, day: string): OpenOffice {
  let at = Date.parse(`${day}T09:00:00`);
  return openOffice({ now: () => new Date((at += 1)), newId, dir: dirOf(folder, aidCity), profileDir: folder, user: benchUser, passphrase: benchPassphrase });
}

function inChild(task: AidTask): Promise<AidResult> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'aid-child.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] });
    child.once('message', (result) => { resolve(result as AidResult); });
    child.once('error', reject);
    child.once('exit', (code) => { if (code !== 0) reject(new Error(`the ${task.kind} child ended with ${code}`)); });
    child.send(task);
  });
}

function wholeLines({ families, people, parts }: Sizes, [ours, slower]: AidResult[], lists: AidResult, theirs: AidResult): Line[] {
  if (!ours || !slower) return [];
  const number = (count: number): string => count.toLocaleString('en');
  const told = (tally: AidTally): string => Object.entries(tally).map(([name, count]) => `${name} ${number(count)}`).join(', ');
  if (told(ours.tally) !== told(lists.tally)) throw new Error(`The lists say something else: ${told(ours.tally)} against ${told(lists.tally)}`);
  const same = told(ours.tally) === told(theirs.tally);
  return [
    { name: `all four lists of ${number(families)} families × ${number(parts)} parts, judged from nothing`, value: ours.answerMs / 1000, unit: 's', goal: { most: 2 }, note: `people by a thread beside, encrypted, ${number(people)} people; second run ${showFigure(slower.answerMs / 1000)} s; ${told(ours.tally)}` },
    { name: 'the same as four finished lists, with names, addresses and facts in words', value: lists.answerMs / 1000, unit: 's', note: `${showFigure(lists.peakMegabytes)} MB at most; ${showFigure(lists.cpuMs / 1000)} s of the processor` },
    { name: 'the same questions in DuckDB, all threads, once its CSV is loaded', value: theirs.answerMs / 1000, unit: 's', note: `ids and counts alone; loading ${showFigure(theirs.loadMs / 1000)} s; ${showFigure(theirs.cpuMs / 1000)} s of the processor; ${same ? 'the same counts' : `other counts: ${told(theirs.tally)}`}` },
    { name: 'DuckDB with loading over ours', value: (theirs.loadMs + theirs.answerMs) / ours.answerMs, unit: '×', note: `without loading ${showFigure(theirs.answerMs / ours.answerMs)} ×` },
    { name: 'peak memory of judging, ours over DuckDB', value: ours.peakMegabytes / theirs.peakMegabytes, unit: '×', note: `${showFigure(ours.peakMegabytes)} MB against ${showFigure(theirs.peakMegabytes)} MB` },
  ];
}

/** What is kept: all of it once, then one changed family at a time, durable each time. */
function keepingLines(office: OpenOffice): Line[] {
  const { office: writer, user } = sessionOf(office);
  const start = performance.now();
  while (keepAnswers(writer, 500) > 0);
  const all = (performance.now() - start) / 1000;
  const [own, whole]: [number[], number[]] = [[], []];
  const rows = writer.db.prepare('SELECT e.id AS id, f.id AS family FROM enrolment e JOIN family f ON f.uid = e.family WHERE e.id % (SELECT max(1, count(*) / ?) FROM enrolment) = 0 ORDER BY e.id').all(EDITS) as { id: number; family: number }[];
  for (const { id, family } of rows) {
    const begin = performance.now();
    writeChanges(writer, { user, kind: 'edit' }, (log) => {
      log.update('enrolment', id, { status: 4 });
      refreshDerived(writer, [family], log.tx);
    });
    const changed = performance.now();
    keepAnswers(writer, 50);
    carryOverLater(writer, office.secrets.databaseKey);
    own.push(performance.now() - changed);
    whole.push(performance.now() - begin);
  }
  const query = { params: {}, scope: '' };
  const counted = timed(() => aidCounts(writer, query, false));
  const days = periodEnds(writer.now().toISOString().slice(0, 10), 'month', 6);
  const trend = timed(() => aidTrend(writer, query, 'overlap', days));
  return [
    { name: 'one changed family: the four lists current again, durable, p99', value: percentile(own.slice(20), 0.99), unit: 'ms', goal: { most: 10 }, note: `${spread(own.slice(20), 'changes')}; with the change itself ${spread(whole.slice(20), '')}` },
    { name: 'counts of the four lists out of what is kept', value: counted, unit: 'ms', note: 'as the home screen asks for them' },
    { name: 'all answers kept anew, in steps of 500 families between other calls', value: all, unit: 's', note: 'in the background, after a rule changed or a whole import; lists judge for themselves meanwhile' },
    { name: 'a trend of six months', value: trend / 1000, unit: 's', note: 'one reading, judged on six days' },
  ];
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
