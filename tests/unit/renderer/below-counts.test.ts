import { expect, test } from 'vitest';
import { belowHint } from '../../../renderer/features/packages/below-counts.ts';
import type { Translate } from '../../../renderer/text/text.ts';
import { textIn } from '../../../renderer/text/text.ts';

const t: Translate = (key, ...args) => textIn('id', key, ...args);
const office = (state: 'received' | 'due' | 'late' | 'never', revoked = false) => ({ state, revoked });

test('the heading counts an office whose card was revoked as its row says it, whatever it sent before', () => {
  const standing = [office('received'), office('due'), office('late'), office('never')];
  expect(belowHint(t, standing)).toBe('4 kantor: 2 tepat waktu, 1 terlambat, 1 belum kirim.');
  expect(belowHint(t, [...standing, office('received', true), office('late', true)])).toBe('6 kantor: 2 tepat waktu, 1 terlambat, 1 belum kirim, 2 kartunya dicabut.');
});
