import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { formatDate } from '../../ui/format.ts';
import css from './duplicates.module.css';
import type { Pair } from './pair-panel.tsx';

export type Side = 'left' | 'right';
/** Which side was picked, by group of fields that go together. */
export type Picks = Readonly<Record<string, Side>>;
type Field = Pair['fields'][number];

/** What differs, loud, with a choice per field (←→ choose, Tab goes on); what agrees stays quiet below. */
export function PairFields({ pair, picks, onPick }: { pair: Pair; picks: Picks; onPick: ((group: string, side: Side) => void) | null }): ReactNode {
  const t = useText();
  const [all, setAll] = useState(false);
  const [both, oneSided, equal] = [
    pair.fields.filter((field) => !field.equal && !isEmpty(field.leftText) && !isEmpty(field.rightText)),
    pair.fields.filter((field) => !field.equal && (isEmpty(field.leftText) || isEmpty(field.rightText))),
    pair.fields.filter((field) => field.equal && !isEmpty(field.leftText)),
  ];
  const rows = (fields: readonly Field[]): ReactNode => fields.map((field) => <FieldLine key={field.field} field={field} picked={pair.state === 'different' ? null : (picks[field.group] ?? field.suggested)} onPick={onPick} />);
  return (
    <>
      <table className={css.fields} data-loud>
        <caption>{t(onPick === null ? 'duplicates.differed' : 'duplicates.differ', { n: both.length })}</caption>
        <tbody>{rows(both)}</tbody>
      </table>
      {oneSided.length > 0 && (
        <table className={css.fields}>
          <caption>{t('duplicates.oneSided', { n: oneSided.length })}</caption>
          <tbody>{rows(oneSided)}</tbody>
        </table>
      )}
      {equal.length > 0 && (
        <>
          <button type="button" className={css.toggle} aria-expanded={all} onClick={() => setAll(!all)}>{t('duplicates.equal', { n: equal.length })}</button>
          {all ? (
            <table className={css.fields} data-quiet>
              <tbody>{equal.map((field) => <tr key={field.field}><th scope="row">{field.label}</th><td colSpan={2}><div className={css.value}>{field.leftText}</div></td></tr>)}</tbody>
            </table>
          ) : (
            <p className={css.quiet}>{equal.slice(0, 12).map((field) => field.label).join(', ')}{equal.length > 12 && ', …'}</p>
          )}
        </>
      )}
    </>
  );
}

function FieldLine({ field, picked, onPick }: { field: Field; picked: Side | null; onPick: ((group: string, side: Side) => void) | null }): ReactNode {
  const name = useId();
  return (
    <tr>
      <th scope="row">{field.label}</th>
      {(['left', 'right'] as const).map((side) => <td key={side}><Value field={field} side={side} name={name} picked={picked === side} onPick={onPick && (() => onPick(field.group, side))} /></td>)}
    </tr>
  );
}

function Value({ field, side, name, picked, onPick }: { field: Field; side: Side; name: string; picked: boolean; onPick: (() => void) | null }): ReactNode {
  const t = useText();
  const text = side === 'left' ? field.leftText : field.rightText;
  const [at, source] = side === 'left' ? [field.leftAt, field.leftSource] : [field.rightAt, field.rightSource];
  const origin = [source, at === null ? null : formatDate(at.slice(0, 10))].filter(Boolean).join(' · ');
  const words = <span className={css.words}><span>{isEmpty(text) ? <span className={css.quiet}>{t('kit.empty')}</span> : text}</span>{origin !== '' && <small>{origin}</small>}</span>;
  if (onPick === null) return <div className={css.value} data-picked={picked}>{words}</div>;
  return (
    <label className={css.value} data-picked={picked}>
      <input type="radio" name={name} checked={picked} onChange={onPick} aria-label={`${field.label}: ${text ?? t('kit.empty')}`} />
      {words}
    </label>
  );
}

function isEmpty(text: string | null): boolean {
  return text === null || text === '';
}
