import type { Translate } from '../../text/text.ts';
import type { ReceivedRow } from './package-words.ts';

/** Between the name of a wrapping and that of an original that was taken out of it. */
const INSIDE = ' › ';

/** How many of the files that were chosen are done: what a wrapping held, and what waited here, lay on the stick as no file of its own. */
export function filesDone(rows: readonly ReceivedRow[]): number {
  return rows.filter((row) => !row.released && !row.file.includes(INSIDE)).length;
}

/**
 * How many files became what. A wrapping is no package where its originals were taken out of it: each of them is counted.
 * `more` says where the number differs from what the stick offered; `bad` is how many need a look.
 */
export function takenWords(t: Translate, rows: readonly ReceivedRow[]): { readonly title: string; readonly more: readonly string[]; readonly bad: number } {
  const isOnlyWrapping = (row: ReceivedRow): boolean => (row.outcome === 'accepted' || row.outcome === 'duplicate') && rows.some((one) => one.file.startsWith(`${row.file}${INSIDE}`));
  const counted = rows.filter((row) => !row.released && !isOnlyWrapping(row));
  const count = (outcome: ReceivedRow['outcome']): number => counted.filter((row) => row.outcome === outcome).length;
  const bad = count('refused') + count('fork') + count('parked');
  const [inside, released] = [counted.filter((row) => row.file.includes(INSIDE)).length, rows.filter((row) => row.released).length];
  return {
    title: t('packages.takenTitle', { all: counted.length, accepted: count('accepted'), duplicate: count('duplicate'), bad }),
    more: [...(inside > 0 ? [t('packages.takenInside', { n: inside })] : []), ...(released > 0 ? [t('packages.takenReleased', { n: released })] : [])],
    bad,
  };
}
