import { isRealDate } from './dates.ts';
import { fullYear, isPlaceholder } from './identifier.ts';

/** Why a No KK is wrong or doubtful; domain reference §2.3. The first three block, the others warn. */
export type NoKkProblem = 'length' | 'digits' | 'placeholder' | 'region' | 'date' | 'future';

export interface NoKkContext {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly isKnownRegion?: (code: string) => boolean;
}

/** The first two digits of the years in which family cards with 16-digit numbers were issued: this century only. */
const century = 2000;

/**
 * Everything wrong with a No KK that is not empty. Its six middle digits are the date of registration, so there is no
 * sex and no +40 in it, and it is not after today.
 */
export function checkNoKk(noKk: string, context: NoKkContext): readonly NoKkProblem[] {
  if (isPlaceholder(noKk)) return ['placeholder'];
  if (!/^\d*$/.test(noKk)) return ['digits'];
  if (noKk.length !== 16) return ['length'];
  const problems: NoKkProblem[] = [];
  if (context.isKnownRegion && !context.isKnownRegion(noKk.slice(0, 6))) problems.push('region');
  const date = noKkDate(noKk, context.today);
  if (date === null) problems.push('date');
  else if (date > context.today) problems.push('future');
  return problems;
}

/**
 * The registration date that a No KK shows, or null when it is no date. A two-digit year just ahead of today is read as
 * the future; far ahead it is last century's (a number carried over from an older card).
 */
export function noKkDate(noKk: string, today: string): string | null {
  if (!/^\d{16}$/.test(noKk)) return null;
  const short = Number(noKk.slice(10, 12));
  const soon = century + short;
  const year = soon <= Number(today.slice(0, 4)) + 10 ? soon : fullYear(short, today);
  const date = `${year}-${noKk.slice(8, 10)}-${noKk.slice(6, 8)}`;
  return isRealDate(date) ? date : null;
}
