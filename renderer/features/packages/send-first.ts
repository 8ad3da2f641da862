import type { CallInput } from '../../../db/api/contract.ts';
import { isDamaged } from './package-words.ts';
import type { FoundFile, Neighbour } from './package-words.ts';

export type Kind = NonNullable<CallInput<'package.export'>['kind']>;
type Waiting = Pick<Neighbour, 'code' | 'relation' | 'unsent' | 'relays' | 'papers' | 'words' | 'undelivered'>;

/** Those for whom packages of others wait, the offices above first. */
export function relaysFor<Office extends Waiting>(neighbours: readonly Office[]): readonly Office[] {
  return neighbours.filter((one) => one.relays > 0).toSorted((a, b) => Number(b.relation === 'above') - Number(a.relation === 'above'));
}

/** The one whom a PINDAH is for first: it goes to one office. */
export function papersFor<Office extends Waiting>(neighbours: readonly Office[]): readonly Office[] {
  return neighbours.filter((one) => one.papers > 0).slice(0, 1);
}

/** Those whom a proposal about their records, or an answer to theirs, waits for. */
export function wordsFor<Office extends Waiting>(neighbours: readonly Office[]): readonly Office[] {
  return neighbours.filter((one) => one.words > 0);
}

/** What is written first where nobody chose: what is owed above, then what others are to have, and a report of nothing last. */
export function firstKind(neighbours: readonly Waiting[]): Kind {
  if (neighbours.some((one) => one.relation === 'above' && one.unsent > 0)) return 'LAPORAN';
  const [next] = relaysFor(neighbours);
  if (next?.relation === 'above') return 'TERUSAN';
  if (papersFor(neighbours).length > 0) return 'PINDAH';
  return next && wordsFor(neighbours).length === 0 ? 'TERUSAN' : 'LAPORAN';
}

/** Whom a report is for where nobody chose: those above, unless nothing is owed to them and proposals or answers wait for another office. */
export function reportTo<Office extends Waiting>(neighbours: readonly Office[]): readonly Office[] {
  const above = neighbours.filter((one) => one.relation === 'above');
  const words = wordsFor(neighbours);
  if (words.length > 0 && above.every((one) => one.unsent === 0 && one.undelivered === null)) return words.slice(0, 1);
  return above.length > 0 ? above : neighbours.length === 1 ? neighbours : [];
}

/** What may be written to a stick; a relay, a report with proposals or answers, and one for the office's other PC, each for an office. */
export type ToWrite<Office> = { readonly what: 'send' | 'transfer' } | { readonly what: 'relay' | 'tell' | 'sibling'; readonly to: Office };

/**
 * What is best written to a stick that holds these files. One that came from an office below goes back there: first it takes
 * along what waits for that office, and never what waits for the neighbours of its owner.
 */
export function toWrite<Office extends Waiting>(neighbours: readonly Office[], files: readonly FoundFile[]): ToWrite<Office> | null {
  const givers = new Set(files.filter((file) => !file.own && neighbours.some((one) => one.relation === 'below' && one.code === file.from)).map(({ from }) => from));
  const relays = relaysFor(neighbours);
  const words = wordsFor(neighbours);
  const isGiver = ({ code }: Office): boolean => givers.has(code);
  const relay = (to: Office | undefined): ToWrite<Office> | null => (to ? { what: 'relay', to } : null);
  const tell = (to: Office | undefined): ToWrite<Office> | null => (to ? { what: 'tell', to } : null);
  const sibling = neighbours.find((one) => one.relation === 'own' && one.unsent > 0);
  const owed = neighbours.some((one) => (one.relation === 'above' && one.unsent > 0) || one.undelivered?.newer === 0);
  return relay(relays.find(isGiver)) ?? tell(words.find(isGiver)) ?? (owed ? { what: 'send' } : null)
    ?? relay(relays.find((one) => one.relation === 'above')) ?? (sibling ? { what: 'sibling', to: sibling } : null) ?? (papersFor(neighbours).length > 0 ? { what: 'transfer' } : null)
    ?? (givers.size > 0 ? null : tell(words[0]) ?? relay(relays[0]));
}

/** Of files that were not taken yet, packages and receipts that are whole and for this office, and what is to be carried on from here. */
export function countFresh(fresh: readonly FoundFile[]): { readonly packages: number; readonly receipts: number; readonly carried: number } {
  const own = fresh.filter((file) => file.forUs && !isDamaged(file));
  const receipts = own.filter((file) => file.kind === 'TANDA_TERIMA').length;
  return { packages: own.length - receipts, receipts, carried: fresh.filter((file) => !file.forUs).length };
}
