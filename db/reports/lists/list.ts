import type { Reader } from '../../store/office.ts';
import type { Closed } from '../../registry/closed-answers.ts';
import type { ReportQuery } from '../report.ts';
import type { TableSet } from '../table.ts';

/** A list of the register that is written to a file row by row, and never held whole. */
export interface ListDef {
  readonly name: string;
  readonly title: string;
  readonly params: readonly string[];
  tables(office: Reader, query: ListQuery): TableSet;
}

export interface ListQuery extends Pick<ReportQuery, 'params' | 'scope'> {
  /** NIK and No KK in full; masked otherwise. */
  readonly identifiers: boolean;
  /** Classes of specific data that are left out: their columns, and children altogether. */
  readonly closed: Closed;
}
