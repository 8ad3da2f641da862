import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../../db/api/contract.ts';
import { useAction } from '../../../../app/calls.ts';
import { useMay } from '../../../../app/session.tsx';
import { useLanguage, useText } from '../../../../text/text.ts';
import { Dialog } from '../../../../ui/dialog.tsx';
import { formatNumber, formatRupiah, groupIdentifier } from '../../../../ui/format.ts';
import { ErrorNotice } from '../../../../ui/notice.tsx';
import { printNow, PrintPage } from '../../../../ui/print-page.tsx';
import { usePrintConcerns } from '../../../enrolment/index.ts';
import { programmeName } from '../../programme-words.ts';
import type { Programme } from '../../programme-words.ts';
import { sheetPages, sumsOf } from './sheet-pages.ts';
import type { Amount, Sums } from './sheet-pages.ts';
import css from './sheet.module.css';

const linesOf = { A4: 18, F4: 22 } as const;

interface SheetPrintProps {
  readonly programme: Programme;
  readonly phase: string;
  readonly usual: Amount;
  readonly onDone: () => void;
}

/** Prints the sheet to sign of a phase in the order of RT: odd signatures left, even ones right, a sum on every page, witnesses at the end. */
export function SheetPrint({ programme, phase, usual, onDone }: SheetPrintProps): ReactNode {
  const t = useText();
  const ask = useAction('delivery.sheet');
  const mayReveal = useMay('identity.reveal');
  const [purpose, setPurpose] = useState('');
  const [full, setFull] = useState(false);
  const [paper, setPaper] = useState<keyof typeof linesOf>('F4');
  const [failed, setFailed] = useState<unknown>(null);
  const done = useRef(onDone);
  done.current = onDone;
  const lang = useLanguage();
  const concerns = usePrintConcerns(programme.id);
  const ready = purpose.trim() !== '' && concerns.ready;
  const list = ask.data;
  useEffect(() => {
    if (!list) return undefined;
    // Two frames, so that the sheet is laid out before the system takes it.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => { printNow({ paper, landscape: false }).then(() => done.current(), setFailed); }));
    return () => cancelAnimationFrame(frame);
  }, [list, paper]);
  const run = (): void => { if (ready && !ask.isPending) ask.mutate({ programme: programme.id, phase, purpose: purpose.trim(), identifiers: full ? 'full' : 'masked', lang, ...concerns.anyway }); };
  if (list && failed === null) return <Sheet programme={programme} phase={phase} list={list} usual={usual} perPage={linesOf[paper]} />;
  return (
    <Dialog
      title={t('deliveries.sheet')} onClose={onDone}
      actions={<><Button variant="default" onClick={onDone}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={ask.isPending} onClick={run}>{t('deliveries.print')}</Button></>}
    >
      <TextInput data-autofocus required label={t('deliveries.sheetPurpose')} description={t('deliveries.sheetPurposeHint')} value={purpose} maxLength={200} autoComplete="off" onChange={(event) => setPurpose(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter') run(); }} />
      {concerns.shown}
      <SegmentedControl aria-label={t('deliveries.paper')} value={paper} onChange={(value) => setPaper(value as keyof typeof linesOf)} data={['F4', 'A4']} />
      {mayReveal && <Checkbox label={t('deliveries.sheetFull')} description={t('deliveries.sheetFullHint')} checked={full} onChange={(event) => setFull(event.currentTarget.checked)} />}
      {(ask.error ?? failed) !== null && <ErrorNotice error={ask.error ?? failed} />}
    </Dialog>
  );
}

function Sheet({ programme, phase, list, usual, perPage }: Pick<SheetPrintProps, 'programme' | 'phase' | 'usual'> & { list: CallOutput<'delivery.sheet'>; perPage: number }): ReactNode {
  const t = useText();
  const pages = sheetPages(list.rows, usual, perPage);
  const held = list.held.map((one) => `${one.name} (${one.why})`);
  // Who is dead or gone is named by both.
  const out = [...held, ...list.followUp.filter((one) => !list.held.some((other) => other.enrolment === one.enrolment)).map((one) => one.name)];
  const all = sumsOf(pages.flatMap((page) => page.lines));
  return (
    <PrintPage title={t('deliveries.sheetTitle', { name: programmeName(programme) })} hint={t('deliveries.sheetHint', { phase, n: list.rows.length })}>
      {out.length > 0 && <p>{t('deliveries.sheetBlocked', { n: out.length, names: out.join('; ') })}</p>}
      {pages.map((page, index) => (
        <section key={page.lines[0]?.no} className={css.page}>
          <table className={css.table}>
            <thead><tr><th className={css.no}>{t('deliveries.sheetNo')}</th><th>{t('deliveries.sheetName')}</th><th className={css.number}>{t('deliveries.sheetNumber')}</th><th>{t('deliveries.sheetAddress')}</th><th className={css.rt}>{t('programmes.colRtRw')}</th><th className={css.amount}>{t('deliveries.sheetAmount')}</th><th colSpan={2} className={css.sign}>{t('deliveries.sheetSign')}</th></tr></thead>
            <tbody>
              {page.lines.map(({ no, row, ...amount }) => (
                <tr key={row.enrolment}>
                  <td className={css.no}>{no}</td><td><div className={css.clip}>{row.name}</div></td><td className={css.number}>{groupIdentifier(row.identifier ?? '')}</td><td><div className={css.clip}>{row.address}</div></td><td className={css.rt}>{[row.rt, row.rw].map((part) => part ?? '–').join('/')}</td><td className={css.amount}>{amountWords(amount)}</td>
                  {no % 2 === 1 ? <><td className={css.mark}>{no}. …………</td><td /></> : <><td /><td className={css.mark}>{no}. …………</td></>}
                </tr>
              ))}
              <tr className={css.sums}><th colSpan={5}>{t('deliveries.sheetPage')}</th><th className={css.amount}>{sumWords(page.sums)}</th><th colSpan={2}>{t('deliveries.sheetPageOf', { page: index + 1, pages: pages.length })}</th></tr>
              {index === pages.length - 1 && <tr className={css.sums}><th colSpan={5}>{t('deliveries.sheetAll')}</th><th className={css.amount}>{sumWords(all)}</th><th colSpan={2} /></tr>}
            </tbody>
          </table>
        </section>
      ))}
      <div className={css.signs}>
        {[t('deliveries.handedBy'), t('deliveries.witness', { n: 1 }), t('deliveries.witness', { n: 2 }), t('deliveries.known')].map((who) => <div key={who}><span>{who}</span><span>(…………………………)</span></div>)}
      </div>
    </PrintPage>
  );
}

function amountWords({ rupiah, quantity, unit }: Amount): string {
  return [rupiah === null ? '' : formatRupiah(rupiah), quantity === null ? '' : `${formatNumber(quantity)} ${unit ?? ''}`.trim()].filter(Boolean).join(' + ');
}

function sumWords({ rupiah, goods }: Sums): string {
  return [rupiah === 0 ? '' : formatRupiah(rupiah), ...goods.map(([unit, sum]) => `${formatNumber(sum)} ${unit}`.trim())].filter(Boolean).join(' + ');
}
