import type { CallOutput } from '../../../db/api/contract.ts';
import type { Translate } from '../../text/text.ts';

type Below = Pick<CallOutput<'below.table'>[number], 'state' | 'revoked' | 'problems'>;

/** How the offices below stand, in a line. Each is counted as its row says it: one whose card was revoked is neither punctual nor late, whatever it sent before; one without a schedule too. */
export function belowHint(t: Translate, rows: readonly Below[]): string {
  const revoked = rows.filter((row) => row.revoked).length;
  const isOpen = (row: Below): boolean => row.problems > 0 && (row.state === 'received' || row.state === 'due');
  const count = (...states: readonly Below['state'][]): number => rows.filter((row) => !row.revoked && !isOpen(row) && states.includes(row.state)).length;
  const open = rows.filter((row) => !row.revoked && isOpen(row)).length;
  const unscheduled = count('unscheduled');
  const [received, late] = [count('received', 'due'), count('late')];
  // Where nobody has a schedule, that none is late would say too much.
  const punctual = unscheduled > 0 && received + late + open === 0 ? [] : [t('exchange.count_received', { n: received }), t('exchange.count_late', { n: late })];
  const parts = [
    ...punctual, t('exchange.count_never', { n: count('never') }), ...(open > 0 ? [t('exchange.count_open', { n: open })] : []), ...(unscheduled > 0 ? [t('exchange.count_unscheduled', { n: unscheduled })] : []), ...(revoked > 0 ? [t('exchange.count_revoked', { n: revoked })] : []),
  ];
  return t('exchange.belowHint', { all: rows.length, parts: parts.join(', ') });
}
