import { Button, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { startTransition, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useLocation } from 'wouter';
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
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { say } from '../../../ui/said.tsx';
import { programmeName } from '../programme-words.ts';
import type { Programme } from '../programme-words.ts';
import css from '../programmes.module.css';
import { DeliveryEmpty } from './delivery-empty.tsx';
import { deliveryColumns, heldColumns, heldLines, matchesTyped, scannedNumber } from './delivery-rows.tsx';
import type { DeliveryLine } from './delivery-rows.tsx';
import { HandOverNotes, outcomeWords } from './hand-over-notes.tsx';
import type { Terms } from './hand-over-queue.ts';
import { SheetPrint } from './sheet/sheet-print.tsx';
import { SignAllDialog } from './sign-all-dialog.tsx';
import { TakenDialog } from './taken-dialog.tsx';
import { useHandOverQueue } from './use-hand-over-queue.ts';
import { useScanner } from './use-scanner.ts';
import { WaitingNotes } from './waiting-notes.tsx';

type Shown = 'open' | 'done' | 'unsigned' | 'held' | 'all';
const received = 1;
const waiting = 2;
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
  // The field keeps its own text: what is drawn follows when there is time, and never writes over what was typed since.
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  // Whom a card that was scanned means, where it means more than one.
  const [several, setSeveral] = useState<readonly string[]>([]);
  // Whose number stands in the field, asked once: the Enter takes this answer.
  const asked = useRef<{ readonly number: string; readonly parts: Promise<readonly string[]> } | null>(null);
  const [parts, setParts] = useState<{ readonly number: string; readonly enrolments: readonly string[] } | null>(null);
  const [shown, setShown] = useState<Shown>('open');
  const [active, setActive] = useState<{ readonly enrolment: string; readonly at: number } | null>(null);
  const [dialog, setDialog] = useState<'refused' | 'other' | 'undo' | 'sheet' | 'signAll' | null>(null);
  const [chosen, setChosen] = useState<DeliveryLine | null>(null);
  const table = useRef<HTMLDivElement>(null);
  const [begun, begin] = useState(0);
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
  const foundBy = (text: string): DeliveryLine[] => {
    const number = scannedNumber(text);
    return everybody.filter((row) => (number === null ? matchesTyped(row, text) : parts?.number === number && parts.enrolments.includes(row.enrolment)));
  };
  const searching = isSearch(typed);
  const found = searching ? foundBy(typed) : [];
  const rows = searching ? found : several.length > 0 ? everybody.filter((row) => several.includes(row.enrolment)) : (shown === 'held' ? held : all).filter(within[shown]);
  const usual = money ? { rupiah: each === null ? null : Math.round(each), quantity: null, unit: null } : { rupiah: null, quantity: each, unit: typeof amountUnit === 'string' ? amountUnit : null };
  const write = (row: DeliveryLine, item: Partial<CallItem>): Promise<unknown> => record.mutateAsync({ mayWait: true, programme: programme.id, phase: phase.trim(), date: date ?? today, items: [{ enrolment: row.enrolment, status: received, ...usual, ...item }] });
  const { queue, state: handed } = useHandOverQueue(programme.id);
  const { last } = handed;
  const [before] = useState(last);
  useEffect(() => {
    if (last === null || last === before) return;
    say({ here: true, severity: severities[last.outcome ?? 'failed'], text: `${last.name}: ${outcomeWords(t, last)}` });
    if (last.outcome === 'several') setSeveral(last.rows.map((row) => row.enrolment));
  }, [last, before, t]);
  const typing = (text: string): void => {
    const number = scannedNumber(text);
    if (number !== null && asked.current?.number !== number) {
      const answer = callApi('delivery.scan', { programme: programme.id, number }).then(({ enrolments }) => enrolments);
      asked.current = { number, parts: answer };
      // The queue hears of it as well, and says so.
      answer.then((enrolments) => { if (scannedNumber(field.current?.value ?? '') === number) setParts({ number, enrolments }); }).catch(() => undefined);
    }
    startTransition(() => { setTyped(text); setSeveral([]); setActive(null); begin((old) => old + 1); });
  };
  const empty = (): void => {
    if (field.current) field.current.value = '';
    asked.current = null;
    typing('');
  };
  /** How the screen stands; null where a record would not be complete, which is said. */
  const terms = (): Terms | null => {
    if (!mayRecord) return null;
    if (named && date !== null) return { phase: phase.trim(), date, amounts: usual, sign: shown === 'unsigned' };
    say({ here: true, severity: 'warn', text: t('deliveries.noTerms') });
    return null;
  };
  const tick = (row: DeliveryLine | undefined): void => {
    const now = row && terms();
    if (!row || !now) return;
    queue.addRow(row, now);
    if (field.current?.value === '' && several.length === 0) return;
    empty();
    field.current?.focus();
  };
  // Taken at once and the field is free for the next card; it is looked up and recorded after those before it.
  const takeCard = (card: string): boolean => {
    const now = terms();
    if (now === null) return false;
    queue.addCard(card, now, asked.current?.number === card ? asked.current.parts : undefined);
    asked.current = null;
    return true;
  };
  useScanner(field, takeCard);
  const enter = (text: string): void => {
    const card = scannedNumber(text);
    if (card !== null) {
      if (takeCard(card)) empty();
      return;
    }
    // As it stands in the field: what is drawn may still be the answer to what was typed before.
    const hits = isSearch(text) ? foundBy(text) : [];
    if (hits.length === 1) tick(hits[0]);
    else if (text.trim() !== '') say({ here: true, severity: 'info', text: t(hits.length === 0 ? 'deliveries.noneFits' : 'deliveries.severalFit', { n: hits.length, text: text.trim() }) });
  };
  const walkDown = (): void => {
    const [first] = rows;
    const grid = table.current?.querySelector<HTMLElement>('[role="grid"]');
    if (!first || !grid) return;
    setActive({ enrolment: first.enrolment, at: 0 });
    begin((old) => old + 1);
    grid.focus();
  };
  const onFieldKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') enter(event.currentTarget.value);
    else if (event.key === 'ArrowDown') walkDown();
    else return;
    event.preventDefault();
  };
  const signed = (of: readonly DeliveryLine[]): void => {
    const ids = of.flatMap((row) => (row.delivery !== null && row.own ? [row.delivery] : []));
    if (ids.length === 0) return;
    sign.mutate({ ids, proof: signature }, { onSuccess: ({ signed: n }) => { empty(); say({ text: t('deliveries.signed', { n }) }); } });
  };
  /** Whom a key means: the only one who fits what stands in the field, or the row under the keyboard. Whoever was ticked leaves the list: who moved into that place is under it now. */
  const chosenNow = (): DeliveryLine | undefined => {
    const text = field.current?.value ?? '';
    const hits = isSearch(text) ? foundBy(text) : [];
    if (hits.length === 1) return hits[0];
    if (active === null) return undefined;
    return rows.find((row) => row.enrolment === active.enrolment) ?? rows[Math.min(active.at, rows.length - 1)];
  };
  // What was not taken may be said of who is held, for the books; nothing is handed to them by anybody.
  const open = (what: 'refused' | 'other' | 'undo'): void => {
    const row = chosenNow();
    if (!mayRecord) return;
    if (!row) say({ here: true, severity: 'info', text: t('deliveries.chooseFirst') });
    else if (what === 'undo' ? row.delivery === null || !row.own : false) say({ here: true, severity: 'info', text: t('deliveries.nothingToUndo', { name: row.name }) });
    else if (what === 'other' && row.held !== null && row.status !== received) tick(row);
    else { setChosen(row); setDialog(what); }
  };
  const close = (): void => { setDialog(null); setChosen(null); empty(); field.current?.focus(); };
  const why = searching ? 'nobody' : shown === 'held' ? 'noneHeld' : all.length === 0 ? 'noRecipients' : shown === 'open' ? 'allDone' : shown === 'unsigned' ? 'allSigned' : 'noneHere';
  const toUnsigned = (): void => { setShown('unsigned'); setActive(null); field.current?.focus(); };
  const mayPrintSheet = mayPrint && named && all.length > 0;
  const maySignAll = mayRecord && shown === 'unsigned' && rows.some((row) => row.own);
  useKeys([
    { key: 'Escape', label: t('programmes.deliveryBack'), run: () => go(`/program/${programme.id}`) },
    ...(mayRecord ? [
      { key: 'F3', label: t('programmes.deliveryOther'), run: () => open('other'), whileTyping: true },
      { key: 'F4', label: t('programmes.deliveryRefused'), run: () => open('refused'), whileTyping: true },
      { key: 'F6', label: t('programmes.deliveryUndo'), run: () => open('undo'), whileTyping: true },
    ] : []),
    ...(why === 'allDone' && rows.length === 0 && unsigned.length > 0 ? [{ key: 'F9', label: t('deliveries.unsigned', { n: unsigned.length }), run: toUnsigned, whileTyping: true }] : []),
    ...(maySignAll ? [{ key: 'Ctrl+Enter', label: t('deliveries.signAll'), run: () => setDialog('signAll') }] : []),
    ...(mayPrintSheet ? [{ key: 'Ctrl+P', label: t('deliveries.sheet'), run: () => setDialog('sheet') }] : []),
    ...(handed.unsettled.some((one) => one.outcome === 'failed') ? [{ key: 'F7', label: t('deliveries.againShort'), run: queue.retry, whileTyping: true }] : []),
    ...(handed.unsettled.length > 0 ? [{ key: 'F8', label: t('deliveries.seen'), run: queue.settle, whileTyping: true }] : []),
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
        <TextInput ref={field} data-autofocus autoFocus className={css.filterText} label={t('programmes.deliverySearch')} description={t('programmes.deliverySearchHint')} defaultValue="" autoComplete="off" spellCheck={false} onChange={(event) => typing(event.currentTarget.value)} onKeyDown={onFieldKey} />
        <TextInput label={t('programmes.deliveryPhase')} value={phase} maxLength={60} onChange={(event) => setPhase(event.currentTarget.value)} />
        <DateInput label={t('programmes.deliveryDate')} value={date} today={today} onChange={setDate} required />
        <NumberInput label={money ? t('programmes.deliveryRupiah') : t('programmes.deliveryEach', { unit: typeof amountUnit === 'string' ? amountUnit : t('programmes.deliveryUnit') })} value={each ?? ''} min={0} thousandSeparator="." decimalSeparator="," allowDecimal={!money} onChange={(value) => setEach(value === '' ? null : Number(value))} />
      </div>
      <div className={css.deliveryShown}>
        <SegmentedControl
          aria-label={t('programmes.deliveryShown')} value={shown} onChange={(value) => { setShown(value as Shown); setActive(null); }}
          data={[{ value: 'open', label: t('programmes.deliveryOpen') }, { value: 'done', label: t('programmes.deliveryDone') }, { value: 'unsigned', label: t('deliveries.unsigned', { n: unsigned.length }) }, { value: 'held', label: t('programmes.deliveryHeld', { n: held.length }) }, { value: 'all', label: t('programmes.statusAll') }]}
        />
        {handed.waiting > 2 && <p className={css.quiet} role="status">{t('deliveries.queue', { n: handed.waiting })}</p>}
      </div>
      {error && <ErrorNotice error={error} />}
      <HandOverNotes unsettled={handed.unsettled} onRetry={queue.retry} onSettle={queue.settle} onChoose={(of) => { empty(); setSeveral(of.map((row) => row.enrolment)); field.current?.focus(); }} />
      {list.data && <WaitingNotes list={list.data} />}
      <div ref={table} className={css.deliveryList} onKeyDownCapture={(event) => { if (event.key === 'ArrowUp' && (active?.at ?? 0) === 0) field.current?.focus(); }}>
        <DataTable
          label={t('programmes.deliveryTitle')} begin={begun} columns={shown === 'held' && !searching ? heldColumns(t) : deliveryColumns(t)} pages={allRows({ ...list, data: list.data ? rows : undefined })} rowKey={(row) => row.enrolment} onOpen={(row) => tick(row)} onActive={(row) => setActive({ enrolment: row.enrolment, at: rows.indexOf(row) })} total={rows.length}
          empty={<DeliveryEmpty why={why} unsigned={unsigned.length} onUnsigned={toUnsigned} />}
        />
      </div>
      {dialog === 'refused' && chosen && <ReasonDialog title={t('programmes.deliveryRefusedTitle', { name: chosen.name })} action={t('programmes.deliveryRefused')} label={t('programmes.deliveryReason')} onClose={close} onDo={async (reason) => { await write(chosen, { status: waiting, rupiah: null, quantity: null, reason }); queue.forget(chosen.enrolment, phase.trim()); close(); }} />}
      {dialog === 'undo' && chosen?.delivery && <ReasonDialog title={t('programmes.deliveryUndoTitle', { name: chosen.name })} action={t('programmes.deliveryUndo')} onClose={close} onDo={async (reason) => { await back.mutateAsync({ id: chosen.delivery ?? '', reason }); queue.forget(chosen.enrolment, phase.trim()); close(); }} />}
      {dialog === 'other' && chosen && <TakenDialog name={chosen.name} onClose={close} onDo={async (taken) => { await write(chosen, taken); queue.forget(chosen.enrolment, phase.trim()); close(); }} />}
      {dialog === 'signAll' && <SignAllDialog n={rows.filter((row) => row.own).length} phase={phase.trim()} onClose={close} onDo={() => { signed(rows); close(); }} />}
      {dialog === 'sheet' && <SheetPrint programme={programme} phase={phase.trim()} usual={usual} onDone={() => setDialog(null)} />}
    </Page>
  );
}

const severities = { recorded: 'done', signed: 'done', already: 'info', held: 'warn', stranger: 'warn', several: 'warn', failed: 'block' } as const;

/** Whether the list shows who fits: not while the digits of a number are still coming. */
function isSearch(text: string): boolean {
  return text.trim() !== '' && (scannedNumber(text) !== null || !/^[\d\s]+$/.test(text));
}

type CallItem = Parameters<ReturnType<typeof useAction<'delivery.record'>>['mutate']>[0]['items'][number];
