import type { ReactNode } from 'react';
import { shortHash } from '../../../db/rules/short-hash.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { formatBytes, formatMoment } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { kindWords } from './package-words.ts';
import css from './packages.module.css';

/** Packages of offices below that this one carries on unchanged, and whether they went; nothing where there are none. */
export function RelayedPackages({ nameOf }: { nameOf: (code: string) => string }): ReactNode {
  const t = useText();
  const relayed = useCall('relay.list', {});
  if (!relayed.data || relayed.data.length === 0) return null;
  return (
    <section className={css.part}>
      <h2>{t('exchange.relayTitle')}</h2>
      <p>{t('exchange.relayHint')}</p>
      <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('exchange.relayTitle')}>
        <table className={css.table}>
          <thead><tr><th scope="col">{t('packages.colAt')}</th><th scope="col">{t('exchange.relayFrom')}</th><th scope="col">{t('packages.to')}</th><th scope="col">{t('packages.colKind')}</th><th scope="col">{t('packages.file')}</th><th scope="col">{t('packages.colState')}</th></tr></thead>
          <tbody>
            {relayed.data.map((one) => (
              <tr key={one.sha256}>
                <td className={css.nowrap}>{formatMoment(one.at)}</td>
                <td>{one.fromName}</td>
                <td>{one.to.map(nameOf).join(', ')}</td>
                <td>{kindWords(t, one.kind)}<span className={css.second}>{t('packages.numberOnly', { n: String(one.sequence) })}</span></td>
                <td className={css.fileName}>{one.file}<span className={css.second}>{formatBytes(one.bytes)} · <code>{shortHash(one.sha256)}</code></span></td>
                <td>{one.sentAt === null ? <Mark severity="warn">{t('exchange.relayWaits')}</Mark> : <Mark severity="done">{t('exchange.relayWent', { at: formatMoment(one.sentAt) })}</Mark>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
