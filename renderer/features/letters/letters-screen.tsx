import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { letterKindNames } from '../../../db/rules/letters/kinds.ts';
import { allRows, useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { baseName, formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { LetterDialog } from './letter-dialog.tsx';
import css from './letters.module.css';
import { askPath } from './paper-fields.tsx';
import type { Format } from './paper-fields.tsx';

type Row = CallOutput<'letter.list'>[number];

/** The register of letters: every number that was given, cancelled ones too; a letter is saved again as it was issued. */
export function LettersScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [kind, setKind] = useState('');
  const [text, setText] = useState('');
  const [active, setActive] = useState<Row | null>(null);
  const [open, setOpen] = useState<'void' | 'tidak-terdaftar' | 'surat-pengantar' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const find = useRef<HTMLInputElement>(null);
  const chosen = letterKindNames.find((one) => one === kind);
  const list = useCall('letter.list', { ...(chosen && { kind: chosen }), ...(text.trim() !== '' && { text }) }, { keepPrevious: true });
  const write = useAction('letter.write');
  const mayExport = useMay('report.export');
  const mayReveal = useMay('identity.reveal');
  const mayIssue = mayExport && mayReveal;
  const at = list.data?.find((row) => row.id === active?.id) ?? list.data?.[0] ?? null;
  const usable = mayIssue && at !== null && at.voidedOn === null ? at : null;
  const save = async (row: Row, format: Format): Promise<void> => {
    setError(null);
    const path = await askPath(t('letters.write'), `${t(`letters.kind_${row.kind}`)} ${row.number}`, format);
    if (path !== null) say({ text: t('letters.written', { file: baseName((await write.mutateAsync({ id: row.id, format, path })).file) }) });
  };
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: () => go('/laporan') },
    { key: 'f', label: t('letters.find'), run: () => find.current?.focus() },
    ...(mayIssue ? [{ key: 't', label: t('letters.stranger'), run: () => setOpen('tidak-terdaftar') }, { key: 'a', label: t('letters.pengantar'), run: () => setOpen('surat-pengantar') }] : []),
    ...(usable ? [{ key: 'p', label: t('letters.formatPdf'), run: () => void save(usable, 'pdf').catch(setError) }, { key: 'w', label: t('letters.formatDocx'), run: () => void save(usable, 'docx').catch(setError) }, { key: 'x', label: t('letters.void'), run: () => setOpen('void') }] : []),
  ]);
  const columns: Column<Row>[] = [
    { key: 'number', header: t('letters.colNumber'), width: 'minmax(170px, 1.6fr)', render: (row) => (row.voidedOn === null ? row.number : <span title={row.voidReason ?? ''}>{row.number} <Mark severity="warn">{t('letters.isVoid', { date: formatShortDate(row.voidedOn) })}</Mark></span>) },
    { key: 'date', header: t('letters.colDate'), width: '96px', render: (row) => formatShortDate(row.date) },
    { key: 'kind', header: t('letters.kind'), width: '124px', render: (row) => t(`letters.kind_${row.kind}`) },
    { key: 'subject', header: t('letters.colSubject'), width: 'minmax(160px, 2fr)', render: (row) => <span title={row.subject}>{row.subject}</span> },
    { key: 'purpose', header: t('letters.colPurpose'), width: 'minmax(110px, 1.4fr)', render: (row) => <span title={row.purpose ?? ''}>{row.purpose ?? ''}</span> },
    { key: 'code', header: t('letters.colCode'), width: '104px', render: (row) => <code>{row.code}</code> },
    { key: 'by', header: t('letters.colBy'), width: 'minmax(80px, 0.8fr)', render: (row) => row.by },
  ];
  return (
    <Page fill title={t('letters.title')} hint={list.data ? t('letters.count', { n: list.data.length }) : t('letters.hint')} actions={mayIssue ? <><Button variant="default" onClick={() => setOpen('tidak-terdaftar')}>{t('letters.stranger')}</Button><Button variant="default" onClick={() => setOpen('surat-pengantar')}>{t('letters.pengantar')}</Button></> : undefined}>
      <div className={css.bar}>
        <NativeSelect aria-label={t('letters.kind')} value={kind} onChange={(event) => setKind(event.currentTarget.value)} data={[{ value: '', label: t('letters.kind_all') }, ...letterKindNames.map((one) => ({ value: one as string, label: t(`letters.kind_${one}`) }))]} />
        <TextInput ref={find} className={css.find} aria-label={t('letters.find')} placeholder={t('letters.find')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        {usable && <><Button variant="default" onClick={() => void save(usable, 'pdf').catch(setError)}>{t('letters.formatPdf')} …</Button><Button variant="default" onClick={() => void save(usable, 'docx').catch(setError)}>{t('letters.formatDocx')} …</Button><Button variant="default" onClick={() => setOpen('void')}>{t('letters.void')} …</Button></>}
      </div>
      {error !== null && <ErrorNotice error={error} />}
      <DataTable label={t('letters.title')} columns={columns} pages={allRows({ ...list, data: list.data })} rowKey={(row) => row.id} onActive={setActive} onOpen={(row) => { if (row.family !== null) go(`/keluarga/${row.family}`); }} autoFocus empty={<EmptyState icon={IconMail} title={t('letters.none')}>{t('letters.noneHint')}</EmptyState>} />
      {open === 'void' && at && <VoidDialog letter={at} onClose={() => setOpen(null)} />}
      {(open === 'tidak-terdaftar' || open === 'surat-pengantar') && <LetterDialog kinds={[open]} people={[]} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function VoidDialog({ letter, onClose }: { letter: Row; onClose: () => void }): ReactNode {
  const t = useText();
  const cancel = useAction('letter.void');
  const [reason, setReason] = useState('');
  const save = (): void => cancel.mutate({ id: letter.id, reason: reason.trim() }, { onSuccess: () => { say({ text: t('letters.voided', { number: letter.number }) }); onClose(); } });
  return (
    <Dialog title={t('letters.voidTitle', { number: letter.number })} onClose={onClose} dirty={reason !== ''} actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button data-submit disabled={reason.trim() === ''} loading={cancel.isPending} onClick={save}>{t('letters.void')}</Button></>}>
      <p>{t('letters.voidHint')}</p>
      <TextInput data-autofocus label={t('letters.voidReason')} required maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {cancel.error && <ErrorNotice error={cancel.error} />}
    </Dialog>
  );
}
