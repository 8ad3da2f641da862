import { fork } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { keepMonths } from '../../db/registry/checkpoints/checkpoints.ts';
import { keepRecaps } from '../../db/registry/recaps/keep-recaps.ts';
import { refreshDerived } from '../../db/registry/refresh-derived.ts';
import { reportNamed } from '../../db/reports/reports.ts';
import { recapRows } from '../../db/reports/recaps/recap.ts';
import { recapKinds } from '../../db/reports/recaps/recap-items.ts';
import { addDays } from '../../db/rules/dates.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { newId } from '../../db/store/new-id.ts';
import type { Reader, Writer } from '../../db/store/office.ts';
import { openOffice } from '../../db/store/open-office.ts';
import { aidCity, keptAidRegister } from './aid-register.ts';
import { benchPassphrase, benchUser } from './bench-office.ts';
import { dirOf, sessionOf } from './bench-session.ts';
import { copyKept } from './keep.ts';
import { median, percentile, showFigure, spread } from './measure.ts';
import type { Line } from './measure.ts';
import type { RecapAnswers, RecapTask } from './recaps-duckdb.ts';

const ROUNDS = 12;
const SAVES = 300;
const village = '61.71.03.1002';

/** Recaps of a city and of a kelurahan out of what is kept, against DuckDB on the same lines; saves with and without keeping them; a past day. */
export async function benchRecaps(families: number): Promise<Line[]> {
  const kept = await keptAidRegister(families);
  const day = readFileSync(path.join(kept, 'day.txt'), 'utf8');
  const folder = copyKept(kept);
  let at = Date.parse(`${day}T09:00:00`);
  const office = openOffice({ now: () => new Date((at += 1)), newId, dir: dirOf(folder, aidCity), profileDir: folder, user: benchUser, passphrase: benchPassphrase });
  try {
    const { office: writer, user } = sessionOf(office);
    const lines = [...recapLines(writer), ...(await duckdbLines(writer, folder)), ...saveLines(writer, user), rebuildLine(writer)];
    at = Date.parse(`${addDays(day, 35)}T09:00:00`);
    keepMonths(writer);
    return [...lines, pastLine(writer, addDays(day, 32))];
  } finally {
    office.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function runOn(reader: Reader, params: Record<string, string>, period?: string): Record<string, unknown> {
  return reportNamed('recap').run(reader, { period, params, scope: '', regionName: (code) => code, expected: [] }).data;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function recapLines(writer: Writer): Line[] {
  const city: number[] = [];
  const own: number[] = [];
  const worst = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) for (const of of recapKinds) {
    for (const by of recapRows) for (const filter of [{}, { desil: '1,2' }] as Record<string, string>[]) {
      const ms = timed(() => runOn(writer, { of, by, ...filter }));
      if (round === 0) continue;
      city.push(ms);
      worst.set(`${of} by ${by}`, Math.max(worst.get(`${of} by ${by}`) ?? 0, ms));
    }
    for (const by of ['rt', 'rw', 'region']) {
      const ms = timed(() => runOn(writer, { of, by, region: village }));
      if (round > 0) own.push(ms);
    }
  }
  const slowest = [...worst].sort(([, a], [, b]) => b - a).slice(0, 3).map(([name, ms]) => `${name} ${showFigure(ms)}`).join(', ');
  return [
    { name: 'any recap of a city, p99', value: percentile(city, 0.99), unit: 'ms', goal: { most: 50 }, note: `${spread(city, 'recaps')}; slowest: ${slowest}` },
    { name: 'any recap of a kelurahan, p99', value: percentile(own, 0.99), unit: 'ms', goal: { most: 8 }, note: spread(own, 'recaps') },
  ];
}

/** The same three questions both ways, in turn; DuckDB with all its threads, its CSV loaded before. */
async function duckdbLines(writer: Writer, folder: string): Promise<Line[]> {
  const task: RecapTask = { folder, rounds: 9, families: writer.db.prepare("SELECT family AS id, region, substr(region, 1, 8) AS district, coalesce(desil, 0) AS desil, members, needs FROM familySummary WHERE active = 1").raw().all() as RecapTask['families'], parts: writer.db.prepare(`SELECT DISTINCT f.id, e.programme FROM enrolment e JOIN family f ON f.uid = e.family JOIN familySummary s ON s.family = f.id WHERE s.active = 1 AND e.voided IS NULL AND coalesce(e.status, 3) IN (2, 3, 4)`).raw().all() as RecapTask['parts'] };
  const theirs = await new Promise<RecapAnswers>((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'recaps-duckdb.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'], serialization: 'advanced' });
    child.once('message', (answers) => { resolve(answers as RecapAnswers); });
    child.once('error', reject);
    child.once('exit', (code) => { if (code !== 0) reject(new Error(`the DuckDB child ended with ${code}`)); });
    child.send(task);
  });
  const ours = (params: Record<string, string>): number => median(Array.from({ length: 9 }, () => timed(() => runOn(writer, params))));
  const asked = { programme: { of: 'programme', by: 'region' }, need: { of: 'need', by: 'region' }, desil: { of: 'desil', by: 'region' } } as const;
  return (Object.keys(asked) as (keyof typeof asked)[]).map((key): Line => {
    const [mine, other] = [ours(asked[key]), theirs[key]];
    const goal = key === 'programme' ? { goal: { least: 20 } } : {};
    return { name: `DuckDB over kept: kelurahan × desil${key === 'desil' ? '' : ` × ${key}`}`, value: other.ms / mine, unit: '×', ...goal, note: `${showFigure(mine)} ms, finished rows, against ${showFigure(other.ms)} ms (${other.rows} cells)` };
  });
}

