import { createContext, use, useLayoutEffect, useState } from 'react';
import type { Dispatch, SetStateAction } from 'react';
import type { z } from 'zod';
import type { DraftKeeper } from './draft-keeper.ts';

/** What a dialog holds by name: how it stands now, and how it stood where nothing was typed. */
export interface Holding {
  readonly kept: Readonly<Record<string, unknown>>;
  readonly now: Map<string, { readonly value: unknown; readonly start: unknown }>;
  readonly keeper: DraftKeeper;
  /** When what is gone on with was kept. */
  readonly savedAt: string | null;
}

/** The draft that a dialog is kept as; null where it is kept as none. */
export const HoldingContext = createContext<Holding | null>(null);

/** `useState` for what is typed into a dialog: inside a `DialogDraft` it begins as it was kept, where it was. `name` and `schema` are how. */
export function useKept<T>(name: string, schema: z.ZodType<T>, start: T | (() => T)): [T, Dispatch<SetStateAction<T>>] {
  const holding = use(HoldingContext);
  const [first] = useState(start);
  const [value, setValue] = useState<T>(() => {
    const kept = schema.safeParse(holding?.kept[name]);
    return kept.success && holding && name in holding.kept ? kept.data : first;
  });
  useLayoutEffect(() => {
    if (!holding) return;
    const before = holding.now.get(name);
    holding.now.set(name, { value, start: before === undefined ? first : before.start });
    holding.keeper.changed();
  }, [holding, name, value, first]);
  return [value, setValue];
}

/** Whether something stands there that did not at the start. */
export function isTyped({ now }: Pick<Holding, 'now'>): boolean {
  return [...now.values()].some(({ value, start }) => JSON.stringify(value) !== JSON.stringify(start));
}

/** To be called once what was typed is stored: the draft goes. `stay` where the dialog stays open and goes on being kept. */
export function useStored(): (stay?: 'stay') => void {
  const holding = use(HoldingContext);
  return (stay) => {
    if (!holding) return;
    if (stay === undefined) return void holding.keeper.discard();
    for (const [name, { value }] of holding.now) holding.now.set(name, { value, start: value });
    void holding.keeper.clear();
  };
}
