import type { ReactNode } from 'react';
import { shortHash } from '../../../db/rules/short-hash.ts';
import type { CallOutput } from '../../../db/api/contract.ts';
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
                <td>{one.to.map(({ code }) => nameOf(code)).join(', ')}</td>
                <td>{kindWords(t, one.kind)}<span className={css.second}>{t('packages.numberOnly', { n: String(one.sequence) })}</span></td>
                <td className={css.fileName}>{one.file}<span className={css.second}>{formatBytes(one.bytes)} · <code>{shortHash(one.sha256)}</code></span></td>
                <td><Went to={one.to} nameOf={nameOf} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Whether an original went to everybody who is to have it; of several, to how many, and who still waits. */
function Went({ to, nameOf }: { to: CallOutput<'relay.list'>[number]['to']; nameOf: (code: string) => string }): ReactNode {
  const t = useText();
  const waiting = to.filter(({ sentAt }) => sentAt === null);
  const last = to.reduce((latest, { sentAt }) => (sentAt !== null && sentAt > latest ? sentAt : latest), '');
  if (waiting.length === 0) return <Mark severity="done">{t('exchange.relayWent', { at: formatMoment(last) })}</Mark>;
  if (waiting.length === to.length) return <Mark severity="warn">{t('exchange.relayWaits')}</Mark>;
  return <><Mark severity="warn">{t('exchange.relayPart', { n: to.length - waiting.length, all: to.length })}</Mark><span className={css.second}>{t('exchange.relayLeft', { names: waiting.map(({ code }) => nameOf(code)).join(', ') })}</span></>;
}
