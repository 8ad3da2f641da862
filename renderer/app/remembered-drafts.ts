/** The draft that is open in this window for a route, so that unlocking goes on where the lock interrupted. */
const openDrafts = new Map<string, string>();

/** Remembers or forgets (null) the draft that a route shows. */
export function rememberDraft(route: string, draft: string | null): void {
  if (draft === null) openDrafts.delete(route);
  else openDrafts.set(route, draft);
}

/** The draft that a route showed last, if it was not finished. */
export function rememberedDraft(route: string): string | null {
  return openDrafts.get(route) ?? null;
}
