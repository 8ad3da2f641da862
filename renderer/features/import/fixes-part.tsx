import { useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { formatMoment } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import css from './import.module.css';
import mapping from './mapping.module.css';

/** What was typed over cells before the file was stored: what stood there, what was put, by whom and when. */
export function FixesPart({ batch, count }: { batch: string; count: number }): ReactNode {
  const t = useText();
  const mayRead = useMay('import.run');
  const [open, setOpen] = useState(false);
  if (count === 0 || !mayRead) return null;
  return (
    <>
      <p><button type="button" className={css.linkButton} aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? 'imports.fixesHide' : 'imports.fixesShow', { n: count })}</button></p>
      {open && <FixesTable batch={batch} />}
    </>
  );
}

function FixesTable({ batch }: { batch: string }): ReactNode {
  const t = useText();
  const fixes = useCall('import.fixes', { batch });
  if (fixes.error) return <ErrorNotice error={fixes.error} />;
  return (
    <div className={mapping.tableBox} tabIndex={0} role="region" aria-label={t('imports.fixesTitle')}>
      <table className={mapping.table}>
        <thead><tr>{(['imports.fixWhere', 'imports.fixBefore', 'imports.fixAfter', 'imports.colBy', 'imports.colAt'] as const).map((key) => <th key={key} scope="col">{t(key)}</th>)}</tr></thead>
        <tbody>
          {(fixes.data ?? []).map((fix) => (
            <tr key={`${fix.sheet} ${fix.row} ${fix.column}`}>
              <td>{t('imports.fixPlace', { sheet: fix.sheet, row: fix.row, column: fix.column })}</td>
              <td className={css.quiet}>{fix.before ?? t('kit.empty')}</td><td><strong>{fix.after ?? t('kit.empty')}</strong></td><td>{fix.by}</td><td>{formatMoment(fix.at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
