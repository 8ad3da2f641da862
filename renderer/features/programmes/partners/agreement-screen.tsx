import { Button, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { formatDate } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { MissingPage } from '../../../ui/missing-page.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import css from '../programmes.module.css';
import { GivenPrint } from './given-print.tsx';
import { GivenTable } from './given-table.tsx';
import { termSeverity } from './partner-words.ts';
import type { Agreement, Partner } from './partner-words.ts';

const lists = ['recipients', 'families', 'missed'] as const;
type ListName = (typeof lists)[number];

/** One agreement: what it allows, and the list as the partner would get it, to be saved or printed. */
export function AgreementScreen({ partner, id }: { partner: string; id: string }): ReactNode {
  const t = useText();
  const partners = useCall('partner.list', {});
  const found = partners.data?.find((one) => one.id === partner);
  const agreement = found?.agreements.find((one) => one.id === id);
  if (found && agreement) return <Shown key={id} partner={found} agreement={agreement} />;
  return <MissingPage title={t('partners.agreements')} id={id} asked={partners} missing={partners.data !== undefined} back={`/program/mitra/${partner}`} />;
}

function Shown({ partner, agreement }: { partner: Partner; agreement: Agreement }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const end = useAction('agreement.end');
  const mayWrite = useMay('partner.write') && agreement.own && agreement.term !== 'ended';
  const mayGive = useMay('report.export');
  const [profile, setProfile] = useState<'masked' | 'aggregate'>(agreement.fields.length > 0 ? 'masked' : 'aggregate');
  const [list, setList] = useState<ListName>(agreement.programmes.length > 0 ? 'recipients' : 'families');
  const [open, setOpen] = useState<'save' | 'print' | 'end' | null>(null);
  const back = `/program/mitra/${partner.id}`;
  const given = useCall('agreement.preview', { agreement: agreement.id, name: list, profile }, { enabled: mayGive, keepPrevious: true });
  const ready = given.data !== undefined && given.error === null;
  const edit = (): void => go(`${back}/perjanjian/${agreement.id}/ubah`);
  useKeys([
    { key: 'Escape', label: t('partners.back'), run: () => go(back) },
    ...(mayWrite ? [{ key: 'e', label: t('partners.agreementEdit'), run: edit }] : []),
    ...(ready ? [{ key: 'Ctrl+S', label: t('partners.saveFile'), run: () => setOpen('save') }, { key: 'Ctrl+P', label: t('partners.print'), run: () => setOpen('print') }] : []),
  ]);
  const term = <><Mark severity={termSeverity[agreement.term]}>{t(`partners.term_${agreement.term}`)}</Mark> · {`${formatDate(agreement.from)} – ${formatDate(agreement.endedOn ?? agreement.until)}`} · {partner.name} · {agreement.purpose}</>;
  const offered = lists.filter((one) => (one === 'recipients' ? agreement.programmes.length > 0 : agreement.wider));
  return (
    <Page
      fill title={t('partners.agreementTitle', { number: agreement.number })} hint={term}
      actions={
        <>
          <Button variant="default" onClick={() => go(back)}>{t('partners.back')}</Button>
          {mayWrite && <Button variant="default" onClick={() => setOpen('end')}>{t('partners.end')} …</Button>}
          {mayWrite && <Button variant="default" onClick={edit}>{t('partners.agreementEdit')}</Button>}
          {ready && <Button variant="default" onClick={() => setOpen('print')}>{t('partners.print')} …</Button>}
          {ready && <Button onClick={() => setOpen('save')}>{t('partners.saveFile')} …</Button>}
        </>
      }
    >
      <div className={css.filters} role="group" aria-label={t('partners.give')}>
        <SegmentedControl
          aria-label={t('partners.giveForm')} value={profile} onChange={(value) => setProfile(value === 'masked' ? 'masked' : 'aggregate')}
          data={[{ value: 'masked', label: t('partners.masked'), disabled: agreement.fields.length === 0 }, { value: 'aggregate', label: t('partners.aggregate') }]}
        />
        {offered.length > 1 && <Select aria-label={t('partners.list')} allowDeselect={false} value={list} data={offered.map((one) => ({ value: one, label: t(`partners.list_${one}`) }))} onChange={(value) => setList(lists.find((one) => one === value) ?? 'recipients')} />}
        <span className={css.quiet}>{t('partners.history')}</span>
      </div>
      {given.error && <ErrorNotice error={given.error} />}
      {ready && <GivenTable given={given.data} />}
      {open === 'save' && <SaveDialog name={list} title={t(`partners.list_${list}`)} hint={given.data?.mark ?? ''} params={{}} personal given={{ profile, agreement: agreement.id }} onClose={() => setOpen(null)} />}
      {open === 'print' && <GivenPrint query={{ agreement: agreement.id, name: list, profile }} partner={partner.name} onDone={() => setOpen(null)} />}
      {open === 'end' && (
        <ReasonDialog title={t('partners.endTitle', { number: agreement.number })} action={t('partners.end')} onClose={() => setOpen(null)} onDo={async (reason) => { await end.mutateAsync({ id: agreement.id, reason }); setOpen(null); }}>
          <p>{t('partners.endHint')}</p>
        </ReasonDialog>
      )}
    </Page>
  );
}
