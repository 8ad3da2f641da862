import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import { columnName } from './read-row.ts';
import type { RowFinding } from './row-values.ts';

/** Writes findings of staged rows; `row` is null for what concerns the whole sheet. */
export function findingWriter(db: Connection, file: number): (row: number | null, sheet: number, no: number, finding: RowFinding) => void {
  const insert = prepared(db, 'INSERT INTO finding (file, row, sheet, no, column, code, severity, params, value) VALUES (?,?,?,?,?,?,?,?,?)');
  return (row, sheet, no, finding) => {
    insert.run([file, row, sheet, no, columnName(finding.column), finding.code, finding.severity, JSON.stringify(finding.params), finding.value]);
  };
}
