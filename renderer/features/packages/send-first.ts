import type { CallInput } from '../../../db/api/contract.ts';
import { isDamaged } from './package-words.ts';
import type { FoundFile, Neighbour } from './package-words.ts';

export type Kind = NonNullable<CallInput<'package.export'>['kind']>;
type Waiting = Pick<Neighbour, 'code' | 'relation' | 'unsent' | 'relays' | 'papers'>;

/** Those for whom packages of others wait, the offices above first. */
export function relaysFor<Office extends Waiting>(neighbours: readonly Office[]): readonly Office[] {
  return neighbours.filter((one) => one.relays > 0).toSorted((a, b) => Number(b.relation === 'above') - Number(a.relation === 'above'));
}

/** The one whom a PINDAH is for first: it goes to one office. */
export function papersFor<Office extends Waiting>(neighbours: readonly Office[]): readonly Office[] {
  return neighbours.filter((one) => one.papers > 0).slice(0, 1);
}

/** What is written first where nobody chose: what is owed above, then what others are to have, and a report of nothing last. */
export function firstKind(neighbours: readonly Waiting[]): Kind {
  if (neighbours.some((one) => one.relation === 'above' && one.unsent > 0)) return 'LAPORAN';
  const [next] = relaysFor(neighbours);
  if (next?.relation === 'above') return 'TERUSAN';
  if (papersFor(neighbours).length > 0) return 'PINDAH';
  return next ? 'TERUSAN' : 'LAPORAN';
}

/**
 * For whom packages of others may be written to a stick. One that came from an office below goes back there: it takes along
 * what waits for that office or for those above, and nothing for the neighbours of its owner.
 */
export function relayTo<Office extends Waiting>(neighbours: readonly Office[], files: readonly FoundFile[]): Office | undefined {
  const waiting = relaysFor(neighbours);
  const givers = new Set(files.filter((file) => !file.own && neighbours.some((one) => one.relation === 'below' && one.code === file.from)).map(({ from }) => from));
  return waiting.find(({ code }) => givers.has(code)) ?? waiting.find(({ relation }) => relation === 'above' || givers.size === 0);
}

/** Of files that were not taken yet, packages and receipts that are whole and for this office, and what is to be carried on from here. */
export function countFresh(fresh: readonly FoundFile[]): { readonly packages: number; readonly receipts: number; readonly carried: number } {
  const own = fresh.filter((file) => file.forUs && !isDamaged(file));
  const receipts = own.filter((file) => file.kind === 'TANDA_TERIMA').length;
  return { packages: own.length - receipts, receipts, carried: fresh.filter((file) => !file.forUs).length };
}
