import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import ExcelJS from 'exceljs';
import { dtsenFamilyColumns, dtsenPersonColumns } from '../../../db/intake/dtsen-columns.ts';
import { opensidPenduduk } from '../../../db/intake/layouts/opensid.ts';
import { fieldsOf } from '../../../db/rules/entities.ts';
import type { NamedField } from '../../../db/rules/entities.ts';
import { readCode } from '../../../db/rules/lists.ts';
import { openConnection } from '../../../db/store/connection.ts';

type Entity = 'family' | 'person';
type Cells = Record<string, string | number | null>;

/** A sheet of the file: a row of it is a family or a person, or a person whose family is told beside; header by header the field that it fills, and which one holds the No KK. */
interface PeerSheet {
  readonly entity: Entity;
  readonly columns: Readonly<Record<string, string>>;
  readonly cardAt: string;
}

const dtsenCard = 'nomor_kartu_keluarga';
const sheetsOf = {
  dtsen: [{ entity: 'family', columns: dtsenFamilyColumns, cardAt: dtsenCard }, { entity: 'person', columns: dtsenPersonColumns, cardAt: dtsenCard }],
  list: [{ entity: 'person', columns: opensidPenduduk.sheets[0]?.columns ?? {}, cardAt: 'no_kk' }],
} as const satisfies Record<string, readonly PeerSheet[]>;

/** The files that the peer knows. */
export type PeerFile = keyof typeof sheetsOf;

const kindOf = (field: NamedField): 'text' | 'integer' | 'real' => (['text', 'date', 'ref', 'json'].includes(field.kind) ? 'text' : field.kind === 'real' ? 'real' : 'integer');

/**
 * As programs of this kind do it: exceljs' streaming reader, drizzle inserts of a hundred rows, FTS triggers, no checks. It
 * gets the same database (encrypted alike), the same rows in the same columns with the register's indexes, what the
 * register searches behind triggers, and one transaction for all. Labels become codes by a look-up; families and people
 * are joined. It writes no log, and sorts nothing out.
 */
export async function importAsPeer(path: string, file: PeerFile): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tepat-bench-peer-'));
  const connection = openConnection(join(folder, 'peer.db'), { key: randomBytes(32) });
  try {
    connection.exec(`${tableText('family')}; ${tableText('person')};
      CREATE INDEX family_noKk ON family ("noKk"); CREATE INDEX person_family ON person (family); CREATE INDEX person_nik ON person (nik); CREATE INDEX person_birth ON person ("birthDate", sex);
      ${searchText('person', 'name', "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3', detail=column")} ${searchText('person', 'nik', "tokenize='trigram', detail=none")}
      ${searchText('family', 'address', "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3', detail=column")} ${searchText('family', 'noKk', "tokenize='trigram', detail=none")}`);
    const db = drizzle(connection);
    const [family, person] = [inserter(db, 'family'), inserter(db, 'person')];
    const families = new Map<string, string>();
    let rows = 0;
    connection.exec('BEGIN IMMEDIATE');
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, { sharedStrings: 'cache', worksheets: 'emit', styles: 'cache', hyperlinks: 'ignore', entries: 'ignore' });
    const sheets: PeerSheet[] = [...sheetsOf[file]];
    for await (const sheet of reader) {
      const as = sheets.shift();
      if (!as) break;
      let take: ((values: readonly unknown[]) => void) | null = null;
      for await (const row of sheet) {
        const values = row.values as readonly unknown[];
        if (take) {
          take(values);
          rows += 1;
        } else take = rowTaker(as, values, families, { family: family.add, person: person.add });
      }
      family.flush();
      person.flush();
    }
    connection.exec('COMMIT');
    return rows;
  } finally {
    connection.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function tableText(entity: Entity): string {
  return `CREATE TABLE ${entity} (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, ${fieldsOf(entity).map((field) => `"${field.key}" ${kindOf(field).toUpperCase()}`).join(', ')})`;
}

function searchText(entity: Entity, field: string, options: string): string {
  const name = `${entity}_${field}_search`;
  return `CREATE VIRTUAL TABLE ${name} USING fts5("${field}", content='${entity}', content_rowid='id', ${options});
    CREATE TRIGGER ${name}_made AFTER INSERT ON ${entity} BEGIN INSERT INTO ${name} (rowid, "${field}") VALUES (new.id, new."${field}"); END;`;
}

/** Inserts rows a hundred at a time. */
function inserter(db: ReturnType<typeof drizzle>, entity: Entity): { add(row: Cells): void; flush(): void } {
  const table = tableOf(entity);
  let batch: Cells[] = [];
  const flush = (): void => {
    if (batch.length > 0) db.insert(table).values(batch as never).run();
    batch = [];
  };
  return {
    add(row) {
      batch.push(row);
      if (batch.length === 100) flush();
    },
    flush,
  };
}

function tableOf(entity: Entity) {
  const columns = fieldsOf(entity).map((field) => {
    const kind = kindOf(field);
    return [field.key, kind === 'text' ? text(field.key) : kind === 'real' ? real(field.key) : integer(field.key)] as const;
  });
  return sqliteTable(entity, { uid: text('uid'), ...Object.fromEntries(columns) });
}

interface Place { readonly place: number; readonly field: NamedField; readonly kind: 'text' | 'integer' | 'real' }

/** Reads rows by the header: the columns that the register keeps, labels as their codes. A family that stands beside its people is made with the first of them. */
function rowTaker({ entity, columns, cardAt }: PeerSheet, header: readonly unknown[], families: Map<string, string>, add: Readonly<Record<Entity, (row: Cells) => void>>): (values: readonly unknown[]) => void {
  const codes = new Map<string, Map<string, number | null>>();
  const codeOf = (list: string, label: string): number | null => {
    let known = codes.get(list);
    if (!known) codes.set(list, (known = new Map()));
    let code = known.get(label);
    if (code === undefined) known.set(label, (code = plainCode(list, label)));
    return code;
  };
  const placesOf = (of: Entity): Place[] => {
    const fields = new Map(fieldsOf(of).map((field) => [of === entity ? field.key : `${of}.${field.key}`, field]));
    return header.flatMap((name, place) => {
      const field = fields.get(columns[String(name)] ?? '');
      return field ? [{ place, field, kind: kindOf(field) }] : [];
    });
  };
  const cells = (places: readonly Place[], values: readonly unknown[]): Cells => {
    const row: Cells = { uid: randomUUID() };
    for (const { place, field, kind } of places) {
      const value = values[place];
      if (value === undefined || value === null || value === '') continue;
      row[field.key] = typeof value === 'number' || kind === 'text' ? (value as string) : codeOf(field.list ?? 'TEPAT.ya', String(value));
    }
    return row;
  };
  const [own, beside] = [placesOf(entity), placesOf('family')];
  const familyAt = header.indexOf(cardAt);
  return (values) => {
    const row = cells(own, values);
    const number = String(values[familyAt]);
    if (entity === 'family') families.set(number, String(row.uid));
    else {
      let family = families.get(number);
      if (family === undefined && beside.length > 0) {
        const made: Cells = { ...cells(beside, values), noKk: number };
        families.set(number, (family = String(made.uid)));
        add.family(made);
      }
      row.family = family ?? null;
    }
    add[entity](row);
  };
}

function plainCode(list: string, label: string): number | null {
  const code = readCode(list, label);
  if (typeof code === 'number') return code;
  return /^ya$/i.test(label) ? 1 : /^tidak$/i.test(label) ? 0 : null;
}
