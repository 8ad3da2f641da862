import { expect, test } from 'vitest';
import { entryReason, toldOnce } from '../../../renderer/features/families/entry-words.ts';
import type { Entry } from '../../../renderer/features/families/entry-words.ts';
import type { Translate } from '../../../renderer/text/text.ts';
import { textIn } from '../../../renderer/text/text.ts';

const t: Translate = (key, ...args) => textIn('id', key, ...args);
const entry = (more: Partial<Entry>): Entry => ({
  at: '2026-11-29T08:19:00.000Z', by: 'siti', office: 'Belimbing', entity: 'family', record: 'f', recordName: 'BURHANUDDIN CONTOH', op: 'change', field: 'owner',
  old: '64.74.03.1002', new: '64.74.03.1001', reason: 'transfer.accept', source: { kind: 'package', id: 'p', name: null }, changeId: 'd.1.1', parallel: false, ...more,
});

test('that a family went to another office is told once, in words', () => {
  const family = entry({});
  const address = entry({ entity: 'person', record: 'p', field: 'name', changeId: 'd.1.3' });
  expect(toldOnce([family, entry({ entity: 'person', record: 'p', changeId: 'd.1.2' }), entry({ entity: 'ranking', record: 'r', changeId: 'd.1.4' }), address])).toEqual([family, address]);
  // Somebody who went alone, at another time or elsewhere, is told of.
  const alone = entry({ entity: 'person', record: 'p', at: '2026-11-30T08:19:00.000Z', changeId: 'd.1.9' });
  expect(toldOnce([alone, family])).toEqual([alone, family]);
  expect(entryReason(family, t)).toBe('diterima kantor tujuan');
});
