import { DuckDBInstance } from '@duckdb/node-api';

/**
 * Record linkage in the manner of Splink: blocking rules as self joins, comparison levels as CASE, weights added up, in
 * DuckDB with all its threads. The blocks and their sizes are those of `duplicateBlocks`; bigger blocks are left out here,
 * where the engine still compares neighbours. The names come normalised.
 */
export async function findWithDuckdb(csv: string): Promise<{ loadMs: number; findMs: number; pairs: [number, number, boolean][] }> {
  const start = performance.now();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE p AS SELECT * FROM read_csv('${csv}', header = true, all_varchar = true, nullstr = '')`);
  await connection.run('ALTER TABLE p ALTER id TYPE INTEGER');
  const loaded = performance.now();
  await connection.run(`CREATE TABLE tf AS SELECT name, -log2(count(*) / (SELECT count(*) FROM p)) AS bits FROM p GROUP BY name`);
  await connection.run(`CREATE TABLE pairs AS ${blocks.map(blockSql).join(' UNION ')}`);
  const result = await connection.runAndReadAll(scoreSql);
  const pairs = result.getRows().map(([l, r]) => [Number(l), Number(r), false] as [number, number, boolean]);
  const done = performance.now();
  connection.closeSync();
  return { loadMs: loaded - start, findMs: done - loaded, pairs };
}

const blocks = [
  { keys: ['nik'], most: 100 }, { keys: ['birth', 'sex'], most: 150 }, { keys: ['joined', 'birth[1:4]'], most: 100 }, { keys: ['joined', 'birth[5:8]'], most: 100 },
  { keys: ['father', 'mother'], most: 40 },
];

function blockSql({ keys, most }: (typeof blocks)[number]): string {
  const filled = keys.map((key) => `${key} IS NOT NULL`).join(' AND ');
  const side = `(SELECT * FROM (SELECT id, ${keys.map((key, place) => `${key} AS k${place}`).join(', ')}, count(*) OVER (PARTITION BY ${keys.join(', ')}) AS n FROM p WHERE ${filled}) WHERE n BETWEEN 2 AND ${most})`;
  return `SELECT l.id AS l, r.id AS r FROM ${side} l JOIN ${side} r ON ${keys.map((_, place) => `l.k${place} = r.k${place}`).join(' AND ')} AND l.id < r.id`;
}

const levels = (column: string, same: string, alike: number, near: number, differs: number): string => `CASE WHEN a.${column} IS NULL OR b.${column} IS NULL THEN 0
  WHEN a.${column} = b.${column} THEN ${same} WHEN jaro_winkler_similarity(a.${column}, b.${column}) >= 0.92 THEN ${alike}
  WHEN jaro_winkler_similarity(a.${column}, b.${column}) >= 0.85 THEN ${near} ELSE ${differs} END`;

const scoreSql = `WITH scored AS (SELECT l, r,
    CASE WHEN a.nik IS NULL OR b.nik IS NULL THEN 0 WHEN a.nik = b.nik THEN 20 WHEN damerau_levenshtein(a.nik, b.nik) = 1 THEN 0 ELSE -6 END AS nik,
    ${levels('name', 'least(20, coalesce(t.bits, 12))', 10, 5, -8)} AS name,
    CASE WHEN a.birth IS NULL OR b.birth IS NULL THEN 0 WHEN a.birth = b.birth THEN 12
      WHEN a.birth = b.birth[1:4] || b.birth[7:8] || b.birth[5:6] THEN 6 WHEN damerau_levenshtein(a.birth, b.birth) = 1 THEN 6 ELSE -6 END AS birth,
    CASE WHEN a.sex IS NULL OR b.sex IS NULL THEN 0 WHEN a.sex = b.sex THEN 1 ELSE -5 END AS sex,
    CASE WHEN a.place IS NULL OR b.place IS NULL THEN 0 WHEN a.place = b.place THEN 2 ELSE -1.5 END AS place,
    ${levels('father', '7', 4, 2, -3)} AS father, ${levels('mother', '7', 4, 2, -3)} AS mother,
    CASE WHEN a.family = b.family THEN 5 ELSE CASE WHEN a.address = b.address THEN 2 ELSE 0 END + CASE WHEN a.area = b.area THEN 1 ELSE 0 END END AS home
  FROM pairs JOIN p a ON a.id = l JOIN p b ON b.id = r LEFT JOIN tf t ON t.name = a.name)
  SELECT l, r FROM scored WHERE nik = 20 OR nik + name + birth + sex + place
    + CASE WHEN name > 0 THEN father + mother + home ELSE least(father, 0) + least(mother, 0) END >= 25`;
