import { TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useListKeys } from '../../ui/list-keys.ts';
import css from './mapping.module.css';
import { skipTarget } from './mapping-types.ts';
import type { Column, Target } from './mapping-types.ts';

interface TargetDialogProps {
  readonly column: Column;
  readonly targets: readonly Target[];
  /** Where else a target is used on this sheet, by target: the column's letter. */
  readonly used: ReadonlyMap<string, string>;
  readonly onChoose: (target: string) => void;
  readonly onClose: () => void;
}

/** What one column is read as: type a few letters, ↑↓ choose, Enter takes. The first line says "do not read". */
export function TargetDialog({ column, targets, used, onChoose, onClose }: TargetDialogProps): ReactNode {
  const t = useText();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [text, setText] = useState('');
  const found = matching(targets, text);
  const rows: readonly (Target | null)[] = text.trim() === '' ? [null, ...found] : found;
  const keys = useListKeys(rows, true, (row) => onChoose(row?.target ?? skipTarget), Math.max(0, targets.findIndex((row) => row.target === column.target) + 1));
  const { at } = keys;
  useEffect(() => { list.current?.children[at]?.scrollIntoView({ block: 'nearest' }); }, [at]);
  return (
    <Dialog title={t('imports.targetTitle', { letter: column.letter, header: column.header })} onClose={onClose} size="lg">
      {column.samples.length > 0 && <p className={css.quiet}>{t('imports.colSamples')}: {column.samples.join(' · ')}</p>}
      <TextInput
        data-autofocus label={t('imports.targetFind')} value={text} autoComplete="off" role="combobox" aria-expanded aria-controls={`${id}-list`} aria-activedescendant={rows.length > 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list" onKeyDown={keys.press} onChange={(event) => { setText(event.currentTarget.value); keys.restart(); }}
      />
      <ul ref={list} id={`${id}-list`} className={css.targets} role="listbox" aria-label={t('imports.targetFind')}>
        {rows.map((row, index) => (
          <li key={row?.target ?? ''} id={`${id}-${index}`} role="option" aria-selected={index === at} onClick={() => onChoose(row?.target ?? skipTarget)}>
            <span>{row?.label ?? t('imports.targetSkip')}</span>
            <span className={css.quiet}>{row === null ? '' : usedWords(row, column, used, t('imports.targetUsed', { letter: used.get(row.target) ?? '' }))}</span>
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p role="status">{t('imports.targetNotFound', { text: text.trim() })}</p>}
    </Dialog>
  );
}

function usedWords(row: Target, column: Column, used: ReadonlyMap<string, string>, words: string): string {
  const by = used.get(row.target);
  return by === undefined || by === column.letter ? row.group : `${row.group} · ${words}`;
}

/** Targets whose label or group holds every typed word; those whose label is it, then those whose label begins with it, come first. */
export function matching(targets: readonly Target[], text: string): readonly Target[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return targets;
  const hay = (target: Target): string => `${target.label} ${target.group}`.toLowerCase();
  const typed = words.join(' ');
  const rank = (target: Target): number => {
    const label = target.label.toLowerCase().replace(/^\d+\w* /, '');
    return label === typed ? 0 : label.startsWith(typed) ? 1 : 2;
  };
  return targets.filter((target) => words.every((word) => hay(target).includes(word))).sort((a, b) => rank(a) - rank(b));
}
