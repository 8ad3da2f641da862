import { parentPort, workerData } from 'node:worker_threads';
import type { FamilyFacts } from './family-facts.ts';
import { lineDeriver } from './line-deriver.ts';
import type { DerivedLines } from './line-deriver.ts';
import type { ThreadTask } from './near-thread.ts';
import type { SearchPiece } from './search-tables.ts';

/** Families as they were written, as JSON, which a thread has back in a third of the time of objects; or the next piece of the finished index. */
export type DeriveOrder = { readonly families: string } | { readonly next: true };
type DeriveAnswer = DerivedLines | { readonly piece: SearchPiece | null } | { readonly fault: string };

function main(task: ThreadTask): void {
  const { port, signal } = task;
  const deriver = lineDeriver(task);
  const answer = (message: DeriveAnswer): void => {
    port.postMessage(message);
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  port.on('message', (order: DeriveOrder) => {
    try {
      if ('families' in order) return answer(deriver.derive(JSON.parse(order.families) as FamilyFacts[]));
      const piece = deriver.nextPiece();
      answer({ piece });
      if (piece) return;
      deriver.drop();
      port.close();
    } catch (error) {
      answer({ fault: String(error) });
      port.close();
    }
  });
}

if (parentPort) main(workerData as ThreadTask);
