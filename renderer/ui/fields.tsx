import type { ReactNode } from 'react';
import { useText } from '../text/text.ts';
import { formatNumber } from './format.ts';
import css from './kit.module.css';

/** A list of facts; holds {@link FieldRow}s. */
export function Fields({ children }: { children: ReactNode }): ReactNode {
  return <dl className={css.fields}>{children}</dl>;
}

/** One fact: its name and its value. `withheld` says "tidak dikirim", an empty value says "kosong". */
export function FieldRow({ label, children, withheld = false }: { label: ReactNode; children?: ReactNode; withheld?: boolean }): ReactNode {
  const t = useText();
  const empty = children === undefined || children === null || children === '';
  return (
    <div className={css.fieldRow}>
      <dt>{label}</dt>
      <dd>{withheld ? <span className={css.muted}>{t('kit.notSent')}</span> : empty ? <span className={css.muted}>{t('kit.empty')}</span> : children}</dd>
    </div>
  );
}

/** One number of a {@link NumbersLine}. */
export interface NumberPart {
  readonly label: string;
  readonly value: number;
  /** Opens the list behind the number. */
  readonly open?: () => void;
  readonly current?: boolean;
}

/** Numbers that add up: the total, then its parts. Each with `open` leads to its list. */
export function NumbersLine({ total, parts }: { total: NumberPart; parts: readonly NumberPart[] }): ReactNode {
  return (
    <ul className={css.numbers}>
      {[total, ...parts].map((part, index) => (
        <li key={part.label} data-joint={index === 0 ? undefined : index === 1 ? '=' : '+'}>
          {part.open ? (
            <button type="button" className={css.number} onClick={part.open} aria-pressed={part.current}>
              <strong>{formatNumber(part.value)}</strong> {part.label}
            </button>
          ) : (
            <span className={css.number}><strong>{formatNumber(part.value)}</strong> {part.label}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Where one stands in a task of a few steps. */
export function Steps({ names, current }: { names: readonly string[]; current: number }): ReactNode {
  const t = useText();
  return (
    <ol className={css.steps} aria-label={t('kit.stepOf', { n: current + 1, total: names.length })}>
      {names.map((name, index) => (
        <li key={name} aria-current={index === current ? 'step' : undefined} data-done={index < current}>
          <span className={css.stepNumber} aria-hidden>{index < current ? '✓' : index + 1}</span>
          {name}
        </li>
      ))}
    </ol>
  );
}
