import { isHealthTag } from '../rules/tags/tags.ts';

/** Whether a call asks for families by what is known of somebody's health: a list or a count by such a mark tells who has it. */
export function asksForHealth(input: unknown): boolean {
  const { filter, params } = (input ?? {}) as { readonly filter?: { readonly tag?: unknown }; readonly params?: { readonly tag?: unknown } };
  return [filter?.tag, params?.tag].some((tag) => typeof tag === 'string' && tag.split(',').some(isHealthTag));
}
