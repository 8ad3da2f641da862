import type { Hit } from './use-search.ts';

/** Where a found record opens: the family's page, at the person; who has no family here is shown by what is known of him alone. */
export function hitRoute({ kind, id, family }: Pick<Hit, 'kind' | 'id' | 'family'>): string {
  if (kind === 'family') return `/keluarga/${id}`;
  return family === null ? `/keluarga/bantuan/${id}` : `/keluarga/${family}/${id}`;
}
