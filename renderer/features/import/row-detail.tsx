import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLanguage, useText } from '../../text/text.ts';
import { fieldValueText } from '../../ui/field-value.ts';
import { Mark, SeverityIcon } from '../../ui/marks.tsx';
import { changedField } from './field-words.ts';
import css from './import.module.css';
import type { Preview } from './recognised-step.tsx';
import { stateSeverity, stateWords } from './states.ts';
import type { ImportRow } from './states.ts';

/** The row that the keyboard stands on: every finding with its cell, and what would change, old → new. */
export function RowDetail({ row, entity, columns }: { row: ImportRow; entity: string | null; columns: Preview['sheets'][number]['columns'] }): ReactNode {
  const t = useText();
  const language = useLanguage();
  return (
    <section className={css.detail} aria-label={t('imports.detailOf', { row: row.row })} tabIndex={0}>
      <div className={css.detailHead}>
        <Mark severity={stateSeverity[row.state]}>{t(stateWords[row.state])}</Mark>
        <strong>{t('imports.rowNumber', { row: row.row })}{row.name !== null && ` · ${row.name}`}</strong>
        {entity === 'family' && row.record !== null && <Link href={`/keluarga/${row.record}`}>{t('imports.openFamily')}</Link>}
      </div>
      {row.changes.length > 0 && entity !== null && (
        <ul className={css.changes}>
          {row.changes.map((change) => (
            <li key={change.field}>
              <span>{changedField(language, entity, change.field)}</span>
              <del>{fieldValueText(entity, change.field, change.old) || t('kit.empty')}</del> <span aria-hidden>→</span> <ins>{fieldValueText(entity, change.field, change.new) || t('kit.empty')}</ins>
            </li>
          ))}
        </ul>
      )}
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
        row.changes.length === 0 && <p className={css.quiet}>{t(row.state === 'same' ? 'imports.rowSame' : 'imports.rowClean')}</p>
      )}
    </section>
  );
}
