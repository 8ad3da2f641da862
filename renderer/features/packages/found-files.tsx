import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { baseName, formatBytes, formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { isDamaged, kindWords } from './package-words.ts';
import type { FoundFile } from './package-words.ts';
import css from './packages.module.css';

/** What a stick holds: from whom, which number, and whether it is for this office and new. */
export function FoundFiles({ files }: { files: readonly FoundFile[] }): ReactNode {
  const t = useText();
  const rank = (file: FoundFile): number => (file.forUs || file.relay ? (file.seen ? 1 : 0) : 2);
  return (
    <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('packages.found')}>
      <table className={css.table}>
        <thead><tr><th scope="col">{t('packages.colFrom')}</th><th scope="col">{t('packages.colKind')}</th><th scope="col" className={css.right}>{t('packages.colNumber')}</th><th scope="col">{t('packages.file')}</th><th scope="col">{t('packages.colState')}</th></tr></thead>
        <tbody>
          {[...files].sort((a, b) => rank(a) - rank(b)).map((file) => (
            <tr key={file.file}>
              <td>{file.fromName ?? <span className={css.quiet}>{t('packages.unreadable')}</span>}</td>
              <td>{kindWords(t, file.kind)}</td>
              <td className={css.right}>{formatNumber(file.sequence)}</td>
              <td className={css.fileName}>{baseName(file.file)}<span className={css.second}>{formatBytes(file.bytes)}</span></td>
              <td>{isDamaged(file) ? <Mark severity="block">{t('packages.unreadable')}</Mark> : !file.forUs && !file.relay ? <Mark severity="info">{t('packages.notForUs')}</Mark> : file.barred ? <Mark severity="warn">{t('packages.cardBars')}</Mark> : file.seen ? <Mark severity="info">{t('packages.alreadyTaken')}</Mark> : file.relay ? <Mark severity="done">{t('packages.toCarry')}</Mark> : <Mark severity="done">{t('packages.isNew')}</Mark>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
