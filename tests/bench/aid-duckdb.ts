import { DuckDBInstance } from '@duckdb/node-api';
import type { AidTally } from './aid-child.ts';

/**
 * The four questions in DuckDB with all its threads, on the same records from CSV: the rules that come with the program
 * written by hand as SQL, set at a time. It answers with ids and counts, without words and without the facts of a rule.
 */
export async function answerWithDuckdb(folder: string, day: string): Promise<{ loadMs: number; answerMs: number; tally: AidTally }> {
  const start = performance.now();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const table of ['f', 'p', 'e', 'g']) await connection.run(`CREATE TABLE ${table} AS SELECT * FROM read_csv('${folder}/${table}.csv', header = true, nullstr = '', ${table === 'g' ? 'all_varchar = true' : `types = ${typesOf(table)}`})`);
  const loaded = performance.now();
  const count = async (sql: string): Promise<number> => Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0] ?? 0);
  for (const sql of [base(day), overlaps(), ...ineligible(day)]) await connection.run(sql);
  const tally = {
    overlap: await count("SELECT count(*) FROM together WHERE said IS NOT NULL AND said <> 'allow'"), ineligible: await count('SELECT count(*) FROM failing'), missed: await count(missed), odd: await count(odd), gone: await count(gone(day)), nik: await count(nik),
  };
  const done = performance.now();
  connection.closeSync();
  return { loadMs: loaded - start, answerMs: done - loaded, tally };
}

function typesOf(table: string): string {
  const text = (...names: string[]): string => `{${names.map((name) => `'${name}': 'VARCHAR'`).join(', ')}}`;
  if (table === 'p') return text('birth', 'nik', 'uid');
  if (table === 'e') return text('start', 'end', 'person', 'programme');
  return text('region', 'needs');
}

const P = (number: number): string => `'01900000-0000-7000-8000-${String(number).padStart(12, '0')}'`;
const housing = [P(101), P(102), P(215)].join(', ');
const month = (date: string): string => `(${date}[1:4]::INT * 12 + ${date}[6:7]::INT)`;
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
const yearsBefore = (day: string, years: number): string => `'${Number(day.slice(0, 4)) - years}${day.slice(4)}'`;
const older = (day: string, age: number): string => `birth <= ${yearsBefore(day, age)}`;

/** Parts that have begun, with whether somebody receives on the day, and the first and last month. */
function base(day: string): string {
  const receives = `(e.status <> 1 AND (e.start IS NULL OR e.start <= '${day}') AND CASE WHEN e."end" IS NOT NULL THEN e."end" > '${day}' ELSE e.status NOT IN (5, 6) END)`;
  return `CREATE TABLE b AS SELECT e.*, g.grp::INT AS grp, g.strategy::INT AS strategy, g.form::INT AS form, g.unit::INT AS unit, ${receives} AS receives,
      coalesce(${month('e.start')}, -99999) AS first, CASE WHEN e."end" IS NOT NULL AND e."end" <= '${day}' THEN ${month('e."end"')} WHEN ${receives} THEN ${monthOf(day)} ELSE coalesce(${month('e.start')}, -99999) END AS last
    FROM e JOIN g ON g.uid = e.programme WHERE e.status <> 1 AND (e.start IS NULL OR e.start <= '${day}')`;
}

function overlaps(): string {
  const both = (a: string, b: string): string => `((a.programme IN (${a}) AND b.programme IN (${b})) OR (a.programme IN (${b}) AND b.programme IN (${a})))`;
  return `CREATE TABLE together AS SELECT a.id AS a, b.id AS b, CASE
      WHEN a.programme IN (${housing}) AND b.programme IN (${housing}) AND gap <= 120 THEN 'forbid'
      WHEN gap > 0 THEN NULL
      WHEN ${both(`${P(1)}, ${P(2)}`, P(6))} THEN 'forbid'
      WHEN a.person IS NOT NULL AND a.person = b.person AND ${both(P(3), P(4))} THEN 'forbid'
      WHEN ${both(`${P(1)}, ${P(2)}`, `${P(7)}, ${P(8)}`)} THEN 'warn'
      WHEN a.person IS NOT NULL AND a.person = b.person AND a.programme = ${P(103)} AND b.programme = ${P(103)} THEN 'warn'
      WHEN ${both(P(1), P(2))} THEN 'allow'
      WHEN a.programme <> b.programme AND a.grp = 1 AND b.grp = 1 THEN 'warn'
      WHEN a.programme = b.programme AND a.unit = 2 THEN 'forbid' END AS said
    FROM (SELECT a, b, greatest(a.first, b.first) - least(a.last, b.last) AS gap FROM b a JOIN b ON a.family = b.family AND a.id < b.id WHERE a.receives OR b.receives)`;
}