function saveLines(writer: Writer, user: { readonly uid: string | null; readonly name: string }): Line[] {
  const rows = writer.db.prepare('SELECT id FROM family WHERE id % (SELECT max(1, count(*) / ?) FROM family) = 0 ORDER BY id').pluck().all(SAVES * 2) as number[];
  const save = (family: number, desil: number): number => timed(() => writeChanges(writer, { user, kind: 'edit' }, (log) => {
    log.update('family', family, { surveyDate: `2025-0${1 + (desil % 9)}-11`, toilet: desil % 2 === 0 ? 1 : 4 });
    refreshDerived(writer, [family], log.tx);
  }));
  const [withThem, without]: [number[], number[]] = [[], []];
  const triggers = writer.db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '*_recap_*'").all() as { name: string; sql: string }[];
  // In turn, so that both meet the same disk; each family once.
  for (let block = 0; block * 50 < rows.length; block += 1) {
    const off = block % 2 === 1;
    if (off) for (const { name } of triggers) writer.db.exec(`DROP TRIGGER ${name}`);
    for (const family of rows.slice(block * 50, block * 50 + 50)) (off ? without : withThem).push(save(family, family));
    if (off) for (const { sql } of triggers) writer.db.exec(sql);
  }
  const [a, b] = [withThem.slice(10), without.slice(10)];
  return [{ name: 'a save that keeps recaps current over one that does not, p99', value: percentile(a, 0.99) - percentile(b, 0.99), unit: 'ms', goal: { most: 2 }, note: `with ${spread(a, 'saves')}; without ${spread(b, 'saves')}` }];
}

function rebuildLine(writer: Writer): Line {
  const ms = timed(() => writer.db.transaction(() => {
    writer.db.exec('DELETE FROM recapCell; DELETE FROM recapTotal; DELETE FROM recapPending; INSERT INTO recapPending (family, was) SELECT family, NULL FROM familySummary');
    keepRecaps(writer);
  })());
  return { name: 'all recaps counted anew', value: ms / 1000, unit: 's', note: 'after an import of a whole city; one transaction' };
}

function pastLine(writer: Writer, period: string): Line {
  const times = recapKinds.flatMap((of) => (['region', 'rt'] as const).map((by) => timed(() => runOn(writer, { of, by }, period))));
  return { name: 'any recap of a city as of a past date, longest', value: Math.max(...times) / 1000, unit: 's', goal: { most: 1 }, note: `${times.length} recaps, middle ${showFigure(median(times))} ms` };
}
