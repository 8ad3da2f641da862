import { expect, test } from 'vitest';
import { breachName } from '../../../renderer/features/worklist/breach-name.ts';
import { textIn } from '../../../renderer/text/text.ts';
import type { Translate } from '../../../renderer/text/text.ts';

const t: Translate = (key, ...args) => textIn('id', key, ...args);
const nameless = { name: null, rt: null, rw: null, address: null, noKk: null };

test.each([
  ['its head', { ...nameless, name: 'Rahmat', rt: '001', rw: '002' }, 'Rahmat'],
  ['where it lives', { ...nameless, name: '', rt: '001', rw: '002', address: 'Jl. Contoh 1', noKk: '6474••••••••0003' }, 'Tanpa nama, RT 001/RW 002, Jl. Contoh 1'],
  ['its masked card, where no address is known', { ...nameless, rt: '001', rw: '002', noKk: '6474••••••••0003' }, 'Tanpa nama, RT 001/RW 002, No KK 6474 •••• •••• 0003'],
  ['nothing', nameless, 'Tanpa nama'],
])('a family of the worklist is told by %s', (_by, family, words) => {
  expect(breachName(t, family).replaceAll('\u2009', ' ')).toBe(words);
});
