import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import { findingWriter } from './finding-writer.ts';
import type { Judged } from './judged.ts';
import { keepReading, readingOf } from './packed-reading.ts';
import type { RowState } from './types.ts';

interface StagedRow { readonly derived: number; readonly id: number; readonly sheet: number; readonly no: number; readonly state: RowState | null; readonly name: string | null }

const ROWS = 'SELECT id, sheet, no, state, name, derived FROM row';

/** The staged row of that number, to be judged. */
export function rowToJudge(db: Connection, id: number): Judged | undefined {
  return load(db, `${ROWS} WHERE id = ?`, id)[0];
}

/** The staged people of a staged family, to be judged. */
export function peopleToJudge(db: Connection, family: number): Judged[] {
  return load(db, `${ROWS} WHERE parent = ? ORDER BY id`, family);
}

function load(db: Connection, sqlText: string, id: number): Judged[] {
  return (prepared(db, sqlText).all(id) as StagedRow[]).map((row) => ({
    id: row.id, sheet: row.sheet, no: row.no, parsed: readingOf(db, row.id), state: row.state, record: null, changes: [], name: row.name, mended: false, derived: row.derived === 1, findings: [], warned: null, unsaved: null,
  }));
}

export type SaveJudged = (row: Judged, ownerFamily: string | null) => void;

/** Keeps a row that is not in staging yet, with what was decided about it so far. */
export function keepUnsaved(db: Connection, file: number, row: Judged, ownerFamily: string | null = null): void {
  if (!row.unsaved) return;
  const { source, entity, parent } = row.unsaved;
  prepared(db, 'INSERT INTO row (id, source, file, sheet, no, entity, derived, parent, name, state, record, changes, ownerFamily, warned) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)')
    .run([row.id, source, file, row.sheet, row.no, entity, row.derived ? 1 : 0, parent, row.name, row.state, row.record?.uid ?? null, changesText(row), ownerFamily, row.warned]);
  row.unsaved = null;
}

function changesText({ changes }: Judged): string | null {
  return changes.length > 0 ? JSON.stringify(changes) : null;
}

/** Keeps what was decided about a row, with its findings. */
export function judgedSaver(db: Connection, file: number): SaveJudged {
  const update = db.prepare('UPDATE row SET state = ?, record = ?, changes = ?, name = ?, ownerFamily = ?, warned = ? WHERE id = ?');
  const add = findingWriter(db, file);
  return (row, ownerFamily) => {
    for (const finding of row.findings) add(row.id, row.sheet, row.no, finding);
    if (row.unsaved) keepUnsaved(db, file, row, ownerFamily);
    else update.run([row.state, row.record?.uid ?? null, changesText(row), row.name, ownerFamily, row.warned, row.id]);
    if (row.mended) keepReading(db, row.id, row.parsed);
  };
}
