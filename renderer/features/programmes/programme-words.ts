import type { CallOutput } from '../../../db/api/contract.ts';
import type { TextKey, Translate } from '../../text/text.ts';
import { fieldValueText } from '../../ui/field-value.ts';
import { formatNumber, formatRupiah, formatShortDate } from '../../ui/format.ts';

export type Programme = CallOutput<'programme.get'>;

/** The attributes of a programme in groups, in the order of the domain reference; the form and the detail follow it. */
export const programmeGroups: readonly { readonly title: TextKey & `programmes.group${string}`; readonly fields: readonly string[] }[] = [
  { title: 'programmes.groupName', fields: ['name', 'shortName', 'code', 'active'] },
  { title: 'programmes.groupOwner', fields: ['provider', 'providerKind', 'fund', 'year'] },
  { title: 'programmes.groupKind', fields: ['strategy', 'benefitGroup', 'unitKind', 'form'] },
  { title: 'programmes.groupBenefit', fields: ['amount', 'amountUnit', 'amountNote', 'frequency'] },
  { title: 'programmes.groupPeriod', fields: ['start', 'end'] },
  { title: 'programmes.groupRules', fields: ['eligibility', 'basis', 'notes'] },
];

/** Fields that hold sentences. */
export const longFields: ReadonlySet<string> = new Set(['amountNote', 'eligibility', 'notes']);

/** How a programme is called in lists: its short name, else its name. */
export function programmeName(programme: Pick<Programme, 'values'>): string {
  return String(programme.values.shortName ?? programme.values.name ?? '');
}

/** The value of a programme's field in words: rupiah as rupiah, a year without separators. */
export function programmeValue(programme: Pick<Programme, 'values'>, field: string): string {
  const value = programme.values[field];
  if (field === 'year') return value === null || value === undefined ? '' : String(value);
  if (field === 'amount' && typeof value === 'number') return programme.values.amountUnit === 'rupiah' ? formatRupiah(value) : formatNumber(value);
  return fieldValueText('programme', field, value);
}

/** The period of a programme in a narrow column: its dates, else its year. */
export function periodWords(t: Translate, programme: Pick<Programme, 'values'>): string {
  const { start, end } = programme.values;
  if (typeof start === 'string' && typeof end === 'string') return t('programmes.fromTo', { start: formatShortDate(start), end: formatShortDate(end) });
  if (typeof start === 'string') return t('programmes.since', { start: formatShortDate(start) });
  return programmeValue(programme, 'year');
}
