import type { CallOutput } from '../../../../../db/api/contract.ts';
import { formatDate } from '../../../../ui/format.ts';
import type { Translate } from '../../../../text/text.ts';

export type Grid = CallOutput<'delivery.grid'>;
export type GridRow = Grid['rows'][number];
export type GridDay = Grid['days'][number];
export type GridCell = Pick<GridRow['cells'][number], 'status' | 'quantity' | 'reason'>;

const received = 1;

/** What stands in a cell: the portions, or T where nobody took them. */
export function cellText(cell: GridCell | undefined): string {
  if (cell === undefined) return '';
  return cell.status === received ? String(cell.quantity ?? 1) : 'T';
}

/** A cell in words, for those who hear it. */
export function cellWords(t: Translate, name: string, date: string, cell: GridCell | undefined): string {
  const what = cell === undefined ? t('deliveries.cellEmpty') : cell.status === received ? t('deliveries.cellPortions', { n: cell.quantity ?? 1 }) : t('deliveries.cellAbsent', { reason: cell.reason ?? '' });
  return t('deliveries.cell', { name, date: formatDate(date), what });
}

/** Portions of some cells. */
export function portionsIn(cells: readonly (GridCell | undefined)[]): number {
  return cells.reduce((sum, cell) => sum + (cell?.status === received ? (cell.quantity ?? 1) : 0), 0);
}

/** How many of some cells were not received. */
export function absentIn(cells: readonly (GridCell | undefined)[]): number {
  return cells.filter((cell) => cell !== undefined && cell.status !== received).length;
}

/** The days off that have a reason of their own, in words; weekends go without saying. */
export function offWords(t: Translate, days: readonly GridDay[]): string {
  const said = days.filter((day) => day.off && day.rule !== 'weekend').map((day) => t('deliveries.offIs', { day: day.day, reason: day.reason ?? '' }).trim());
  return said.length === 0 ? '' : t('deliveries.offList', { days: said.join(', ') });
}

/** The month so many months later. */
export function monthAfter(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
