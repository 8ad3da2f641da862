import { Button, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { mask } from '../../../../db/rules/mask.ts';
import { isDaily } from '../../../../db/rules/programmes/programme-rhythm.ts';
import { allRows, useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useInside, useMay } from '../../../app/session.tsx';
import { callApi } from '../../../bridge.ts';
import { useText } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { formatNumber, formatRupiah } from '../../../ui/format.ts';
import { MissingPage } from '../../../ui/missing-page.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { say } from '../../../ui/said.tsx';
import { programmeName } from '../programme-words.ts';
import type { Programme } from '../programme-words.ts';
import css from '../programmes.module.css';
import { deliveryColumns, heldColumns, heldLines, heldWords, matchesTyped, scannedNumber } from './delivery-rows.tsx';
import type { DeliveryLine } from './delivery-rows.tsx';
import { SheetPrint } from './sheet/sheet-print.tsx';
import { SignAllDialog } from './sign-all-dialog.tsx';
import { TakenDialog } from './taken-dialog.tsx';
import { WaitingNotes } from './waiting-notes.tsx';

type Shown = 'open' | 'done' | 'unsigned' | 'held' | 'all';
const received = 1;
const waiting = 2;
const byRecipient = 1;
const signature = 1;

/** The day of a distribution: search or scan, Enter ticks, the next one may come. Works without a mouse. */
export function DeliveryScreen({ id }: { id: string }): ReactNode {
  const t = useText();
  const programme = useCall('programme.get', { id });
  const info = useCall('office.info', {});
  if (programme.data && info.data) return <Delivery programme={programme.data} today={info.data.today} />;
  return <MissingPage title={t('programmes.deliveryTitle')} id={id} asked={programme} back="/program" />;
}

function Delivery({ programme, today }: { programme: Programme; today: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const { amount, amountUnit } = programme.values;
  const money = amountUnit === 'rupiah';
  const [phase, setPhase] = useState(isDaily(programme.values) ? today : today.slice(0, 7));
  const [date, setDate] = useState<string | null>(today);
  const [each, setEach] = useState<number | null>(typeof amount === 'number' ? amount : null);
  const [typed, type] = useState('');
  // Whom a card that was scanned means, where it means more than one.
  const [several, setSeveral] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState<readonly Pick<DeliveryLine, 'enrolment' | 'name'>[]>([]);
  const setTyped: typeof type = (text) => { type(text); setSeveral([]); };
  const [shown, setShown] = useState<Shown>('open');
  const [active, setActive] = useState<{ readonly enrolment: string; readonly at: number } | null>(null);
  const [dialog, setDialog] = useState<'refused' | 'other' | 'undo' | 'sheet' | 'signAll' | null>(null);
  const field = useRef<HTMLInputElement>(null);
  // Who was ticked and is still on the way: a second Enter must not record them again.
  const underway = useRef(new Set<string>());
  const mayRecord = useMay('enrol.write');
  const inside = useInside();
  const mayPrint = useMay('report.run') && inside;
  const record = useAction('delivery.record');
  const sign = useAction('delivery.sign');
  const back = useAction('delivery.void');
  const named = phase.trim() !== '';
  const list = useCall('delivery.list', { programme: programme.id, phase: phase.trim() || '-' }, { keepPrevious: true, enabled: named });
  const all = list.data?.rows ?? [];
  const held = heldLines(list.data);
  const unsigned = all.filter((row) => row.status === received && row.proof === null);
  const within: Readonly<Record<Shown, (row: DeliveryLine) => boolean>> = { open: (row) => row.status !== received, done: (row) => row.status === received, unsigned: (row) => row.status === received && row.proof === null, held: () => true, all: () => true };
  // Somebody who stands there and is handed nothing is found as well, with the reason.
  const everybody = shown === 'unsigned' ? unsigned : [...all, ...held];
  const number = scannedNumber(typed);
  const scan = useCall('delivery.scan', { programme: programme.id, number: number ?? '' }, { enabled: number !== null });
  const found = everybody.filter((row) => (number === null ? matchesTyped(row, typed) : scan.data?.enrolments.includes(row.enrolment) === true));
  const rows = typed.trim() !== '' ? found : several.length > 0 ? everybody.filter((row) => several.includes(row.enrolment)) : (shown === 'held' ? held : all).filter(within[shown]);
  const usual = money ? { rupiah: each === null ? null : Math.round(each), quantity: null, unit: null } : { rupiah: null, quantity: each, unit: typeof amountUnit === 'string' ? amountUnit : null };
  const write = (row: DeliveryLine, item: Partial<CallItem>): Promise<unknown> => record.mutateAsync({ mayWait: true, programme: programme.id, phase: phase.trim(), date: date ?? today, items: [{ enrolment: row.enrolment, status: received, ...usual, ...item }] });
  const tick = (row: DeliveryLine | undefined, by = typed): void => {
    if (!row || !mayRecord || date === null || !named || underway.current.has(row.enrolment)) return;
    if (shown === 'unsigned' && row.delivery !== null) return signed([row]);
    if (row.status === received) return say({ severity: 'info', text: t('programmes.deliveryAlready', { name: row.name }) });
    if (row.held !== null) return say({ severity: 'warn', text: t('programmes.deliveryHeldSaid', { name: row.name, why: heldWords(t, row) }) });
    underway.current.add(row.enrolment);
    // The next person is typed or scanned while this one is written: what stands in the field by now is theirs.
    setTyped((now) => (now === by ? '' : now));
    void write(row, { relation: byRecipient }).then(() => { say({ text: t('programmes.deliveryTicked', { name: row.name }) }); setFailed((old) => old.filter((one) => one.enrolment !== row.enrolment)); })
      // The next one that is stored takes its error off the screen: who is not recorded stays named until they are.
      .catch(() => setFailed((old) => [...old.filter((one) => one.enrolment !== row.enrolment), row])).finally(() => underway.current.delete(row.enrolment));
  };
  const latest = useRef(everybody);
  latest.current = everybody;
  // A scanner types the number and Enter at once, and the next card follows while the register looks up this one.
  const scanned = async (card: string): Promise<void> => {
    setTyped('');
    setFailed((old) => old.filter((one) => one.enrolment !== card));
    const { enrolments } = await callApi('delivery.scan', { programme: programme.id, number: card });
    const hits = latest.current.filter((row) => enrolments.includes(row.enrolment));
    if (hits.length === 1) tick(hits[0], card);
    else if (hits.length === 0) say({ severity: 'warn', text: t('programmes.deliveryStranger', { number: mask(card) }) });
    else {
      setSeveral(hits.map((row) => row.enrolment));
      say({ severity: 'warn', text: t('programmes.deliverySeveral', { number: mask(card), n: hits.length }) });
    }
  };
  const enter = (text: string): boolean => {
    // As it stands in the field: the screen may still be drawing the card before.
    const card = scannedNumber(text);
    // A card that could not be looked up stays named as well, by its number.
    if (card !== null) void scanned(card).catch(() => setFailed((old) => [...old.filter((one) => one.enrolment !== card), { enrolment: card, name: mask(card) }]));
    else if (found.length === 1) tick(found[0]);
    return card !== null || found.length === 1;
  };
  const signed = (of: readonly DeliveryLine[]): void => {
    const ids = of.flatMap((row) => (row.delivery !== null && row.own ? [row.delivery] : []));
    if (ids.length === 0) return;
    sign.mutate({ ids, proof: signature }, { onSuccess: ({ signed: n }) => { setTyped(''); say({ text: t('deliveries.signed', { n }) }); } });
  };
  // Whoever was ticked leaves the list: who moved into that place is under the keyboard now.
  const chosen = typed.trim() !== '' && found.length === 1 ? found[0] : active === null ? undefined : (rows.find((row) => row.enrolment === active.enrolment) ?? rows[Math.min(active.at, rows.length - 1)]);
  // What was not taken may be said of who is held, for the books; nothing is handed to them by anybody.
  const open = (what: typeof dialog): void => {
    if (!chosen || !mayRecord) return;
    if (what === 'other' && chosen.held !== null && chosen.status !== received) tick(chosen);
    else setDialog(what);
  };
  const close = (): void => { setDialog(null); setTyped(''); field.current?.focus(); };
  const mayPrintSheet = mayPrint && named && all.length > 0;
  const maySignAll = mayRecord && shown === 'unsigned' && rows.some((row) => row.own);
  useKeys([
    { key: 'Escape', label: t('programmes.deliveryBack'), run: () => go(`/program/${programme.id}`) },
    ...(mayRecord ? [
      { key: 'F3', label: t('programmes.deliveryOther'), run: () => open('other'), whileTyping: true },
      { key: 'F4', label: t('programmes.deliveryRefused'), run: () => open('refused'), whileTyping: true },
      { key: 'F6', label: t('programmes.deliveryUndo'), run: () => { if (chosen?.delivery && chosen.own) open('undo'); }, whileTyping: true },
    ] : []),
    ...(maySignAll ? [{ key: 'Ctrl+Enter', label: t('deliveries.signAll'), run: () => setDialog('signAll') }] : []),
    ...(mayPrintSheet ? [{ key: 'Ctrl+P', label: t('deliveries.sheet'), run: () => setDialog('sheet') }] : []),
    { key: 'f', label: t('programmes.deliverySearch'), run: () => field.current?.focus() },
  ]);
  const sums = list.data && [money ? formatRupiah(list.data.rupiah) : '', ...list.data.quantities.map((one) => `${formatNumber(one.quantity)} ${one.unit}`)].filter(Boolean).join(' · ');
  const error = list.error ?? record.error ?? sign.error ?? back.error;
  return (
    <Page
      fill title={`${t('programmes.deliveryTitle')}: ${programmeName(programme)}`} hint={list.data && [t('programmes.deliveryCount', { done: list.data.received, all: all.length }), sums].filter(Boolean).join(' · ')}
      actions={
        <>
          <Button variant="default" onClick={() => go(`/program/${programme.id}`)}>{t('programmes.deliveryBack')}</Button>
          {maySignAll && <Button variant="default" onClick={() => setDialog('signAll')}>{t('deliveries.signAll')} …</Button>}
          {mayPrintSheet && <Button variant="default" onClick={() => setDialog('sheet')}>{t('deliveries.sheet')} …</Button>}
        </>
      }
    >
      <div className={css.deliveryBar}>
        <TextInput ref={field} data-autofocus autoFocus className={css.filterText} label={t('programmes.deliverySearch')} description={t('programmes.deliverySearchHint')} value={typed} autoComplete="off" spellCheck={false} onChange={(event) => setTyped(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter' && !event.ctrlKey && enter(event.currentTarget.value)) event.preventDefault(); }} />
        <TextInput label={t('programmes.deliveryPhase')} value={phase} maxLength={60} onChange={(event) => setPhase(event.currentTarget.value)} />
        <DateInput label={t('programmes.deliveryDate')} value={date} today={today} onChange={setDate} required />
        <NumberInput label={money ? t('programmes.deliveryRupiah') : t('programmes.deliveryEach', { unit: typeof amountUnit === 'string' ? amountUnit : t('programmes.deliveryUnit') })} value={each ?? ''} min={0} thousandSeparator="." decimalSeparator="," allowDecimal={!money} onChange={(value) => setEach(value === '' ? null : Number(value))} />
      </div>
      <SegmentedControl
        className={css.left} aria-label={t('programmes.deliveryShown')} value={shown} onChange={(value) => { setShown(value as Shown); setActive(null); }}
        data={[{ value: 'open', label: t('programmes.deliveryOpen') }, { value: 'done', label: t('programmes.deliveryDone') }, { value: 'unsigned', label: t('deliveries.unsigned', { n: unsigned.length }) }, { value: 'held', label: t('programmes.deliveryHeld', { n: held.length }) }, { value: 'all', label: t('programmes.statusAll') }]}
      />
      {error && <ErrorNotice error={error} />}
      {failed.length > 0 && <Notice severity="block" title={t('programmes.deliveryFailed', { n: failed.length })}>{t('programmes.deliveryFailedWho', { names: failed.map((one) => one.name).join(', ') })}</Notice>}
      {list.data && <WaitingNotes list={list.data} />}
      <DataTable
        label={t('programmes.deliveryTitle')} columns={shown === 'held' && typed.trim() === '' ? heldColumns(t) : deliveryColumns(t)} pages={allRows({ ...list, data: list.data ? rows : undefined })} rowKey={(row) => row.enrolment} onOpen={(row) => tick(row)} onActive={(row) => setActive({ enrolment: row.enrolment, at: rows.indexOf(row) })} total={rows.length}
        empty={<EmptyState icon={IconPackage} title={t(typed.trim() !== '' ? 'programmes.deliveryNobody' : shown === 'unsigned' ? 'deliveries.allSigned' : shown === 'held' ? 'programmes.deliveryHeldNone' : shown === 'open' && all.length > 0 ? 'programmes.deliveryAllDone' : 'programmes.noneActive')} />}
      />
      {dialog === 'refused' && chosen && <ReasonDialog title={t('programmes.deliveryRefusedTitle', { name: chosen.name })} action={t('programmes.deliveryRefused')} label={t('programmes.deliveryReason')} onClose={close} onDo={async (reason) => { await write(chosen, { status: waiting, rupiah: null, quantity: null, reason }); close(); }} />}
      {dialog === 'undo' && chosen?.delivery && <ReasonDialog title={t('programmes.deliveryUndoTitle', { name: chosen.name })} action={t('programmes.deliveryUndo')} onClose={close} onDo={async (reason) => { await back.mutateAsync({ id: chosen.delivery ?? '', reason }); close(); }} />}
      {dialog === 'other' && chosen && <TakenDialog name={chosen.name} onClose={close} onDo={async (taken) => { await write(chosen, taken); close(); }} />}
      {dialog === 'signAll' && <SignAllDialog n={rows.filter((row) => row.own).length} phase={phase.trim()} onClose={close} onDo={() => { signed(rows); close(); }} />}
      {dialog === 'sheet' && <SheetPrint programme={programme} phase={phase.trim()} usual={usual} onDone={() => setDialog(null)} />}
    </Page>
  );
}

type CallItem = Parameters<ReturnType<typeof useAction<'delivery.record'>>['mutate']>[0]['items'][number];
