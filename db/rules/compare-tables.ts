import { showNumber } from './numbers.ts';

/** A table whose rows are found again by a name. */
export interface ComparedTable {
  readonly key: string;
  readonly title: string;
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly (string | number | null)[] }[];
}

/** One difference: a cell that reads otherwise, or a row that only one of the two has. */
export interface TableDifference {
  readonly section: string;
  readonly sectionTitle: string;
  readonly row: string;
  /** The row's first cell, as it is called. */
  readonly rowTitle: string;
  readonly column: string | null;
  readonly before: string | number | null;
  readonly after: string | number | null;
}

/** What differs between two sets of tables, cell by cell; rows are matched by their names, columns by their keys, never by place. */
export function compareTables(before: readonly ComparedTable[], after: readonly ComparedTable[]): TableDifference[] {
  const keys = [...new Set([...before, ...after].map((one) => one.key))];
  return keys.flatMap((key) => compareTable(before.find((one) => one.key === key), after.find((one) => one.key === key)));
}

function compareTable(before: ComparedTable | undefined, after: ComparedTable | undefined): TableDifference[] {
  const either = after ?? before;
  if (!either) return [];
  const place = { section: either.key, sectionTitle: either.title };
  const rows = [...new Set([...(before?.rows ?? []), ...(after?.rows ?? [])].map((row) => row.key))];
  return rows.flatMap((key): TableDifference[] => {
    const [old, fresh] = [before?.rows.find((row) => row.key === key), after?.rows.find((row) => row.key === key)];
    const line = { ...place, row: key, rowTitle: String(fresh?.cells[0] ?? old?.cells[0] ?? key) };
    if (!old || !fresh) return [{ ...line, column: null, before: old ? summary(old.cells) : null, after: fresh ? summary(fresh.cells) : null }];
    return either.columns.flatMap((column): TableDifference[] => {
      const [was, is] = [cellOf(before, old, column.key), cellOf(after, fresh, column.key)];
      return was === is ? [] : [{ ...line, column: column.title, before: was, after: is }];
    });
  });
}

function cellOf(table: ComparedTable | undefined, row: ComparedTable['rows'][number], column: string): string | number | null {
  const at = table?.columns.findIndex((one) => one.key === column) ?? -1;
  return at < 0 ? null : (row.cells[at] ?? null);
}

function summary(cells: readonly (string | number | null)[]): string {
  return cells.filter((one) => one !== null && one !== '').map((one) => (typeof one === 'number' ? showNumber(one) : one)).join(' · ');
}
