import { fail } from '../rules/failure.ts';
import { changeRow, sheetNo } from './change-staged.ts';
import type { StagedAt } from './change-staged.ts';
import type { ImportPreview } from './types.ts';

/** A row and the reason for which its forbidding rules are set aside; null takes it back. */
interface GivenLeave {
  readonly sheet: string;
  readonly row: number;
  readonly reason: string | null;
}

/**
 * Sets aside, for one staged row of a programme's list, the rules that forbid it, and judges the row again. `by` is whoever
 * may and did. Errors: IMPORT_NO_ROW, IMPORT_NOT_FORBIDDEN, as `changeRow`.
 */
export function letThrough(at: StagedAt, { sheet: name, row: no, reason }: GivenLeave, by: string): Promise<ImportPreview> {
  return changeRow(at, (db, file) => {
    const sheet = sheetNo(db, file.id, name);
    if (reason === null) {
      db.prepare('DELETE FROM letThrough WHERE file = ? AND sheet = ? AND no = ?').run(file.id, sheet, no);
      return { sheet, no };
    }
    const rules = db.prepare(`SELECT json_extract(f.params, '$.rule') FROM finding f JOIN row r ON r.id = f.row
      WHERE r.file = ? AND r.sheet = ? AND r.no = ? AND r.entity = 'recipient' AND f.code IN ('RULE_FORBIDS', 'RULE_SET_ASIDE')`).pluck().all(file.id, sheet, no) as string[];
    if (rules.length === 0) return fail('IMPORT_NOT_FORBIDDEN', { sheet: name, row: no });
    db.prepare('INSERT OR REPLACE INTO letThrough (file, sheet, no, reason, rules, by) VALUES (?,?,?,?,?,?)').run(file.id, sheet, no, reason, JSON.stringify(rules), by);
    return { sheet, no };
  });
}
