import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { formatBytes, formatMoment } from '../../ui/format.ts';
import { officeTitle, periodTitle } from '../../ui/office-title.ts';
import { PrintPage } from '../../ui/print-page.tsx';
import { shortHash } from './package-words.ts';
import type { SentPackage } from './package-words.ts';
import css from './packages.module.css';

/** Berita acara serah terima of one package: from whom to whom, what and how much, how to recognise it, who signs. */
export function HandoverSheet({ sent, to }: { sent: SentPackage; to: readonly string[] }): ReactNode {
  const t = useText();
  const { office } = useSession();
  const info = useCall('office.info', {});
  const facts = [
    [t('packages.from'), `${officeTitle(office.level, office.name, t)} (${office.code})`],
    [t('packages.to'), to.join(', ')],
    [t('packages.number'), t('packages.numberEpoch', { n: String(sent.sequence), epoch: String(sent.epoch) })],
    [t('packages.made'), `${formatMoment(sent.at)}, ${sent.by}`],
    [t('packages.file'), sent.file],
    [t('packages.contents'), t('packages.contentsWords', { changes: sent.changes, families: sent.families, people: sent.people })],
    [t('packages.approvedBy'), sent.approvedBy ? `${sent.approvedBy.name}, ${formatMoment(sent.approvedBy.at)}` : t('packages.approvalNotNeeded')],
    [t('packages.size'), formatBytes(sent.bytes)],
    [t('packages.hash'), shortHash(sent.sha256)],
    [t('packages.fullHash'), sent.sha256],
  ] as const;
  return (
    <PrintPage title={t('packages.handoverTitle')} hint={info.data && t('packages.handoverPeriod', { period: periodTitle(info.data.period, t) })}>
      <table><tbody>{facts.map(([name, value]) => <tr key={name}><th scope="row">{name}</th><td className={css.printValue}>{value}</td></tr>)}</tbody></table>
      <p>{t('packages.handoverWords')}</p>
      <div className={css.signatures}>
        <div>{t('packages.handedBy')}<span />{t('packages.signLine')}</div>
        <div>{t('packages.receivedBy')}<span />{t('packages.signLine')}</div>
      </div>
    </PrintPage>
  );
}
