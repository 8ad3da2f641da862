import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../db/sample/random.ts';
import { sortedDigests } from '../../../db/store/sorted-digests.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const file = join(temporaryFolder('digests'), 'entries.tmp');
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

interface Id { readonly device: number; readonly epoch: number; readonly counter: number }
const inOrder = (a: Id, b: Id): number => a.device - b.device || a.epoch - b.epoch || a.counter - b.counter;

/** Ids of several devices and epochs, each once: in any order, from the last to the first, and from the first to the last. */
function someIds(count: number): Id[][] {
  const random = createRandom(`digests ${count}`);
  const ids = Array.from({ length: count }, (_, place) => ({ device: 1 + (place % 3), epoch: 1 + (place % 2), counter: place * 7 + 2 ** 33, place: random.next() }));
  return [ids.toSorted((a, b) => a.place - b.place), ids.toSorted((a, b) => inOrder(b, a)), ids.toSorted(inOrder)];
}

describe('digests of others’ entries', () => {
  for (const count of [0, 1, 9, 10, 11, 137, 2000]) {
    test(`${count} come in the order of their ids, over runs of ten as over one`, () => {
      for (const ids of someIds(count)) {
        const expected = createHash('sha256');
        for (const id of ids.toSorted(inOrder)) expected.update(sha256(`${id.device}.${id.epoch}.${id.counter}`));
        const whole = expected.digest('hex');
        for (const run of [10, 5000]) {
          const digests = sortedDigests(file, run);
          for (const id of ids) digests.add(id, sha256(`${id.device}.${id.epoch}.${id.counter}`).toString('latin1'));
          expect(existsSync(file)).toBe(count > run);
          const hash = createHash('sha256');
          digests.update(hash);
          digests.drop();
          expect(hash.digest('hex')).toBe(whole);
          expect(existsSync(file)).toBe(false);
        }
      }
    });
  }
});
