import { expect, test } from 'vitest';
import { belowHint } from '../../../renderer/features/packages/below-counts.ts';
import type { Translate } from '../../../renderer/text/text.ts';
import { textIn } from '../../../renderer/text/text.ts';

const t: Translate = (key, ...args) => textIn('id', key, ...args);
const office = (state: 'received' | 'due' | 'late' | 'never' | 'unscheduled', revoked = false, problems = 0) => ({ state, revoked, problems });

test('the heading counts an office whose card was revoked as its row says it, whatever it sent before', () => {
  const standing = [office('received'), office('due'), office('late'), office('never')];
  expect(belowHint(t, standing)).toBe('4 kantor: 2 tepat waktu, 1 terlambat, 1 belum kirim.');
  expect(belowHint(t, [...standing, office('received', true), office('late', true)])).toBe('6 kantor: 2 tepat waktu, 1 terlambat, 1 belum kirim, 2 kartunya dicabut.');
});

test('an office without a schedule is neither punctual nor late', () => {
  expect(belowHint(t, [office('received'), office('unscheduled'), office('never')])).toBe('3 kantor: 1 tepat waktu, 0 terlambat, 1 belum kirim, 1 belum ada jadwal.');
  expect(belowHint(t, [office('unscheduled'), office('unscheduled'), office('never')])).toBe('3 kantor: 1 belum kirim, 2 belum ada jadwal.');
});

test('an office of which something is open is not counted as punctual, one that is late stays late', () => {
  expect(belowHint(t, [office('received'), office('received', false, 2), office('due', false, 1), office('late', false, 1)])).toBe('4 kantor: 1 tepat waktu, 1 terlambat, 0 belum kirim, 2 belum lengkap.');
});
