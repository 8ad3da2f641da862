import { Button, Checkbox, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { issuesReference } from '../../../db/rules/issuing-level.ts';
import { useLocation } from 'wouter';
import { useAction, useCall } from '../../app/calls.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { callShell } from '../../bridge.ts';
import type { Drive } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import { formatBytes } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import { takeKeyboard } from '../../ui/take-keyboard.ts';
import { ReviewNotice } from './approval-screen.tsx';
import { PackageDone } from './package-done.tsx';
import { kindWords } from './package-words.ts';
import type { Neighbour } from './package-words.ts';
import css from './packages.module.css';
import { aimPath } from './report-aim.ts';
import type { ReportAim } from './report-aim.ts';
import { firstKind, papersFor, relaysFor, reportTo } from './send-first.ts';
import type { Kind } from './send-first.ts';

const exportJob = 'export';

interface SendDialogProps {
  readonly neighbours: readonly Neighbour[];
  /** The stick that is in, offered first. */
  readonly stick?: Drive | undefined;
  /** What it opens with; without it a report, or what others are to have where nothing else waits. */
  readonly kind?: Kind;
  /** The report that it comes back to, once a pengesah has seen it. */
  readonly aim?: ReportAim | undefined;
  readonly onClose: () => void;
}

/** What an office of this level may write. */
function kindsOf(level: string): readonly Kind[] {
  if (issuesReference(level)) return ['LAPORAN', 'ACUAN', 'SASARAN', 'PINDAH'];
  return level === 'kecamatan' ? ['LAPORAN', 'TERUSAN', 'PINDAH', 'FOTO'] : ['LAPORAN', 'PINDAH', 'FOTO'];
}

/** Writes a package for the chosen offices to a stick: choose, write, read back, and say when the stick may go. */
export function SendDialog({ neighbours, stick, aim, kind: first = aim ? 'LAPORAN' : firstKind(neighbours), onClose }: SendDialogProps): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const above = neighbours.filter((one) => one.relation === 'above');
  const { office } = useSession();
  const kinds = kindsOf(office.level);
  const [kind, setKind] = useState<Kind>(first);
  const usual = (of: Kind): string[] => (of === 'TERUSAN' && relaysFor(neighbours)[0] ? relaysFor(neighbours).slice(0, 1) : of === 'PINDAH' ? papersFor(neighbours) : of === 'ACUAN' ? neighbours.filter((one) => one.relation === 'below') : of === 'LAPORAN' ? reportTo(neighbours) : of === 'TERUSAN' ? above : []).map((one) => one.code);
  const [to, setTo] = useState<readonly string[]>(aim?.to ?? usual(first));
  const report = kind === 'LAPORAN';
  const title = report ? t('packages.sendTitle') : t('packages.sendTitleKind', { kind: kindWords(t, kind) });
  const [full, setFull] = useState(aim?.full ?? false);
  const [done, setDone] = useState<CallOutput<'package.export'> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const write = useAction('package.export');
  const copy = useAction('package.copy');
  const busy = write.isPending || copy.isPending;
  const chosen = neighbours.filter((one) => to.includes(one.code));
  const mayApprove = useMay('package.approve');
  const review = useCall('approval.review', { to: [...to], full, limit: 1 }, { enabled: report && to.length > 0 && !done });
  const stuck = report && !full ? waitingCopy(chosen) : null;
  const waits = report && stuck === null && (review.data?.state === 'needed' || review.data?.state === 'stale');
  // Several offices above take one package; any other gets its own. Reference data is the same for all below.
  const choose = (next: string[]): void => {
    const together = (code: string): boolean => above.some((one) => one.code === code);
    const added = next.find((code) => !to.includes(code));
    setTo(kind === 'ACUAN' || added === undefined ? next : together(added) && kind !== 'TERUSAN' ? next.filter(together) : [added]);
  };
  // How much waits is counted for those above and the own PCs only.
  const counted = chosen.every((one) => one.relation === 'above' || one.relation === 'own');
  const unsent = Math.max(0, ...chosen.map((one) => one.unsent));
  // What was sent and not acknowledged goes once more; the list of the pengesah counts both.
  const again = chosen.every((one) => one.relation === 'above') ? Math.max(0, (review.data?.carries?.changes ?? 0) - unsent) : 0;
  const counts = again === 0 ? t(unsent > 0 ? 'packages.sendCount' : 'packages.sendEmpty', { n: unsent }) : t(unsent > 0 ? 'packages.sendCountAgain' : 'packages.sendAgain', { n: unsent, again });
  const relays = Math.max(0, ...chosen.map((one) => one.relays));
  const papers = Math.max(0, ...chosen.map((one) => one.papers));
  const send = async (place?: string): Promise<void> => {
    setError(null);
    const folder = place ?? (await callShell('shell.chooseFolder', { title: t('packages.chooseStick') }));
    if (folder === null) return;
    setDone(stuck ? await copy.mutateAsync({ packageId: stuck.packageId, folder, existing: true }) : await write.mutateAsync({ to: [...to], folder, existing: true, full: report && full, kind, job: exportJob }));
  };
  if (done) {
    return (
      <Dialog title={title} onClose={onClose} size="lg" steps actions={<Button data-autofocus onClick={onClose}>{t('kit.close')}</Button>}>
        <PackageDone done={done} to={chosen.map((one) => officeTitle(one.level, one.name, t))} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={title} onClose={onClose} size="lg" steps
      actions={
        <>
          <Button variant="default" onClick={onClose} disabled={busy}>{t('kit.cancel')}</Button>
          {stick && <Button data-autofocus disabled={to.length === 0 || waits} loading={busy} onClick={() => void send(stick.path).catch(setError)}>{stuck ? t('packages.copyToStick', { n: stuck.sequence, name: stick.name }) : t('packages.sendToStick', { name: stick.name })}</Button>}
          <Button data-autofocus={!stick || undefined} variant={stick ? 'default' : 'filled'} disabled={to.length === 0 || waits || busy} loading={busy && !stick} onClick={() => void send().catch(setError)}>{t('packages.sendDo')} …</Button>
        </>
      }
    >
      <Select label={t('packages.colKind')} value={kind} allowDeselect={false} disabled={busy} data={kinds.map((each) => ({ value: each, label: kindWords(t, each) }))} onChange={(next) => { const chosenKind = kinds.find((each) => each === next) ?? 'LAPORAN'; setKind(chosenKind); setTo(usual(chosenKind)); }} />
      <Checkbox.Group label={t('packages.sendTo')} description={t('packages.sendToHint')} value={[...to]} onChange={choose}>
        <div className={css.checks}>{neighbours.map((one) => <Checkbox key={one.code} value={one.code} label={`${officeTitle(one.level, one.name, t)} (${one.code})`} disabled={busy} />)}</div>
      </Checkbox.Group>
      {report && <Checkbox label={t('packages.full')} description={t('packages.fullHint')} checked={full} onChange={(event) => setFull(event.currentTarget.checked)} disabled={busy} />}
      {report && <p>{stuck ? t('packages.sendStuck', { n: stuck.sequence }) : full ? t('packages.sendFull') : !counted ? t('packages.sendBeside') : counts}</p>}
      {kind === 'TERUSAN' && <p>{relays > 0 ? t('packages.sendRelays', { n: relays }) : t('packages.sendRelaysAgain')}</p>}
      {kind === 'PINDAH' && <p>{papers > 0 ? t('packages.sendPapers', { n: papers }) : t('packages.sendPapersAgain')}</p>}
      {stick && <p className={css.quiet}>{t('packages.stickFree', { path: stick.path, free: formatBytes(stick.freeBytes) })}</p>}
      {report && stuck === null && review.data && review.data.state !== 'free' && <ReviewNotice review={review.data} mayApprove={mayApprove} />}
      {/* The button that had the keyboard may not be pressed now that a pengesah has to see the list. */}
      {waits && <div ref={takeKeyboard}><Button variant={mayApprove ? 'filled' : 'default'} onClick={() => { onClose(); go(aimPath('persetujuan', { to, full })); }}>{t('exchange.seeList')}</Button></div>}
      {chosen.some((one) => !one.checked) && <Notice severity="warn" title={t('packages.sendUnchecked')}>{t('packages.sendUncheckedHint')}</Notice>}
      {write.isPending && <Progress job={exportJob} label={t('packages.writing')} />}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

/** The report that was made for just these offices and reached no stick, with nothing new since: the same bytes go, and no other number. */
function waitingCopy(chosen: readonly Neighbour[]): Neighbour['undelivered'] {
  const waiting = chosen[0]?.undelivered ?? null;
  const isSame = waiting !== null && waiting.to.length === chosen.length && chosen.every((one) => one.undelivered?.packageId === waiting.packageId && one.undelivered.newer === 0);
  return isSame ? waiting : null;
}
