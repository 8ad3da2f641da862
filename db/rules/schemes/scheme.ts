import { z } from 'zod';
import { isChosen } from '../aid/aid-facts.ts';
import type { AidProgramme } from '../aid/aid-facts.ts';

const codes = z.array(z.number().int().min(0).max(200)).min(1).max(80);
const uids = z.array(z.string().min(1).max(64)).max(200);

/** Programmes by what they are; every criterion that is given must fit. */
const kindsSchema = z.strictObject({ strategies: codes.optional(), benefitGroups: codes.optional(), forms: codes.optional() });

const itemSchema = z.strictObject({
  /** Stable within the scheme; `-` is what no item holds. */
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  title: z.string().trim().min(1).max(200),
  /** A programme of these kinds belongs here, also one that is added later; null: only those named. */
  kinds: kindsSchema.nullable(),
  /** Programmes that belong here too. */
  programmes: uids,
  /** Programmes of these kinds that do not. */
  except: uids,
  /** Needs by their names. */
  needs: z.array(z.string().min(1).max(40)).max(60),
});

/** What a scheme says: its items, each with what belongs there. A programme or need may belong to several, or to none. */
export const schemeSchema = z.strictObject({
  note: z.string().max(1000),
  items: z.array(itemSchema).min(1).max(30).refine((items) => new Set(items.map((item) => item.key)).size === items.length, 'two items have one key'),
});
export type SchemeContent = z.infer<typeof schemeSchema>;
export type SchemeItem = z.infer<typeof itemSchema>;

/** A scheme with what stands around it. */
export interface Scheme {
  readonly uid: string;
  readonly title: string;
  readonly source: string;
  readonly version: number;
  readonly ended: string | null;
  readonly content: SchemeContent;
}

/** Stands for what no item of a scheme holds. */
export const unmappedKey = '-';

/** Whether a programme belongs to an item. */
export function belongs(item: SchemeItem, programme: AidProgramme): boolean {
  if (item.programmes.includes(programme.uid)) return true;
  return item.kinds !== null && !item.except.includes(programme.uid) && isChosen(item.kinds, programme);
}

/** What an item of a scheme holds, or what none holds (`unmappedKey`). */
export interface ItemHolds {
  readonly key: string;
  readonly title: string;
  readonly programmes: readonly AidProgramme[];
  readonly needs: readonly string[];
}

/** Every item with its programmes and needs, and at the end what no item holds. */
export function sortByScheme(content: SchemeContent, programmes: readonly AidProgramme[], needs: readonly string[]): ItemHolds[] {
  const items = content.items.map((item): ItemHolds => ({
    key: item.key, title: item.title, programmes: programmes.filter((one) => belongs(item, one)), needs: needs.filter((need) => item.needs.includes(need)),
  }));
  const held = new Set(items.flatMap((item) => [...item.programmes.map((one) => one.uid), ...item.needs]));
  return [...items, { key: unmappedKey, title: '', programmes: programmes.filter((one) => !held.has(one.uid)), needs: needs.filter((need) => !held.has(need)) }];
}
