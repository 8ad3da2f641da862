import { areaTerms, numberTerms } from '../../db/registry/search-terms.ts';
import { nameKey } from '../../db/rules/name-key.ts';
import type { Reader } from '../../db/store/office.ts';

type Row = (string | number | Buffer | null)[];

/** Rows of one table as the registry wrote them, ready to be bound again. */
export interface Table {
  readonly insert: string;
  readonly rows: readonly Row[];
}

const plainTables = ['family', 'person', 'ranking', 'enrolment', 'change', 'familySummary', 'lineChange', 'lineOrder'] as const;

/** Everything that was written, or that the conditions let pass (SQL, by table), table by table. */
export function readTables({ db }: Reader, only: Readonly<Partial<Record<(typeof plainTables)[number], string>>> = {}): Table[] {
  const plain = plainTables.map((table) => {
    const columns = (db.pragma(`table_info("${table}")`) as { name: string }[]).map((column) => `"${column.name}"`);
    const order = table === 'change' ? 'device, epoch, counter' : '1';
    return {
      insert: `INSERT INTO "${table}" (${columns.join(',')}) VALUES (${columns.map(() => '?').join(',')})`,
      rows: db.prepare(`SELECT ${columns.join(',')} FROM "${table}" WHERE ${only[table] ?? 'true'} ORDER BY ${order}`).raw().all() as Row[],
    };
  });
  const people = db.prepare(`SELECT p.id, p.name, s.rt, s.rw, p.nik, s.region FROM person p JOIN familySummary s ON s.uid = p.family WHERE p.id IN (SELECT id FROM person WHERE ${only.person ?? 'true'}) ORDER BY p.id`).raw().all() as (string | null)[][];
  const families = db.prepare(`SELECT family, address, rt, rw, noKk, region FROM familySummary WHERE ${only.familySummary ?? 'true'} ORDER BY family`).raw().all() as (string | null)[][];
  return [
    ...plain,
    {
      insert: 'INSERT INTO personSearch (rowid, name, key, area) VALUES (?, ?, ?, ?)',
      rows: people.map(([id, name, rt, rw, , region]) => [id ?? null, name ?? '', nameKey(name ?? ''), areaTerms(rt ?? null, rw ?? null, region ?? null)]),
    },
    { insert: 'INSERT INTO nikSearch (rowid, nik) VALUES (?, ?)', rows: people.filter((person) => typeof person[4] === 'string').map(([id, , , , nik, region]) => [id ?? null, numberTerms(nik ?? '', region ?? null)]) },
    {
      insert: 'INSERT INTO addressSearch (rowid, address, area) VALUES (?, ?, ?)',
      rows: families.map(([id, address, rt, rw, , region]) => [id ?? null, address ?? '', areaTerms(rt ?? null, rw ?? null, region ?? null)]),
    },
    { insert: 'INSERT INTO noKkSearch (rowid, noKk) VALUES (?, ?)', rows: families.filter((family) => typeof family[4] === 'string').map(([id, , , , noKk, region]) => [id ?? null, numberTerms(noKk ?? '', region ?? null)]) },
  ];
}

/** Puts them in by prepared statements, in one transaction: nothing is worked out, hashed or numbered. */
export function insertAll({ db }: Reader, tables: readonly Table[]): void {
  const prepared = tables.map(({ insert, rows }) => ({ statement: db.prepare(insert), rows }));
  db.transaction(() => {
    for (const { statement, rows } of prepared) for (const row of rows) statement.run(row);
  }).immediate();
}
