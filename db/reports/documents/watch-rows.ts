import { fail } from '../../rules/failure.ts';
import type { DocumentModel, WriteOptions } from './model.ts';

/** So many rows pass between two looks at whether it shall stop. */
const EVERY = 50;

/** What a writer calls after each row of a table: tells how far it is, and stops when it is asked to, also before the first row. Error: CANCELLED. */
export function watchRows(model: DocumentModel, { cancelled, progress }: WriteOptions): () => void {
  const total = model.blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.rows.length : 0), 0);
  let done = 0;
  if (cancelled?.()) fail('CANCELLED');
  return () => {
    done += 1;
    if (done % EVERY !== 0) return;
    if (cancelled?.()) fail('CANCELLED');
    progress?.(done, total);
  };
}
