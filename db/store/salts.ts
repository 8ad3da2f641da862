import { randomFillSync } from 'node:crypto';

export const SALT_BYTES = 16;
const POOL = Buffer.alloc(SALT_BYTES * 1024);
let poolAt = POOL.length;

/** Fresh random bytes, good until the next call but 1023: whoever keeps them copies them (SQLite does). */
export function nextSalt(): Buffer {
  if (poolAt >= POOL.length) {
    randomFillSync(POOL);
    poolAt = 0;
  }
  return POOL.subarray(poolAt, (poolAt += SALT_BYTES));
}
