import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLanguage, useText } from '../../text/text.ts';
import { fieldValueText } from '../../ui/field-value.ts';
import { Mark, SeverityIcon } from '../../ui/marks.tsx';
import { changedField } from './field-words.ts';
import css from './import.module.css';
import type { Sheet } from './mapping-types.ts';
import { stateSeverity, stateWords } from './states.ts';
import type { ImportRow } from './states.ts';

interface RowDetailProps {
  readonly row: ImportRow;
  readonly columns: Sheet['columns'];
  /** Takes a correction back; absent once the file is stored. */
  readonly onUnfix?: (column: Sheet['columns'][number]) => void;
  /** Takes an answer back; absent once the file is stored. */
  readonly onUnanswer?: () => void;
  /** What else may be done about the row. */
  readonly children?: ReactNode;
}

/** The row that the keyboard stands on: every finding with its cell, what was corrected, and what would change, old → new. */
export function RowDetail({ row, columns, onUnfix, onUnanswer, children }: RowDetailProps): ReactNode {
  const t = useText();
  return (
    <section className={css.detail} aria-label={t('imports.detailOf', { row: row.row })} tabIndex={0}>
      <div className={css.detailHead}>
        <Mark severity={stateSeverity[row.state]}>{t(stateWords[row.state])}</Mark>
        <strong>{t('imports.rowNumber', { row: row.row })}{row.name !== null && ` · ${row.name}`}</strong>
        {row.answer !== null && <span>{t(`imports.answered_${row.answer}`)} {onUnanswer && <button type="button" className={css.linkButton} onClick={onUnanswer}>{t('imports.takeBack')}</button>}</span>}
        {row.entity === 'family' && row.record !== null && <Link href={`/keluarga/${row.record}`}>{t('imports.openFamily')}</Link>}
      </div>
      {children}
      <Fixes row={row} columns={columns} {...(onUnfix ? { onUnfix } : {})} />
      {/* Of a question that nobody answered nothing was changed, and nothing is known to differ. */}
      {row.state !== 'question' && <Changes row={row} />}
      {row.findings.length > 0 ? (
        <ul className={css.findings}>
          {row.findings.map((finding, index) => (
            <li key={index} data-severity={finding.severity}>
              <SeverityIcon severity={finding.severity} />
              <span>
                {finding.column !== null && <strong>{finding.column} {columns.find((column) => column.letter === finding.column)?.header}: </strong>}
                {finding.message} <span className={css.quiet}>{finding.code}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : (
        row.changes.length === 0 && <p className={css.quiet}>{t(row.state === 'same' ? 'imports.rowSame' : row.state === 'left' ? 'imports.rowLeft' : 'imports.rowClean')}</p>
      )}
    </section>
  );
}

function Fixes({ row, columns, onUnfix }: Pick<RowDetailProps, 'row' | 'columns' | 'onUnfix'>): ReactNode {
  const t = useText();
  if (row.fixes.length === 0) return null;
  return (
    <ul className={css.changes}>
      {row.fixes.map((fix) => {
        const column = columns.find((one) => one.letter === fix.column);
        if (!column) return null;
        return (
          <li key={fix.column}>
            <span>{t('imports.fixedCell', { column: `${fix.column} ${column.header}` })}</span>
            <del>{row.cells[column.index] ?? t('kit.empty')}</del> <span aria-hidden>→</span> <ins>{fix.value ?? t('kit.empty')}</ins>{' '}
            {onUnfix && <button type="button" className={css.linkButton} onClick={() => onUnfix(column)}>{t('imports.takeBack')}</button>}
          </li>
        );
      })}
    </ul>
  );
}

function Changes({ row }: { row: ImportRow }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const entity = row.entity === 'recipient' ? 'enrolment' : row.entity;
  if (row.changes.length === 0) return null;
  return (
    <ul className={css.changes}>
      {row.changes.map((change) => (
        <li key={change.field}>
          <span>{changedField(language, t, entity, change)}</span>
          <del>{fieldValueText(entity, change.field, change.old) || t('kit.empty')}</del> <span aria-hidden>→</span> <ins>{fieldValueText(entity, change.field, change.new) || t('kit.empty')}</ins>
        </li>
      ))}
    </ul>
  );
}
