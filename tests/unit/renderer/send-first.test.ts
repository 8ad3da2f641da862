import { expect, test } from 'vitest';
import type { FoundFile } from '../../../renderer/features/packages/package-words.ts';
import { countFresh, firstKind, relayTo } from '../../../renderer/features/packages/send-first.ts';

const office = (code: string, relation: 'above' | 'below' | 'other', more: { unsent?: number; relays?: number; papers?: number } = {}) => ({ code, relation, unsent: 0, relays: 0, papers: 0, ...more });
const found = (from: string, more: Partial<FoundFile> = {}): FoundFile => ({ file: `/media/STIK/${from}.tepat`, kind: 'LAPORAN', own: false, from, fromName: '', sequence: 1, forUs: true, relay: false, seen: false, damaged: false, bytes: 1000, ...more });
const [kota, telihan, belimbing] = ['64.74', '64.74.03.1002', '64.74.03.1001'];

test.each([
  ['nothing waits: a report of nothing', [office(kota, 'above')], 'LAPORAN'],
  ['what is owed above goes first', [office(kota, 'above', { unsent: 1, relays: 2 })], 'LAPORAN'],
  ['then what is carried on upwards', [office(telihan, 'below', { relays: 1 }), office(kota, 'above', { relays: 1 }), office(belimbing, 'below', { papers: 1 })], 'TERUSAN'],
  ['then families that move', [office(kota, 'above'), office(telihan, 'below', { relays: 1 }), office(belimbing, 'below', { papers: 1 })], 'PINDAH'],
  ['then what is carried on downwards, and no report of nothing', [office(kota, 'above'), office(telihan, 'below', { relays: 1 })], 'TERUSAN'],
])('%s', (_name, neighbours, kind) => {
  expect(firstKind(neighbours)).toBe(kind);
});

test('what waits for an office below is written to its own stick, or to one that is nobody’s', () => {
  const all = [office(kota, 'above'), office(telihan, 'below', { relays: 2 }), office(belimbing, 'below')];
  expect(relayTo(all, [])?.code).toBe(telihan);
  expect(relayTo(all, [found(kota)])?.code).toBe(telihan);
  expect(relayTo(all, [found(telihan)])?.code).toBe(telihan);
  expect(relayTo(all, [found(belimbing)])).toBeUndefined();
  const upwards = [office(kota, 'above', { relays: 1 }), ...all.slice(1)];
  expect(relayTo(upwards, [found(telihan)])?.code).toBe(telihan);
  expect(relayTo(upwards, [found(belimbing)])?.code).toBe(kota);
  expect(relayTo(upwards, [])?.code).toBe(kota);
});

test('a file that is damaged is no package that waits to be taken beside being one that cannot be read', () => {
  const fresh = [found(telihan), found(telihan, { damaged: true }), found(kota, { kind: 'TANDA_TERIMA' }), found(belimbing, { forUs: false, relay: true })];
  expect(countFresh(fresh)).toEqual({ packages: 1, receipts: 1, carried: 1 });
});
