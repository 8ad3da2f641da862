import { Button, Checkbox, SegmentedControl, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { movesFrom } from '../../../db/rules/enrolment/states.ts';
import type { MoveKind } from '../../../db/rules/enrolment/states.ts';
import { useCall, usePages } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useInside, useMay } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatNumber, formatShortDate, groupIdentifier } from '../../ui/format.ts';
import { KeyHint } from '../../ui/marks.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { ListDialog } from '../letters/index.ts';
import { MoveDialog, PartDialog } from '../enrolment/index.ts';
import { programmeName } from './programme-words.ts';
import type { Programme } from './programme-words.ts';
import css from './programmes.module.css';

type Recipient = CallOutput<'programme.recipients'>['rows'][number];
type RecipientStatus = 'active' | 'proposed' | 'suspended' | 'ended' | 'all';

const keyOf: Readonly<Record<MoveKind, string>> = { decide: 't', activate: 'a', suspend: 'u', resume: 'l', leave: 'x', finish: 'z' };

/** Recipients here by their state; Enter opens the family, Space marks, and what is marked is moved to its next state at once. */
export function RecipientsTab({ programme }: { programme: Programme }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [status, setStatus] = useState<RecipientStatus>('active');
  const [marked, setMarked] = useState<ReadonlyMap<string, Recipient>>(new Map());
  const [active, setActive] = useState<Recipient | null>(null);
  const [move, setMove] = useState<MoveKind | null>(null);
  const [shown, setShown] = useState<Recipient | null>(null);
  const [papers, setPapers] = useState(false);
  const mayEnrol = useMay('enrol.write');
  const inside = useInside();
  const mayExport = useMay('report.export') && inside;
  const info = useCall('office.info', {});
  const pages = usePages<Recipient>(['programme.recipients', programme.id, status], (after) => callApi('programme.recipients', { programme: programme.id, status, after }));
  const first = useCall('programme.recipients', { programme: programme.id, status, limit: 1 }, { keepPrevious: true });
  const at = pages.rows.find((row) => row.id === active?.id) ?? pages.rows[0] ?? null;
  const chosen = marked.size > 0 ? [...marked.values()] : at ? [at] : [];
  const moves = mayEnrol ? movesFor(chosen) : [];
  const mark = (row: Recipient | null): void => {
    if (!row || !row.own) return;
    setMarked((old) => (old.has(row.id) ? new Map([...old].filter(([id]) => id !== row.id)) : new Map([...old, [row.id, row]])));
  };
  const markAll = async (): Promise<void> => setMarked(marked.size > 0 ? new Map() : new Map((await everyRow(programme.id, status)).filter((row) => row.own).map((row) => [row.id, row])));
  const close = (): void => { setMove(null); setMarked(new Map()); };
  useKeys([
    ...(mayEnrol && pages.rows.length > 0 ? [{ key: 'Space', label: t('enrolment.mark'), run: () => mark(at) }, { key: 'Ctrl+A', label: t(marked.size > 0 ? 'enrolment.unmark' : 'enrolment.markAll'), run: () => void markAll(), whileTyping: false }] : []),
    ...moves.map((one) => ({ key: keyOf[one], label: t(`enrolment.act_${one}`), run: () => setMove(one) })),
    ...(mayExport && status === 'active' && pages.rows.length > 0 ? [{ key: 'd', label: t('programmes.papers'), run: () => setPapers(true) }] : []),
    ...(at && inside ? [{ key: 'w', label: t('enrolment.history'), run: () => setShown(at) }] : []),
  ]);
  const today = info.data?.today ?? '';
  // What can be done with a row needs the width: on a narrow screen the states fold into one field.
  const narrow = useMediaQuery('(max-width: 1180px)', false, { getInitialValueInEffect: false });
  const statuses = [{ value: 'active', label: t('programmes.statusActive') }, { value: 'proposed', label: t('enrolment.statusProposed') }, { value: 'suspended', label: t('enrolment.statusSuspended') }, { value: 'ended', label: t('programmes.statusEnded') }, { value: 'all', label: t('programmes.statusAll') }];
  const choose = (value: string): void => { setStatus(value as RecipientStatus); setMarked(new Map()); };
  return (
    <div className={css.column}>
      <div className={css.bar}>
        {narrow
          ? <Select className={css.status} aria-label={t('programmes.recipientStatus')} allowDeselect={false} value={status} data={statuses} onChange={(value) => choose(value ?? status)} />
          : <SegmentedControl className={css.left} aria-label={t('programmes.recipientStatus')} value={status} data={statuses} onChange={choose} />}
        {marked.size > 0 && <span>{t('enrolment.marked', { n: marked.size })}</span>}
        <span className={css.grow} />
        {mayExport && status === 'active' && marked.size === 0 && pages.rows.length > 0 && <Button variant="default" onClick={() => setPapers(true)} rightSection={<KeyHint name="d" />}>{t('programmes.papers')} …</Button>}
        {mayEnrol && pages.rows.length > 0 && <Button variant="subtle" onClick={() => void markAll()}>{t(marked.size > 0 ? 'enrolment.unmark' : 'enrolment.markAll')}</Button>}
        {moves.map((one) => <Button key={one} variant="default" onClick={() => setMove(one)} rightSection={<KeyHint name={keyOf[one]} />}>{t(`enrolment.act_${one}`)}</Button>)}
      </div>
      <DataTable
        label={t('programmes.recipients')} columns={columns(t, status, marked, mayEnrol ? mark : null)} pages={pages} rowKey={(row) => row.id} onActive={setActive}
        onOpen={(row) => { if (row.group !== null) go(`/program/kelompok/${row.group}`); else if (row.family !== null) go(`/keluarga/${row.family}${row.person === null ? '' : `/${row.person}`}`); }}
        {...(first.data ? { total: first.data.total, foot: t('programmes.recipientCount', { n: formatNumber(first.data.total) }) } : {})}
        empty={(first.data?.total ?? 0) > 0 ? <EmptyState icon={IconUsers} title={t('programmes.othersRecipients', { n: formatNumber(first.data?.total ?? 0) })}>{t('programmes.othersRecipientsHint')}</EmptyState> : <EmptyState icon={IconUsers} title={t(status === 'ended' ? 'programmes.noneEnded' : status === 'proposed' ? 'enrolment.noneWaiting' : 'programmes.noneActive')}>{t(status === 'proposed' ? 'enrolment.noneWaitingHint' : 'programmes.noneActiveHint')}</EmptyState>}
      />
      {papers && <ListDialog programme={{ id: programme.id, name: programmeName(programme) }} onClose={() => setPapers(false)} />}
      {move && <MoveDialog parts={chosen.filter((row) => movesFrom(row.statusCode ?? 3).includes(move))} move={move} today={today} onClose={close} />}
      {shown && <PartDialog part={shown} editable={mayEnrol && shown.own} today={today} onClose={() => setShown(null)} />}
    </div>
  );
}

