import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { median } from './measure.ts';

/** The families and who receives what, as the register's lists say it. */
export interface RecapTask {
  readonly folder: string;
  readonly rounds: number;
  readonly families: readonly (readonly [id: number, region: string, district: string, desil: number, members: number, needs: string])[];
  readonly parts: readonly (readonly [family: number, programme: string])[];
}

/** How long each question took, in the middle of some rounds, and how many cells it answered with. */
export type RecapAnswers = Readonly<Record<'programme' | 'need' | 'desil', { readonly ms: number; readonly rows: number }>>;

const questions: Readonly<Record<keyof RecapAnswers, string>> = {
  programme: 'SELECT f.region, f.desil, e.programme, count(DISTINCT f.id), sum(f.members) FROM f JOIN e ON e.family = f.id GROUP BY ALL ORDER BY ALL',
  need: 'SELECT f.region, f.desil, n.need, count(*), sum(f.members) FROM f JOIN n ON n.family = f.id GROUP BY ALL ORDER BY ALL',
  desil: 'SELECT region, desil, count(*), sum(members) FROM f GROUP BY ALL ORDER BY ALL',
};

process.once('message', (task: RecapTask) => {
  void answer(task).then((answers) => process.send?.(answers, () => process.exit(0)));
});

async function answer({ folder, rounds, families, parts }: RecapTask): Promise<RecapAnswers> {
  await write(path.join(folder, 'f.csv'), 'id,region,district,desil,members', families.map(([id, region, district, desil, members]) => `${id},${region},${district},${desil},${members}`));
  await write(path.join(folder, 'n.csv'), 'family,need', families.flatMap(([id, , , , , needs]) => needs.trim().split(' ').filter(Boolean).map((need) => `${id},${need}`)));
  await write(path.join(folder, 'e.csv'), 'family,programme', parts.map(([family, programme]) => `${family},${programme}`));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const table of ['f', 'n', 'e']) await connection.run(`CREATE TABLE ${table} AS SELECT * FROM read_csv('${folder}/${table}.csv', header = true${table === 'f' ? ", types = {'region': 'VARCHAR', 'district': 'VARCHAR'}" : ''})`);
  const results: Partial<Record<keyof RecapAnswers, RecapAnswers['need']>> = {};
  for (const [key, sql] of Object.entries(questions) as [keyof RecapAnswers, string][]) {
    const times: number[] = [];
    let rows = 0;
    for (let round = 0; round <= rounds; round += 1) {
      const start = performance.now();
      rows = (await connection.runAndReadAll(sql)).getRows().length;
      if (round > 0) times.push(performance.now() - start);
    }
    results[key] = { ms: median(times), rows };
  }
  connection.closeSync();
  return results as RecapAnswers;
}

async function write(file: string, head: string, rows: readonly string[]): Promise<void> {
  const out = createWriteStream(file);
  out.write(`${head}\n`);
  for (const row of rows) if (!out.write(`${row}\n`)) await new Promise<void>((resolve) => void out.once('drain', () => resolve()));
  out.end();
  await finished(out);
}
