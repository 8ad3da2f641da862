import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import type { Column } from './mapping-types.ts';
import css from './row-grid.module.css';
import type { ImportRow } from './states.ts';

interface RowCellProps {
  readonly row: ImportRow;
  readonly column: Column;
  readonly changed: boolean;
  readonly active: boolean;
  /** Being typed over now. */
  readonly editing: boolean;
  readonly onStand: () => void;
  readonly onEdit: () => void;
  /** The typed text, or null when nothing is to change. */
  readonly onDone: (text: string | null) => void;
}

/** One cell: as the file has it, or as it was corrected, with the original in its title. */
export function RowCell({ row, column, changed, active, editing, onStand, onEdit, onDone }: RowCellProps): ReactNode {
  const t = useText();
  const original = row.cells[column.index] ?? '';
  const fix = row.fixes.find((one) => one.column === column.letter);
  const text = fix ? (fix.value ?? '') : original;
  const finding = row.findings.find((one) => one.column === column.letter);
  const title = [text, fix ? t('imports.cellWas', { value: original === '' ? t('kit.empty') : original }) : '', finding?.message ?? ''].filter((part) => part !== '').join('\n');
  return (
    <div
      role="gridcell" className={css.cell} title={title} data-severity={finding?.severity} data-changed={changed} data-fixed={fix !== undefined} data-standing={active}
      onClick={onStand} onDoubleClick={onEdit}
    >
      {editing ? <CellInput label={t('imports.cellEdit', { column: column.header, row: row.row })} start={text} onDone={onDone} /> : text}
    </div>
  );
}

function CellInput({ label, start, onDone }: { label: string; start: string; onDone: (text: string | null) => void }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(start);
  const ended = useRef(false);
  useEffect(() => input.current?.select(), []);
  const end = (typed: string | null): void => {
    if (ended.current) return;
    ended.current = true;
    onDone(typed === start ? null : typed);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    end(event.key === 'Enter' ? text : null);
  };
  return <input ref={input} autoFocus className={css.input} aria-label={label} value={text} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown} onBlur={() => end(text)} />;
}
