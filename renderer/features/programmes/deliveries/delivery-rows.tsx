import type { CallOutput } from '../../../../db/api/contract.ts';
import { labelOf } from '../../../../db/rules/lists.ts';
import { mask } from '../../../../db/rules/mask.ts';
import type { Translate } from '../../../text/text.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { formatNumber, formatRupiah, formatShortDate, groupIdentifier } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';

/** A recipient with what became of the phase. */
export type DeliveryLine = CallOutput<'delivery.list'>['rows'][number];

const received = 1;
const wholeNumber = /^\d{16}$/;

/** Whether a recipient is who was typed or scanned: by every word of the name, by RT, or by a whole NIK or No KK. */
export function matchesTyped(row: DeliveryLine, typed: string): boolean {
  const text = typed.trim();
  if (text === '') return true;
  const digits = text.replace(/\s/g, '');
  if (wholeNumber.test(digits)) return row.identifier === mask(digits);
  const rt = /^rt\s*(\d{1,3})$/i.exec(text)?.[1];
  if (rt !== undefined) return row.rt === rt.padStart(3, '0');
  const name = row.name.toLowerCase();
  return text.toLowerCase().split(/\s+/).every((word) => name.includes(word));
}

/** The columns of a distribution: who, where, and whether it was taken. */
export function deliveryColumns(t: Translate): Column<DeliveryLine>[] {
  return [
    { key: 'name', header: t('programmes.colRecipient'), width: 'minmax(160px, 2fr)', render: (row) => row.name },
    { key: 'number', header: t('programmes.colIdentifier'), width: '170px', render: (row) => groupIdentifier(row.identifier ?? '') },
    { key: 'address', header: t('programmes.colAddress'), width: 'minmax(120px, 2fr)', render: (row) => row.address ?? '' },
    { key: 'rt', header: t('programmes.colRtRw'), width: '84px', render: (row) => [row.rt, row.rw].map((part) => part ?? '–').join('/') },
    { key: 'status', header: t('programmes.colState'), width: '140px', render: (row) => (row.status === null ? t('programmes.deliveryNotYet') : <Mark severity={row.status === received ? 'done' : 'warn'}>{labelOf('TEPAT.statusPenyaluran', row.status) ?? ''}</Mark>) },
    { key: 'amount', header: t('programmes.deliveryAmount'), width: '112px', numeric: true, render: (row) => (row.rupiah !== null ? formatRupiah(row.rupiah) : row.quantity !== null ? `${formatNumber(row.quantity)} ${row.unit ?? ''}` : '') },
    { key: 'by', header: t('programmes.deliveryTaken'), width: 'minmax(110px, 1.2fr)', render: (row) => row.reason ?? [row.takenBy, row.relation === null ? null : labelOf('TEPAT.pengambil', row.relation)].filter(Boolean).join(', ') },
    { key: 'date', header: t('programmes.deliveryDate'), width: '96px', render: (row) => formatShortDate(row.date) },
  ];
}
