import { fail } from '../rules/failure.ts';
import { changeRow, sheetNo } from './change-staged.ts';
import type { StagedAt } from './change-staged.ts';
import type { ImportPreview, RowAnswer, RowEntity } from './types.ts';

export interface GivenAnswer {
  readonly sheet: string;
  readonly row: number;
  /** Needed only where one source row says something of a family and of a person. */
  readonly entity?: RowEntity | undefined;
  /** Null takes an answer back. */
  readonly answer: RowAnswer['answer'] | null;
  /** Which candidate is meant; the one that was proposed when absent. */
  readonly record?: string | undefined;
}

interface Line { readonly no: number; readonly entity: RowEntity; readonly record: string | null }

/**
 * Answers the question of a staged row and judges again; the answer is kept in staging, so that neither a new check nor a
 * restart loses it. Errors: IMPORT_NO_ROW, IMPORT_NO_CANDIDATE, as `changeRow`.
 */
export function answerRow(at: StagedAt, given: GivenAnswer): Promise<ImportPreview> {
  return changeRow(at, (db, file) => {
    const sheet = sheetNo(db, file.id, given.sheet);
    const lines = db.prepare(`SELECT no, entity, record FROM row WHERE file = ? AND sheet = ? AND no = ?
      ORDER BY state = 'question' DESC, entity = 'person' DESC`).all(file.id, sheet, given.row) as Line[];
    const line = lines.find((one) => given.entity === undefined || one.entity === given.entity);
    if (!line) return fail('IMPORT_NO_ROW', { sheet: given.sheet, row: given.row });
    const place = [file.id, sheet, line.no, line.entity] as const;
    if (given.answer === null) {
      db.prepare('DELETE FROM answer WHERE file = ? AND sheet = ? AND no = ? AND entity = ?').run(...place);
      return { sheet, no: line.no };
    }
    // A row that was left out has no candidate any more: the one of the answer before is meant.
    const before = db.prepare('SELECT record FROM answer WHERE file = ? AND sheet = ? AND no = ? AND entity = ?').pluck().get(...place) as string | null | undefined;
    const record = given.record ?? line.record ?? before ?? null;
    // Somebody who is not found may be called new all the same.
    if (given.answer === 'same' && record === null) fail('IMPORT_NO_CANDIDATE', { sheet: given.sheet, row: given.row });
    db.prepare('INSERT OR REPLACE INTO answer (file, sheet, no, entity, answer, record) VALUES (?,?,?,?,?,?)').run(...place, given.answer, record);
    return { sheet, no: line.no };
  });
}
