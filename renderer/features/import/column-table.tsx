import { useState } from 'react';
import type { DragEvent, KeyboardEvent, ReactNode } from 'react';
import { isKeyboardFree } from '../../app/keyboard-free.ts';
import { useText } from '../../text/text.ts';
import type { TextKey } from '../../text/text.ts';
import { Mark } from '../../ui/marks.tsx';
import { skipTarget } from './mapping-types.ts';
import type { Column, Sheet, Target } from './mapping-types.ts';
import css from './mapping.module.css';
import { targetDrag } from './target-palette.tsx';
import { TargetDialog } from './target-dialog.tsx';

const notes: Readonly<Record<string, TextKey & `imports.note${string}`>> = {
  'not-read': 'imports.noteNotRead', 'not-kept': 'imports.noteNotKept', 'rt-rw-from-address': 'imports.noteRtRw', aid: 'imports.noteAid',
  'home-looked-for': 'imports.noteHome', 'home-updated': 'imports.noteHomeUpdated', 'family-new-only': 'imports.noteFamilyNew',
};

interface ColumnTableProps {
  readonly sheet: Sheet;
  readonly targets: readonly Target[];
  /** Null where the mapping cannot be changed. */
  readonly onMap: ((columns: { index: number; target: string | null }[]) => void) | null;
}

/** A sheet's columns: the header as the file has it, what it is read as and why, and samples. Those not read come first. */
export function ColumnTable({ sheet, targets, onMap }: ColumnTableProps): ReactNode {
  const t = useText();
  const [choosing, setChoosing] = useState<Column | null>(null);
  const [order] = useState(() => [...sheet.columns].sort((a, b) => rank(a) - rank(b) || a.index - b.index).map((column) => column.index));
  const columns = order.flatMap((index) => sheet.columns.find((column) => column.index === index) ?? []);
  const used = new Map(sheet.columns.flatMap((column) => (column.target === null ? [] : [[column.target, column.letter] as const])));
  const walk = (event: KeyboardEvent<HTMLTableElement>): void => {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-target]')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const to = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : null;
    if (at >= 0 && event.key === 'Delete') { if (columns[at] && onMap) onMap([{ index: columns[at].index, target: skipTarget }]); }
    else if (at < 0 || to === null || event.altKey || event.ctrlKey) return;
    else buttons[to]?.focus();
    event.preventDefault();
  };
  return (
    <div ref={sheet.layout === null && onMap ? takeKeyboard : undefined} className={css.tableBox} tabIndex={0} role="region" aria-label={t('imports.columnsOf', { sheet: sheet.name })}>
      <table className={css.table} onKeyDown={walk}>
        <thead><tr><th scope="col">{t('imports.colLetter')}</th><th scope="col">{t('imports.colHeader')}</th><th scope="col">{t('imports.colReadAs')}</th><th scope="col">{t('imports.colSamples')}</th></tr></thead>
        <tbody>
          {columns.map((column) => (
            <ColumnRow key={column.index} column={column} targets={targets} onChoose={onMap && (() => setChoosing(column))} onDrop={onMap && ((target) => onMap([{ index: column.index, target }]))} />
          ))}
        </tbody>
      </table>
      {choosing && <TargetDialog column={choosing} targets={targets} used={used} onClose={() => setChoosing(null)} onChoose={(target) => { setChoosing(null); if (target !== choosing.target) onMap?.([{ index: choosing.index, target }]); }} />}
    </div>
  );
}

/** Of a file that nobody knows yet the columns are what is to be said: the keyboard is on the first, unless it is somewhere already. */
function takeKeyboard(box: HTMLElement | null): void {
  if (isKeyboardFree()) box?.querySelector<HTMLElement>('button[data-target]')?.focus({ preventScroll: true });
}

function rank(column: Column): number {
  return isOpen(column) ? 0 : 1;
}

/** Whether nobody said yet what a column is; a row number, or aid that rows name, is known and is no field to choose. */
function isOpen({ target, note }: Column): boolean {
  return target === null && note !== 'not-kept' && note !== 'aid';
}

function noteKey(note: string | null): TextKey & `imports.note${string}` {
  return notes[note ?? ''] ?? 'imports.noteNotRead';
}

function ColumnRow({ column, targets, onChoose, onDrop }: { column: Column; targets: readonly Target[]; onChoose: (() => void) | null; onDrop: ((target: string) => void) | null }): ReactNode {
  const t = useText();
  const [over, setOver] = useState(false);
  const target = targets.find((each) => each.target === column.target);
  const words = column.target === skipTarget ? t('imports.targetSkip') : (target?.label ?? column.target ?? t(noteKey(column.note)));
  const drag = onDrop && {
    onDragOver: (event: DragEvent) => { if (event.dataTransfer.types.includes(targetDrag)) { event.preventDefault(); setOver(true); } },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => { event.preventDefault(); setOver(false); onDrop(event.dataTransfer.getData(targetDrag)); },
  };
  return (
    <tr data-over={over} data-open={isOpen(column)} {...drag}>
      <td className={css.quiet}>{column.letter}</td>
      <td><strong>{column.header || t('imports.noHeader')}</strong></td>
      <td>
        {onChoose ? (
          <button type="button" className={css.target} data-target onClick={onChoose} aria-label={t('imports.targetOf', { letter: column.letter, header: column.header, target: target === undefined ? words : `${words} ${target.group}` })}>
            {isOpen(column) ? <Mark severity="warn">{t('imports.noteNotRead')}</Mark> : <>{words}{target !== undefined && <span className={css.quiet}> {target.group}</span>}</>}
          </button>
        ) : words}
        {column.note !== null && column.target !== null && column.note !== 'not-read' && <div className={css.note}>{notes[column.note] === undefined ? column.note : t(noteKey(column.note))}</div>}
      </td>
      <td className={css.samples}>{column.samples.join(' · ')}</td>
    </tr>
  );
}