/** What can be done with every one of these. */
function movesFor(rows: readonly Recipient[]): MoveKind[] {
  const [one, ...others] = rows.filter((row) => row.own).map((row) => movesFrom(row.statusCode ?? 3));
  return (one ?? []).filter((move) => others.every((moves) => moves.includes(move)));
}

async function everyRow(programme: string, status: RecipientStatus): Promise<Recipient[]> {
  const rows: Recipient[] = [];
  for (let after: string | null = null; ;) {
    const page: { rows: Recipient[]; next: string | null } = await callApi('programme.recipients', { programme, status, after, limit: 500 });
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
}

function columns(t: Translate, status: RecipientStatus, marked: ReadonlyMap<string, Recipient>, mark: ((row: Recipient) => void) | null): Column<Recipient>[] {
  const ended: Column<Recipient>[] = status !== 'ended' && status !== 'all' ? [] : [
    { key: 'end', header: t('programmes.colEnd'), width: '96px', render: (row) => formatShortDate(row.end) },
    { key: 'exit', header: t('programmes.colExit'), width: 'minmax(100px, 1fr)', render: (row) => row.exitReason ?? '' },
  ];
  const box: Column<Recipient>[] = mark === null ? [] : [{
    key: 'mark', header: '', width: '36px',
    render: (row) => <span onClick={(event) => event.stopPropagation()}><Checkbox size="xs" tabIndex={-1} aria-label={`${t('enrolment.mark')} ${row.name}`} checked={marked.has(row.id)} disabled={!row.own} onChange={() => mark(row)} /></span>,
  }];
  return [
    ...box,
    { key: 'name', header: t('programmes.colRecipient'), width: 'minmax(160px, 2fr)', render: (row) => row.name },
    { key: 'number', header: t('programmes.colIdentifier'), width: '170px', render: (row) => groupIdentifier((row.person === null ? row.noKk : row.nik) ?? '') },
    { key: 'address', header: t('programmes.colAddress'), width: 'minmax(130px, 2fr)', render: (row) => row.address ?? '' },
    { key: 'rt', header: t('programmes.colRtRw'), width: '84px', render: (row) => [row.rt, row.rw].map((part) => part ?? '–').join('/') },
    { key: 'status', header: t('programmes.colState'), width: 'minmax(92px, 0.8fr)', render: (row) => <span title={row.statusReason ?? undefined}>{row.until === null ? row.status : t('enrolment.suspendedUntil', { status: row.status, date: formatShortDate(row.until) })}</span> },
    { key: 'start', header: t('programmes.colStart'), width: '96px', render: (row) => formatShortDate(row.start) },
    ...ended,
    { key: 'decision', header: t('programmes.colDecision'), width: 'minmax(90px, 1fr)', render: (row) => row.decisionNo ?? '' },
  ];
}
