import type { CallOutput } from '../../../db/api/contract.ts';
import type { Translate } from '../../text/text.ts';

type Below = Pick<CallOutput<'below.table'>[number], 'state' | 'revoked'>;

/** How the offices below stand, in a line. Each is counted as its row says it: one whose card was revoked is neither punctual nor late, whatever it sent before. */
export function belowHint(t: Translate, rows: readonly Below[]): string {
  const revoked = rows.filter((row) => row.revoked).length;
  const count = (...states: readonly Below['state'][]): number => rows.filter((row) => !row.revoked && states.includes(row.state)).length;
  const standing = { all: rows.length, received: count('received', 'due'), late: count('late'), never: count('never') };
  return revoked === 0 ? t('exchange.belowHint', standing) : t('exchange.belowHintRevoked', { ...standing, revoked });
}
