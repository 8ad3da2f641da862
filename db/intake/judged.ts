import type { StoredRecord } from '../store/records.ts';
import type { ParsedRow } from './read-row.ts';
import type { RowFinding } from './row-values.ts';
import type { FieldChange, IntakeEntity, RowState } from './types.ts';

/** Where a row that was just read belongs. */
export interface RowPlace {
  readonly source: number;
  readonly entity: IntakeEntity;
  readonly parent: number | null;
}

/** A row with all that is decided about it, on its way back into staging. */
export interface Judged {
  readonly id: number;
  readonly sheet: number;
  readonly no: number;
  readonly parsed: ParsedRow;
  state: RowState | null;
  record: StoredRecord | null;
  changes: FieldChange[];
  name: string | null;
  /** Whether what a family row says was completed here, so that its reading must be kept anew. */
  mended: boolean;
  /** It stands in no row of its own: a flat or grouped file's people imply it. */
  readonly derived: boolean;
  readonly findings: RowFinding[];
  /** Of a new family: how much the register's rules will warn of in it. */
  warned: number | null;
  /** Set while it is not in staging yet. */
  unsaved: RowPlace | null;
}

/** Adds a finding to a row. */
export function tell(row: Judged, code: string, severity: RowFinding['severity'], params: RowFinding['params'] = {}, column: number | null = null): void {
  row.findings.push({ code, severity, column, params, value: null });
}

/** Rejects a row, and says why. */
export function reject(row: Judged, code: string, severity: RowFinding['severity'], params: RowFinding['params'] = {}): void {
  tell(row, code, severity, params);
  row.state = 'rejected';
}

/** Leaves a row to a person, and says what to decide. */
export function ask(row: Judged, code: string, params: RowFinding['params'] = {}): void {
  tell(row, code, 'warn', params);
  row.state = 'question';
}

/** Leaves a row alone, because of the mode or an answer, and says so. */
export function leave(row: Judged, code: string, params: RowFinding['params'] = {}): void {
  tell(row, code, 'info', params);
  row.state = 'left';
}
