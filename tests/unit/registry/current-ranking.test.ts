import { describe, expect, test } from 'vitest';
import { currentDesil } from '../../../db/registry/current-ranking.ts';

const ranking = (id: number, source: number, scope: number, value: number | null, date: string, measure = 1) => ({ id, uid: `r${id}`, values: { source, scope, measure, value, date } });

describe('the desil that lists show', () => {
  test('nothing is "belum diperingkat" without a source', () => {
    expect(currentDesil([])).toEqual({ desil: null, source: null });
  });

  test('DTSEN nasional, then DTSEN elsewhere, then P3KE, then others, whatever their dates', () => {
    const all = [ranking(1, 6, 1, 9, '2025-12-01'), ranking(2, 2, 1, 8, '2025-11-01'), ranking(3, 1, 3, 7, '2025-10-01'), ranking(4, 1, 1, 6, '2025-01-01')];
    expect(currentDesil(all)).toEqual({ desil: 6, source: 1 });
    expect(currentDesil(all.slice(0, 3))).toEqual({ desil: 7, source: 1 });
    expect(currentDesil(all.slice(0, 2))).toEqual({ desil: 8, source: 2 });
    expect(currentDesil(all.slice(0, 1))).toEqual({ desil: 9, source: 6 });
  });

  test('the newest date decides, then the one entered last; a percentile never counts', () => {
    expect(currentDesil([ranking(1, 1, 1, 2, '2025-08-01'), ranking(2, 1, 1, 3, '2025-02-01')]).desil).toBe(2);
    expect(currentDesil([ranking(1, 1, 1, 2, '2025-08-01'), ranking(2, 1, 1, 3, '2025-08-01')]).desil).toBe(3);
    expect(currentDesil([ranking(1, 1, 1, 40, '2025-08-01', 2)])).toEqual({ desil: null, source: null });
  });
});
