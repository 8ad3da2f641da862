import type { CallOutput } from '../../../../db/api/contract.ts';
import { labelOf } from '../../../../db/rules/lists.ts';
import type { Translate } from '../../../text/text.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { formatNumber, formatRupiah, formatShortDate, groupIdentifier } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';

type List = CallOutput<'delivery.list'>;
type FollowUp = List['followUp'][number];

/** A recipient with what became of the phase; who is handed nothing says why. */
export type DeliveryLine = List['rows'][number] & { readonly why?: FollowUp };

/** Those to whom nothing is handed, as lines of the same table. */
export function heldLines(list: List | undefined): DeliveryLine[] {
  return (list?.followUp ?? []).map((one): DeliveryLine => {
    const { enrolment, family, person, group, name, identifier, address, rt, rw, cause } = one;
    return { enrolment, family, person, group, name, identifier, address, rt, rw, delivery: null, status: null, date: null, rupiah: null, quantity: null, unit: null, takenBy: null, relation: null, proof: null, reason: null, own: false, held: cause, why: one };
  });
}

const causes = { dead: 'programmes.followDead', gone: 'programmes.followGone', suspended: 'programmes.followSuspended', ended: 'programmes.followEnded' } as const;

/** Why nothing is handed to somebody, in a line. */
export function heldWords(t: Translate, { held, why }: Pick<DeliveryLine, 'held' | 'why'>): string {
  const word = held === null ? '' : t(causes[held]);
  const span = [why?.since ? t('programmes.heldSince', { date: formatShortDate(why.since) }) : '', why?.until ? t('programmes.heldUntil', { date: formatShortDate(why.until) }) : ''].filter(Boolean).join(' ');
  return [[word, span].filter(Boolean).join(' '), why?.why ?? ''].filter(Boolean).join(': ');
}

const received = 1;
const wholeNumber = /^\d{16}$/;

/** The whole NIK or No KK that was typed or scanned; null where something else was. The register knows whose it is: rows show it masked. */
export function scannedNumber(typed: string): string | null {
  const digits = typed.replace(/\s/g, '');
  return wholeNumber.test(digits) ? digits : null;
}

/** Whether a recipient is who was typed: by every word of the name, or by RT. */
export function matchesTyped(row: DeliveryLine, typed: string): boolean {
  const text = typed.trim();
  if (text === '') return true;
  const rt = /^rt\s*(\d{1,3})$/i.exec(text)?.[1];
  if (rt !== undefined) return row.rt === rt.padStart(3, '0');
  const name = row.name.toLowerCase();
  return text.toLowerCase().split(/\s+/).every((word) => name.includes(word));
}

/** The columns of those to whom nothing is handed: why, instead of what they took. */
export function heldColumns(t: Translate): Column<DeliveryLine>[] {
  const who = new Set(['name', 'number', 'address', 'rt']);
  return [...deliveryColumns(t).filter((one) => who.has(one.key)), { key: 'why', header: t('programmes.heldWhy'), width: 'minmax(220px, 4fr)', render: (row) => { const words = heldWords(t, row); return <span title={words}>{words}</span>; } }];
}

/** The columns of a distribution: who, where, and whether it was taken. */
export function deliveryColumns(t: Translate): Column<DeliveryLine>[] {
  return [
    { key: 'name', header: t('programmes.colRecipient'), width: 'minmax(150px, 1.6fr)', render: (row) => row.name },
    { key: 'number', header: t('programmes.colIdentifier'), width: '170px', render: (row) => groupIdentifier(row.identifier ?? '') },
    { key: 'address', header: t('programmes.colAddress'), width: 'minmax(110px, 1.4fr)', render: (row) => row.address ?? '' },
    { key: 'rt', header: t('programmes.colRtRw'), width: '84px', render: (row) => [row.rt, row.rw].map((part) => part ?? '–').join('/') },
    { key: 'status', header: t('programmes.colState'), width: '116px', render: (row) => (row.status === null ? (row.held === null ? t('programmes.deliveryNotYet') : <Mark severity="block">{t('programmes.deliveryHeldShort')}</Mark>) : <Mark severity={row.status === received ? 'done' : 'warn'}>{labelOf('TEPAT.statusPenyaluran', row.status) ?? ''}</Mark>) },
    { key: 'amount', header: t('programmes.deliveryAmount'), width: '104px', numeric: true, render: (row) => (row.rupiah !== null ? formatRupiah(row.rupiah) : row.quantity !== null ? `${formatNumber(row.quantity)} ${row.unit ?? ''}` : '') },
    { key: 'by', header: t('programmes.deliveryTaken'), width: 'minmax(130px, 1.8fr)', render: (row) => (row.why ? <span title={heldWords(t, row)}>{heldWords(t, row)}</span> : null) ?? row.reason ?? [row.takenBy, row.relation === null ? null : labelOf('TEPAT.pengambil', row.relation)].filter(Boolean).join(', ') },
    { key: 'date', header: t('programmes.deliveryDate'), width: '96px', render: (row) => formatShortDate(row.date) },
  ];
}
