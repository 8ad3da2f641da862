import type { ImportResult, Tally } from './types.ts';

const noRows: Tally = { rows: 0, new: 0, changed: 0, same: 0, rejected: 0, question: 0, left: 0 };

/** The result that a batch keeps. One that an older version wrote knew no lists, modes, or effect. */
export function keptResult(text: string): ImportResult {
  const { fixes: _fixes, ...kept } = JSON.parse(text) as { fixes?: unknown } & Partial<ImportResult> & Pick<ImportResult, 'created' | 'updated'>;
  const { created, updated } = kept;
  const some = created.families + created.people + updated.families + updated.people > 0;
  return { left: { families: 0, people: 0 }, recipients: noRows, effect: some ? 'some' : 'none', aid: [], summary: '', ...kept } as ImportResult;
}
