import { fail } from '../rules/failure.ts';
import type { FieldValue } from '../rules/field.ts';
import type { Connection } from '../store/connection.ts';
import type { Reader } from '../store/office.ts';
import { linkOf } from './asked-person.ts';
import { findingsOf } from './preview.ts';
import { answerKey, answersOf, fixKey, fixesOf } from './choices.ts';
import { readingOf } from './packed-reading.ts';
import { columnLetters } from './readers/cell.ts';
import { rowCandidates } from './row-candidates.ts';
import { packedFamily } from './row-family.ts';
import { cellsOf } from './staged-row.ts';
import { stagedFile, stagingExists, withStaging } from './staging-store.ts';
import type { FieldChange, ImportHome, ImportRow, RowEntity, RowState } from './types.ts';

export interface RowsQuery {
  readonly staging: string;
  readonly sheet?: string;
  /** A row of a flat sheet may be a person and part of a family. */
  readonly entity?: RowEntity;
  readonly state?: RowState;
  readonly code?: string;
  /** Where the page before ended; 0 for the first. */
  readonly after: number;
  readonly limit: number;
  readonly lang?: 'id' | 'en';
}

interface Line { readonly id: number; readonly sheet: number; readonly entity: RowEntity; readonly no: number; readonly sheetName: string; readonly state: RowState; readonly source: number; readonly name: string | null; readonly record: string | null; readonly changes: string | null }

const MOST_FINDINGS = 50;

/** A page of staged rows with what would happen to each. Error: IMPORT_NOT_STAGED. */
export async function importRows(office: Reader, databaseKey: Uint8Array, query: RowsQuery): Promise<{ rows: ImportRow[]; next: number | null }> {
  if (!stagingExists(office.dir)) return fail('IMPORT_NOT_STAGED', { staging: query.staging });
  return withStaging(office.dir, databaseKey, (db) => {
    const file = stagedFile(db, query.staging);
    const where = ['r.file = @file', 'r.id > @after', 'r.state IS NOT NULL'];
    if (query.sheet !== undefined) where.push('s.name = @sheet');
    if (query.entity !== undefined) where.push('r.entity = @entity');
    if (query.state !== undefined) where.push('r.state = @state');
    if (query.code !== undefined) where.push('EXISTS (SELECT 1 FROM finding f WHERE f.row = r.id AND f.code = @code)');
    const found = db.prepare(`SELECT r.id, r.sheet, r.entity, r.no, s.name AS sheetName, r.state, r.source, r.name, r.record, r.changes FROM row r
      JOIN sheet s ON s.file = r.file AND s.no = r.sheet WHERE ${where.join(' AND ')} ORDER BY r.id LIMIT @limit`)
      .all({ file: file.id, after: query.after, limit: query.limit + 1, sheet: query.sheet ?? null, entity: query.entity ?? null, state: query.state ?? null, code: query.code ?? null }) as Line[];
    const page = found.slice(0, query.limit);
    const fixes = fixesOf(db, file.id);
    const answers = answersOf(db, file.id);
    const rows = page.map((line): ImportRow => {
      const findings = findingsOf(db, file.id, 'row = ?', [line.id], MOST_FINDINGS, query.lang);
      const asked = findings.filter((finding) => finding.severity !== 'info').map((finding) => finding.message);
      return {
        sheet: line.sheetName, row: line.no, entity: line.entity, state: line.state, cells: cellsOf(db, line.source).map((cell) => cell?.text ?? null), name: line.name,
        findings, changes: line.changes ? (JSON.parse(line.changes) as FieldChange[]) : [], record: line.record,
        candidates: line.state === 'question' ? rowCandidates(office, db, line, asked, query.lang) : [],
        home: line.state === 'question' ? homeOf(db, line.id) : null,
        fixes: [...(fixes.get(fixKey(line.sheet, line.no)) ?? [])].map(([column, value]) => ({ column: columnLetters(column), value })),
        answer: answers.get(answerKey(line.sheet, line.no, line.entity))?.answer ?? null,
      };
    });
    return { rows, next: found.length > query.limit ? (page.at(-1)?.id ?? null) : null };
  });
}

/** Where the people of a row live: a list says it in their own row, other files in the row of the family, which may stand in another sheet. */
function homeOf(db: Connection, row: number): ImportHome {
  const parent = db.prepare('SELECT parent FROM row WHERE id = ?').pluck().get(row) as number | null;
  const said = readingOf(db, row);
  const { noKk, address, rt, rw } = { ...(packedFamily(db, parent) ?? said.also), ...said.values };
  const text = (value: FieldValue | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
  return { noKk: text(noKk) ?? linkOf(said, 'n'), address: text(address), rt: text(rt), rw: text(rw) };
}
