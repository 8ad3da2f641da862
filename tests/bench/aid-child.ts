import { createWriteStream, existsSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { findingKinds } from '../../db/registry/aid/aid-finding.ts';
import { listAidRules } from '../../db/registry/aid/aid-rules.ts';
import { judgeAll } from '../../db/registry/aid/judge-all.ts';
import { nikTwice } from '../../db/reports/aid/nik-twice.ts';
import { reportNamed } from '../../db/reports/reports.ts';
import { isActivePerson } from '../../db/rules/checks/finding.ts';
import { openConnection } from '../../db/store/connection.ts';
import { makeReader } from '../../db/store/office.ts';
import type { OfficeIdentity, Reader } from '../../db/store/office.ts';
import { peakMegabytes } from './peak-memory.ts';

/** Rows of the lists; what the list *janggal* is made of, apart. */
export type AidTally = Readonly<Record<'overlap' | 'ineligible' | 'missed' | 'odd' | 'gone' | 'nik', number>>;

/** What the parent asks for: judging and listing an encrypted register, its records as CSV, or DuckDB's answers on these. */
export interface AidTask {
  readonly kind: 'judge' | 'lists' | 'csv' | 'duckdb';
  readonly register: string;
  readonly key: string;
  readonly dir: string;
  readonly identity: OfficeIdentity;
  readonly day: string;
  readonly folder: string;
}

export interface AidResult {
  readonly loadMs: number;
  readonly answerMs: number;
  readonly cpuMs: number;
  readonly peakMegabytes: number;
  readonly tally: AidTally;
}

process.once('message', (task: AidTask) => {
  void run(task).then((result) => process.send?.(result, () => process.exit(0)));
});

const none: AidTally = { overlap: 0, ineligible: 0, missed: 0, odd: 0, gone: 0, nik: 0 };

async function run(task: AidTask): Promise<AidResult> {
  const before = process.cpuUsage();
  const found = task.kind === 'duckdb' ? await (await import('./aid-duckdb.ts')).answerWithDuckdb(task.folder, task.day) : await withOffice(task);
  const { user, system } = process.cpuUsage(before);
  return { ...found, cpuMs: (user + system) / 1000, peakMegabytes: peakMegabytes() };
}

async function withOffice(task: AidTask): Promise<Pick<AidResult, 'loadMs' | 'answerMs' | 'tally'>> {
  const db = openConnection(task.register, { key: Buffer.from(task.key, 'hex'), readonly: true, mustExist: true });
  const office = makeReader(db, task.identity, task.dir, { now: () => new Date(`${task.day}T09:00:00`), newId: () => '' });
  if (task.kind === 'csv') await writeCsv(office, task.folder);
  const start = performance.now();
  const tally = task.kind === 'judge' ? judge(office, task.day) : task.kind === 'lists' ? lists(office) : none;
  const answerMs = performance.now() - start;
  db.close();
  return { loadMs: 0, answerMs, tally };
}

/** All four lists from nothing: every family judged, rows with ids, rules and facts. */
function judge(office: Reader, day: string): AidTally {
  const counts = new Map<number, number>();
  for (const { days: [found] } of judgeAll(office, listAidRules(office), [day])) for (const { kind } of found?.findings ?? []) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const of = (kind: number): number => counts.get(kind) ?? 0;
  return { overlap: of(findingKinds.overlap), ineligible: of(findingKinds.ineligible), missed: of(findingKinds.missed), odd: of(findingKinds.odd), gone: of(findingKinds.gone), nik: nikTwice(office, [day], { where: '1', params: [] })[0]?.length ?? 0 };
}

/** The same as four finished reports: with names, addresses, agencies and the facts in words. */
function lists(office: Reader): AidTally {
  const rows = (name: string): readonly Record<string, unknown>[] => reportNamed(name).run(office, { period: undefined, params: {}, scope: '', regionName: (code) => code, expected: [] }).rows;
  const odd = rows('anomalies');
  const cause = (...codes: string[]): number => odd.filter((row) => codes.includes(String(row['causeCode']))).length;
  return { overlap: rows('overlap').length, ineligible: rows('ineligible').length, missed: rows('missed').length, odd: cause('rule'), gone: cause('person', 'family'), nik: cause('nik') };
}

/** The records for DuckDB, once: what the rules ask for, with numbers for families. */
async function writeCsv(office: Reader, folder: string): Promise<void> {
  if (existsSync(path.join(folder, 'g.csv'))) return;
  const answers = 'healthInsurance, schooling, pregnant, seeing, hearing, walking, handling, learning, behaviour, speaking, selfCare, remembering, workPosition, occupationKk';
  await writeTable(office, path.join(folder, 'f.csv'), "SELECT family AS id, desil, nullif(trim(needs), '') AS needs, active, region FROM familySummary");
  await writeTable(office, path.join(folder, 'p.csv'), `SELECT p.uid AS uid, f.id AS family, p.birthDate AS birth, p.nik AS nik, p.status AS status, p.presence AS presence, ${answers} FROM person p JOIN family f ON f.uid = p.family ORDER BY p.id`,
    (row) => ({ ...row, active: isActivePerson({ status: row['status'] as number | null, presence: row['presence'] as number | null }) ? 1 : 0 }));
  await writeTable(office, path.join(folder, 'e.csv'), 'SELECT e.id AS id, e.programme AS programme, e.person AS person, f.id AS family, coalesce(e.status, 3) AS status, e.start AS start, e."end" AS "end" FROM enrolment e JOIN family f ON f.uid = e.family WHERE e.voided IS NULL ORDER BY e.id');
  await writeTable(office, path.join(folder, 'g.csv'), 'SELECT uid, benefitGroup AS grp, strategy, form, unitKind AS unit FROM programme');
}

async function writeTable(office: Reader, file: string, sql: string, make = (row: Record<string, unknown>): Record<string, unknown> => row): Promise<void> {
  const out = createWriteStream(file);
  let head = true;
  for (const row of office.db.prepare(sql).iterate() as Iterable<Record<string, unknown>>) {
    const made = make(row);
    if (head) out.write(`${Object.keys(made).join(',')}\n`);
    head = false;
    if (!out.write(`${Object.values(made).map((value) => String(value ?? '').replaceAll(',', ' ')).join(',')}\n`)) await new Promise<void>((resolve) => void out.once('drain', () => resolve()));
  }
  out.end();
  await finished(out);
}
