import { Button } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { shortHash } from '../../../db/rules/short-hash.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { baseName, breakable, formatBytes, formatMoment, formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import { Page } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { PackageDone } from './package-done.tsx';
import { kindWords, numberWords } from './package-words.ts';
import type { SentPackage } from './package-words.ts';
import { PackageViews } from './package-views.tsx';
import { RelayedPackages } from './relayed-packages.tsx';
import css from './packages.module.css';

/** Packages sent: acknowledged or not, copied again byte for byte, and the hand-over minutes on paper. */
export function OutboxScreen(): ReactNode {
  const t = useText();
  const outbox = useCall('package.outbox', {});
  const neighbours = useCall('neighbour.list', {});
  const copy = useAction('package.copy');
  const maySend = useMay('package.send');
  const [error, setError] = useState<unknown>(null);
  const issue = useAction('letter.issue');
  const write = useAction('letter.write');
  const mayExport = useMay('report.export');
  const mayReveal = useMay('identity.reveal');
  const mayIssue = mayExport && mayReveal;
  const sentTo = new Map((outbox.data ?? []).flatMap((sent) => sent.to.map((code, place) => [code, sent.toNames[place] ?? code] as const)));
  const nameOf = (code: string): string => {
    const office = neighbours.data?.find((one) => one.code === code);
    // Of one whose card was revoked the packages say the name.
    return office ? officeTitle(office.level, office.name, t) : (sentTo.get(code) ?? code);
  };
  const sheet = mayIssue ? (outbox.data?.find((sent) => isHandedOver(sent)) ?? null) : null;
  const copyAgain = async (sent: SentPackage): Promise<void> => {
    setError(null);
    const folder = await callShell('shell.chooseFolder', { title: t('packages.chooseStick') });
    if (folder !== null) await copy.mutateAsync({ packageId: sent.packageId, folder, existing: true });
  };
  const handover = async (sent: SentPackage): Promise<void> => {
    setError(null);
    const path = await callShell('shell.saveFile', { title: t('packages.printHandover'), name: `BAST ${sent.file.replace(/\.tepat$/, '')}.pdf`, extensions: ['pdf', 'docx'] });
    if (path === null) return;
    const { id, number } = await issue.mutateAsync({ kind: 'bast', packageId: sent.packageId });
    const { file } = await write.mutateAsync({ id, format: path.endsWith('.docx') ? 'docx' : 'pdf', path });
    say({ text: t('letters.issued', { number, file: baseName(file) }) });
  };
  useKeys([{ key: 'Ctrl+P', label: t('packages.printHandover'), run: () => { if (sheet) void handover(sheet).catch(setError); } }], { active: sheet !== null });
  return (
    <Page title={t('packages.title')} hint={t('packages.outboxHint')}>
      <PackageViews />
      {outbox.error && <ErrorNotice error={outbox.error} retry={() => void outbox.refetch()} />}
      {error !== null && <ErrorNotice error={error} />}
      {outbox.data?.length === 0 && <EmptyState icon={IconPackageExport} title={t('packages.outboxEmpty')}>{t('packages.outboxEmptyHint')}</EmptyState>}
      {outbox.data && outbox.data.length > 0 && (
        <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('packages.viewOutbox')}>
          <table className={css.table}>
            <thead><tr><th scope="col">{t('packages.colAt')}</th><th scope="col">{t('packages.to')}</th><th scope="col">{t('packages.colKind')}</th><th scope="col" className={css.right}>{t('packages.colChanges')}</th><th scope="col">{t('packages.file')}</th><th scope="col">{t('packages.colAcknowledged')}</th><th scope="col"><span className="visually-hidden">{t('packages.colActions')}</span></th></tr></thead>
            <tbody>
              {outbox.data.map((sent) => (
                <tr key={sent.packageId}>
                  <td className={css.nowrap}>{formatMoment(sent.at)}<span className={css.second}>{sent.by}</span></td>
                  <td>{sent.to.map(nameOf).join(', ')}</td>
                  <td>{kindWords(t, sent.kind)}<span className={css.second}>{t('packages.numberOnly', { n: numberWords(t, { ...sent, shared: sent.kind === 'LAPORAN' && sent.to.length > 1 }) })}</span></td>
                  <td className={css.right}>{sent.kind === 'TERUSAN' ? t('packages.relaysIn', { n: sent.changes }) : formatNumber(sent.changes)}</td>
                  <td className={css.fileName}>{breakable(sent.file)}<span className={css.second}>{formatBytes(sent.bytes)} · <code>{shortHash(sent.sha256)}</code></span></td>
                  <td><Acknowledged sent={sent} nameOf={nameOf} /></td>
                  <td className={css.rowActions}>
                    {maySend && <Button variant={sent.delivered ? 'subtle' : 'default'} aria-label={`${t('packages.copyAgain')}: ${sent.file}`} onClick={() => void copyAgain(sent).catch(setError)}>{t('packages.copyAgain')}</Button>}
                    {mayIssue && isHandedOver(sent) && <Button variant="subtle" aria-label={`${t('packages.printHandover')}: ${sent.file}`} onClick={() => void handover(sent).catch(setError)}>{t('packages.printHandover')}</Button>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <RelayedPackages nameOf={nameOf} />
      {copy.data && (
        <Dialog title={t('packages.copiedTitle')} onClose={copy.reset} size="lg" actions={<Button data-autofocus onClick={copy.reset}>{t('kit.close')}</Button>}>
          <PackageDone done={copy.data} to={(outbox.data?.find((sent) => sent.packageId === copy.data.packageId)?.to ?? []).map(nameOf)} />
        </Dialog>
      )}
    </Page>
  );
}

/** Whether a package is one that is handed over with minutes, and lies on a stick. */
function isHandedOver({ kind, delivered }: SentPackage): boolean {
  return delivered && (kind === 'LAPORAN' || kind === 'TERUSAN');
}

function Acknowledged({ sent, nameOf }: { sent: SentPackage; nameOf: (code: string) => string }): ReactNode {
  const t = useText();
  if (!sent.delivered && (sent.kind !== 'LAPORAN' || sent.acknowledgedBy.length < sent.to.length)) return <><Mark severity="warn">{t('packages.notDelivered')}</Mark><span className={css.second}>{t('packages.notDeliveredHint')}</span></>;
  if (sent.kind !== 'LAPORAN') return <span className={css.quiet}>{t('packages.noAnswerNeeded')}</span>;
  const waiting = sent.to.filter((code) => !sent.acknowledgedBy.includes(code));
  if (waiting.length === 0) return <Mark severity="done">{t('packages.acknowledged')}</Mark>;
  const unanswered = waiting.filter((code) => !sent.parkedBy.includes(code));
  return (
    <>
      {unanswered.length > 0 && <><Mark severity="warn">{t('packages.waiting')}</Mark><span className={css.second}>{unanswered.map(nameOf).join(', ')}</span></>}
      {sent.parkedBy.length > 0 && <><Mark severity="warn">{t('packages.parkedThere')}</Mark><span className={css.second}>{t('packages.parkedThereHint', { name: sent.parkedBy.map(nameOf).join(', ') })}</span></>}
    </>
  );
}
