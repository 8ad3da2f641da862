import { fail } from '../rules/failure.ts';
import type { Connection } from '../store/connection.ts';
import { answerKey } from './choices.ts';
import { changeRow, sheetNo } from './change-staged.ts';
import type { StagedAt } from './change-staged.ts';
import type { ImportPreview } from './types.ts';

/** Why somebody of a list is enrolled although a rule forbids it, and who said so. */
export interface LetThrough {
  readonly reason: string;
  readonly by: string;
  /** Titles of the rules that were seen and set aside: one that comes later holds the row again. */
  readonly rules: readonly string[];
}

/** A row and the reason for which its forbidding rules are set aside; null takes it back. */
export interface GivenLeave {
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

/** Every row of a file that was let through, by `answerKey`. */
export function lettingThrough(db: Connection, file: number): ReadonlyMap<string, LetThrough> {
  const rows = db.prepare('SELECT sheet, no, reason, rules, by FROM letThrough WHERE file = ?').all(file) as { sheet: number; no: number; reason: string; rules: string; by: string }[];
  return new Map(rows.map(({ sheet, no, rules, ...said }) => [answerKey(sheet, no, 'recipient'), { ...said, rules: JSON.parse(rules) as string[] }]));
}

/** Whether what a rule says was seen when the row was let through. */
export function setsAside({ rules }: LetThrough, { title }: { readonly title: string }): boolean {
  return rules.includes(title);
}
