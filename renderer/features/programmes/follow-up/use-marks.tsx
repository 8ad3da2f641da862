import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../text/text.ts';
import type { Column } from '../../../ui/data-table.tsx';

interface Markable {
  readonly enrolment: string;
  readonly name: string;
  readonly own: boolean;
}

/** What is marked of a list, and how to mark. */
export interface Marks<Row> {
  readonly chosen: readonly Row[];
  readonly count: number;
  readonly mark: (row: Row | undefined) => void;
  readonly markAll: () => void;
  readonly clear: () => void;
  /** The column of boxes; a click on one does not open the row. */
  readonly column: Column<Row>;
}

/** Rows that are marked to be settled at once; only this office's own. Without a mark the row that the keyboard is on is meant. */
export function useMarks<Row extends Markable>(rows: readonly Row[], at: Row | undefined): Marks<Row> {
  const t = useText();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const present = rows.filter((row) => marked.has(row.enrolment));
  const mark = (row: Row | undefined): void => {
    if (row?.own) setMarked((old) => (old.has(row.enrolment) ? new Set([...old].filter((id) => id !== row.enrolment)) : new Set([...old, row.enrolment])));
  };
  return {
    chosen: present.length > 0 ? present : at?.own ? [at] : [], count: present.length, mark, clear: () => setMarked(new Set()),
    markAll: () => setMarked(present.length > 0 ? new Set() : new Set(rows.filter((row) => row.own).map((row) => row.enrolment))),
    column: { key: 'mark', header: '', width: '36px', render: (row) => <span onClick={(event) => event.stopPropagation()}><Checkbox size="xs" tabIndex={-1} aria-label={`${t('enrolment.mark')} ${row.name}`} checked={marked.has(row.enrolment)} disabled={!row.own} onChange={() => mark(row)} /></span> },
  };
}
