import { fail } from '../rules/failure.ts';
import { changeRow, sheetNo } from './change-staged.ts';
import type { StagedAt } from './change-staged.ts';
import { columnIndex } from './readers/cell.ts';
import type { Actor, ImportPreview } from './types.ts';

export interface CellFix {
  readonly sheet: string;
  readonly row: number;
  /** `A`, `AB`. */
  readonly column: string;
  /** Null takes a fix back. */
  readonly value: string | null;
}

/** Types a value over a staged cell. The cell as it came is kept beside it, and who typed over it. Errors: IMPORT_NO_ROW, as `changeRow`. */
export function fixCell(at: StagedAt, actor: Actor, { sheet, row, column, value }: CellFix): Promise<ImportPreview> {
  return changeRow(at, (db, file) => {
    const no = sheetNo(db, file.id, sheet);
    const known = db.prepare('SELECT 1 FROM source WHERE file = ? AND sheet = ? AND no = ?').get(file.id, no, row);
    if (!known || !/^[A-Z]{1,3}$/.test(column)) fail('IMPORT_NO_ROW', { sheet, row });
    const col = columnIndex(column);
    if (value === null) db.prepare('DELETE FROM fix WHERE file = ? AND sheet = ? AND no = ? AND col = ?').run(file.id, no, row, col);
    else db.prepare('INSERT OR REPLACE INTO fix (file, sheet, no, col, value, by, at) VALUES (?,?,?,?,?,?,?)').run(file.id, no, row, col, value, actor.name, at.office.now().toISOString());
    return { sheet: no, no: row };
  });
}
