import { expect, test } from 'vitest';
import type { FoundFile } from '../../../renderer/features/packages/package-words.ts';
import { countFresh, firstKind, reportTo, toWrite } from '../../../renderer/features/packages/send-first.ts';

const office = (code: string, relation: 'above' | 'below' | 'other' | 'own', more: { unsent?: number; relays?: number; papers?: number; words?: number } = {}) => ({ code, relation, unsent: 0, relays: 0, papers: 0, words: 0, undelivered: null, ...more });
const found = (from: string, more: Partial<FoundFile> = {}): FoundFile => ({ file: `/media/STIK/${from}.tepat`, kind: 'LAPORAN', own: false, from, fromName: '', sequence: 1, forUs: true, relay: false, seen: false, barred: false, damaged: false, bytes: 1000, ...more });
const foundFrom = (from: string): FoundFile => found(from);
const [kota, telihan, belimbing] = ['64.74', '64.74.03.1002', '64.74.03.1001'];

test.each([
  ['nothing waits: a report of nothing', [office(kota, 'above')], 'LAPORAN'],
  ['what is owed above goes first', [office(kota, 'above', { unsent: 1, relays: 2 })], 'LAPORAN'],
  ['then what is carried on upwards', [office(telihan, 'below', { relays: 1 }), office(kota, 'above', { relays: 1 }), office(belimbing, 'below', { papers: 1 })], 'TERUSAN'],
  ['then families that move', [office(kota, 'above'), office(telihan, 'below', { relays: 1 }), office(belimbing, 'below', { papers: 1 })], 'PINDAH'],
  ['then proposals, by a report', [office(kota, 'above'), office(telihan, 'below', { relays: 1, words: 1 })], 'LAPORAN'],
  ['then what is carried on downwards, and no report of nothing', [office(kota, 'above'), office(telihan, 'below', { relays: 1 })], 'TERUSAN'],
])('%s', (_name, neighbours, kind) => {
  expect(firstKind(neighbours)).toBe(kind);
});

test('a report is for those above, or for whoever is to have proposals once nothing is owed above', () => {
  const codes = (...all: Parameters<typeof reportTo>[0]): string[] => reportTo(all).map(({ code }) => code);
  expect(codes(office(kota, 'above'), office(telihan, 'below'))).toEqual([kota]);
  expect(codes(office(kota, 'above', { unsent: 1 }), office(telihan, 'below', { words: 1 }))).toEqual([kota]);
  expect(codes(office(kota, 'above'), office(telihan, 'below', { words: 1 }), office(belimbing, 'below', { words: 1 }))).toEqual([telihan]);
  expect(codes(office(telihan, 'below'), office(belimbing, 'below'))).toEqual([]);
});

test('what waits for an office below is written to its own stick, or to one that is nobody’s', () => {
  const written = (neighbours: Parameters<typeof toWrite>[0], ...from: string[]): string => {
    const found = toWrite(neighbours, from.map(foundFrom));
    return found === null ? '' : 'to' in found ? `${found.what} ${found.to.code}` : found.what;
  };
  const relays = [office(kota, 'above'), office(telihan, 'below', { relays: 2 }), office(belimbing, 'below')];
  expect(written(relays)).toBe(`relay ${telihan}`);
  expect(written(relays, kota)).toBe(`relay ${telihan}`);
  expect(written(relays, telihan)).toBe(`relay ${telihan}`);
  expect(written(relays, belimbing)).toBe('');
  const both = [office(kota, 'above', { relays: 1 }), ...relays.slice(1)];
  expect(written(both, telihan)).toBe(`relay ${telihan}`);
  expect(written(both, belimbing)).toBe(`relay ${kota}`);
  expect(written(both)).toBe(`relay ${kota}`);
  const owed = [office(kota, 'above', { unsent: 1 }), office(telihan, 'below', { words: 1 })];
  expect(written(owed)).toBe('send');
  expect(written(owed, telihan)).toBe(`tell ${telihan}`);
  expect(written([office(kota, 'above'), office(telihan, 'below', { words: 1, relays: 1 })])).toBe(`tell ${telihan}`);
  const other = office('64.74.03', 'own', { unsent: 2 });
  expect([written([office(kota, 'above', { unsent: 1 }), other]), written([office(kota, 'above'), other])]).toEqual(['send', 'sibling 64.74.03']);
});

test('a file that is damaged is no package that waits to be taken beside being one that cannot be read', () => {
  const fresh = [found(telihan), found(telihan, { damaged: true }), found(kota, { kind: 'TANDA_TERIMA' }), found(belimbing, { forUs: false, relay: true })];
  expect(countFresh(fresh)).toEqual({ packages: 1, receipts: 1, carried: 1 });
});
