import { Button, Select, TextInput } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { waits } from '../../../db/rules/petitions/states.ts';
import type { Wait } from '../../../db/rules/petitions/states.ts';
import { DialogDraft } from '../../app/dialog-draft.tsx';
import { useResume } from '../../app/resume.ts';
import { draftKinds } from '../../../db/rules/draft-kinds.ts';
import { useCall, useOffsetPages } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { UsulanViews } from '../../app/usulan-views.tsx';
import { useLanguage, textIn, useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatNumber, formatShortDate } from '../../ui/format.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { RegionName } from '../families/index.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { label, listPath, rtWords, StandingMark, subjectWords } from './petition-words.tsx';
import type { Petition } from './petition-words.tsx';
import css from './petitions.module.css';

type Shown = Wait | 'open' | 'all';
/** As many as are decided on at once. */
const most = 5000;

/** Usulan or sanggah: who waits for what, the longest first. A kelurahan works on its own, an office above answers. */
export function PetitionList({ kind }: { kind: 1 | 2 }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const lang = useLanguage();
  const { office } = useSession();
  const village = ['kelurahan', 'desa'].includes(office.level);
  const [text, setText] = useState('');
  const [wait, setWait] = useState<Shown>(village ? 'open' : 'answer');
  const [open, setOpen] = useState<'approve' | 'answer' | null>(null);
  const field = useRef<HTMLInputElement>(null);
  // Below this office only what its head approved is anybody's business here.
  const asked = { kind, handed: !village, lang };
  const { pages } = useOffsetPages('petition.page', { ...asked, wait, ...(text.trim() !== '' && { text }) });
  const due = village ? 'approve' : 'answer';
  const waiting = useCall('petition.page', { ...asked, wait: due, limit: most }, { enabled: open !== null });
  const counts = useCall('petition.page', { ...asked, limit: 1 }, { keepPrevious: true }).data?.counts;
  const countOf = (shown: Shown): number => waits.reduce((sum, one) => sum + (isShown(one, shown) ? (counts?.[one] ?? 0) : 0), 0);
  const mayWrite = useMay('register.write') && village;
  const mayApprove = useMay('package.approve');
  useResume(draftKinds.answer, mayApprove && !village, () => setOpen('answer'));
  const fresh = (): void => go(`${listPath(kind)}/baru`);
  useKeys([
    ...(mayWrite ? [{ key: 'Ctrl+N', label: kind === 1 ? t('petitions.newUsulan') : t('petitions.newSanggah'), run: fresh }] : []),
    ...(mayApprove && countOf(due) > 0 ? [{ key: village ? 's' : 'j', label: village ? t('petitions.do_approve') : t('petitions.do_answer'), run: () => setOpen(village ? 'approve' : 'answer') }] : []),
    { key: 'f', label: t('petitions.keyFilter'), run: () => field.current?.focus() },
  ]);
  const filtered = text !== '' || wait !== (village ? 'open' : 'answer');
  const count = (shown: Shown): string => `${t(`petitions.wait_${shown}`)} (${formatNumber(countOf(shown))})`;
  const choices: readonly Shown[] = village ? ['open', ...waits, 'all'] : ['answer', 'none', 'all'];
  return (
    <Page
      fill title={kind === 1 ? t('petitions.usulan') : t('petitions.sanggah')} hint={counts && (village ? t('petitions.hint', { n: formatNumber(countOf('open')) }) : t('petitions.hintCity', { n: formatNumber(countOf('answer')) }))}
      actions={
        <>
          {mayApprove && countOf(due) > 0 && <Button variant="default" onClick={() => setOpen(village ? 'approve' : 'answer')}>{village ? t('petitions.do_approve') : t('petitions.do_answer')} ({formatNumber(countOf(due))}) …</Button>}
          {mayWrite && <Button onClick={fresh}>{kind === 1 ? t('petitions.newUsulan') : t('petitions.newSanggah')}</Button>}
        </>
      }
    >
      <UsulanViews />
      <div className={css.filters}>
        <TextInput ref={field} className={css.filterText} aria-label={t('petitions.filter')} placeholder={t('petitions.filter')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Select aria-label={t('petitions.waitFilter')} w={260} allowDeselect={false} value={wait} data={choices.map((one) => ({ value: one, label: count(one) }))} onChange={(value) => setWait((value ?? 'open') as Shown)} />
        {filtered && <Button variant="subtle" onClick={() => { setText(''); setWait(village ? 'open' : 'answer'); }}>{t('petitions.clearFilter')}</Button>}
      </div>
      <DataTable
        label={kind === 1 ? t('petitions.usulan') : t('petitions.sanggah')} columns={columns(t, village)} pages={pages} rowKey={(one) => one.id} onOpen={(one) => go(`/usulan/${one.id}`)} autoFocus
        empty={filtered || countOf('all') > 0
          ? <EmptyState icon={IconMessages} title={t('petitions.noneFiltered')} />
          : <EmptyState icon={IconMessages} title={village ? (kind === 1 ? t('petitions.noneUsulan') : t('petitions.noneSanggah')) : t('petitions.noneCity')} action={mayWrite && <Button onClick={fresh}>{kind === 1 ? t('petitions.newUsulan') : t('petitions.newSanggah')}</Button>}>{village ? (kind === 1 ? t('petitions.noneUsulanHint') : t('petitions.noneSanggahHint')) : t('petitions.noneCityHint')}</EmptyState>}
      />
      {open === 'approve' && waiting.data && <ApproveDialog rows={waiting.data.rows} onClose={() => setOpen(null)} />}
      {open === 'answer' && waiting.data && <DialogDraft kind={draftKinds.answer} target={null} title={textIn('id', 'petitions.answerTitle')}><AnswerDialog rows={waiting.data.rows} onClose={() => setOpen(null)} /></DialogDraft>}
    </Page>
  );
}

function isShown(wait: Wait, shown: Shown): boolean {
  if (shown === 'all') return true;
  return shown === 'open' ? wait !== 'none' : wait === shown;
}

function columns(t: Translate, village: boolean): Column<Petition>[] {
  return [
    { key: 'number', header: t('petitions.colNumber'), width: '124px', render: (one) => one.number },
    { key: 'about', header: t('petitions.colAbout'), width: 'minmax(120px, 2fr)', render: (one) => <strong title={one.about.name}>{one.about.name}</strong> },
    { key: 'address', header: t('petitions.colAddress'), width: 'minmax(90px, 2fr)', render: (one) => <span title={one.about.address ?? ''}>{one.about.address}</span> },
    { key: 'rt', header: t('petitions.colRt'), width: '84px', render: (one) => rtWords(one.about) },
    { key: 'subject', header: t('petitions.colSubject'), width: 'minmax(110px, 1.4fr)', render: (one) => <span title={subjectWords(one)}>{subjectWords(one)}</span> },
    village
      ? { key: 'source', header: t('petitions.colSource'), width: 'minmax(90px, 1.2fr)', render: (one) => <span title={label('TEPAT.pengusul', one.source)}>{label('TEPAT.pengusul', one.source)}</span> }
      : { key: 'office', header: t('petitions.colOffice'), width: 'minmax(110px, 1fr)', render: (one) => <RegionName code={one.owner} bare /> },
    { key: 'standing', header: t('petitions.colStanding'), width: 'minmax(252px, 2fr)', render: (one) => <StandingMark standing={one.standing} t={t} /> },
    { key: 'since', header: t('petitions.colSince'), width: '92px', render: (one) => formatShortDate(one.since) },
  ];
}
