import { fail } from '../rules/failure.ts';
import type { CallInput } from './contract.ts';
import type { Context } from './handler.ts';

const WHAT = 'card';

type Card = CallInput<'delivery.keepCards'>['cards'][number];

/** A card as it was kept, with the programme that it is for. */
interface Kept { readonly programme: string; readonly card: Card }

/** Keeps cards that were taken and are in no record yet, all of them durable when this returns; answers their numbers. */
export function keepCards({ host, reader }: Context, programme: string, cards: readonly Card[]): number[] {
  return (host.waiting(true) ?? fail('LOCKED')).addAll(WHAT, reader.now().toISOString(), cards.map((card): Kept => ({ programme, card })));
}

/** The cards of a programme that are kept, in the order in which they were taken. */
export function keptCards(context: Context, programme: string): (Card & { readonly no: number })[] {
  return allKept(context).filter(({ content }) => content.programme === programme).map(({ no, content }) => ({ no, ...content.card }));
}

/** Forgets cards that are recorded, or of which somebody has seen why they are not. */
export function forgetCards({ host }: Context, nos: readonly number[]): void {
  const waiting = host.waiting(false);
  const own = new Set(waiting?.list<Kept>(WHAT).map(({ no }) => no));
  for (const no of nos) if (own.has(no)) waiting?.remove(no);
}

/** How many cards are kept, and the programme of the first. */
export function countKeptCards(context: Context): { count: number; programme: string | null } {
  const kept = allKept(context);
  return { count: kept.length, programme: kept[0]?.content.programme ?? null };
}

function allKept({ host }: Context): { readonly no: number; readonly content: Kept }[] {
  return host.waiting(false)?.list<Kept>(WHAT) ?? [];
}