/** A test of somebody in the family, told of those alive and here: true, false, or unknown. */
const someone = (test: string): string => `CASE WHEN bool_or(${test}) THEN true WHEN count(*) FILTER (WHERE (${test}) IS NULL) > 0 THEN NULL ELSE false END`;

function ineligible(day: string): string[] {
  const r = 'FROM b JOIN f ON f.id = b.family LEFT JOIN p ON p.uid = b.person WHERE b.receives';
  const desil = (programme: number, most: number): string => `SELECT b.id, 'desil' ${r} AND b.programme = ${P(programme)} AND f.desil > ${most}`;
  const age = (programme: number, from: number, to: number): string => `SELECT b.id, 'age' ${r} AND b.programme = ${P(programme)} AND p.birth IS NOT NULL AND NOT (p.birth <= ${yearsBefore(day, from)} AND p.birth > ${yearsBefore(day, to + 1)})`;
  const hard = `(${['seeing', 'hearing', 'walking', 'handling', 'learning', 'behaviour', 'speaking', 'selfCare', 'remembering'].map((field) => `${field} IN (1, 2)`).join(' OR ')})`;
  return [`CREATE TABLE parts AS SELECT family, ${someone(`birth > ${yearsBefore(day, 7)}`)} AS small, ${someone(older(day, 60))} AS old,
      ${someone(`${older(day, 6)} AND birth > ${yearsBefore(day, 22)} AND schooling IN (2)`)} AS pupil, ${someone('pregnant IN (1)')} AS pregnant, ${someone(hard)} AS hard,
      ${someone('workPosition IN (5) OR occupationKk IN (5, 6, 7, 16, 17, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63)')} AS official FROM p WHERE active = 1 GROUP BY family`,
    `CREATE TABLE failing AS
      SELECT b.id, 'jkn' AS why ${r} AND b.programme IN (${P(3)}, ${P(4)}) AND p.healthInsurance <> 99 AND (p.healthInsurance & 2 = 2 OR p.healthInsurance & 4 = 4)
      UNION ALL ${desil(1, 4)} UNION ALL ${desil(2, 5)} UNION ALL ${desil(3, 5)} UNION ALL ${age(5, 6, 21)} UNION ALL ${age(203, 16, 59)}
      UNION ALL SELECT b.id, 'desa' ${r} AND b.programme = ${P(6)} AND f.region[10] = '1'
      UNION ALL SELECT b.id, 'old' ${r} AND b.programme = ${P(201)} AND (p.birth > ${yearsBefore(day, 60)} OR f.desil > 4)
      UNION ALL SELECT b.id, 'pkh' FROM b LEFT JOIN parts ON parts.family = b.family WHERE b.receives AND b.programme = ${P(1)} AND NOT (coalesce(small OR old OR pupil OR pregnant OR hard, parts.family IS NOT NULL))`];
}

const missed = "SELECT count(*) FROM f WHERE active = 1 AND (desil <= 2 OR needs IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM b WHERE b.family = f.id AND b.receives AND b.form IN (1, 2, 3, 5))";
const odd = 'SELECT count(*) FROM b JOIN parts ON parts.family = b.family WHERE b.receives AND b.strategy = 1 AND parts.official';
const gone = (day: string): string => `SELECT count(*) FROM e JOIN p ON p.uid = e.person WHERE p.active = 0 AND e.status <> 1 AND CASE WHEN e."end" IS NULL THEN e.status NOT IN (5, 6) ELSE e."end" > '${day}' END`;
const nik = `SELECT count(*) FROM b JOIN p ON p.uid = b.person WHERE b.receives AND p.active = 1 AND p.nik IN (SELECT nik FROM p WHERE active = 1 AND nik IS NOT NULL GROUP BY nik HAVING count(*) > 1)`;
