import { randomFillSync } from 'node:crypto';
import { V7Generator } from 'uuidv7';

/** Random numbers are drawn for some hundred ids together: one at a time they take longer than the id. */
const pool = new Uint32Array(1024);
let at = pool.length;

const generator = new V7Generator({
  nextUint32() {
    if (at >= pool.length) {
      randomFillSync(pool);
      at = 0;
    }
    return pool[at++] ?? 0;
  },
});

/** A new UUIDv7, greater than the one before from this thread. */
export function newId(): string {
  return generator.generate().toString();
}
