import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../db/rules/canonical-json.ts';
import { parseNumber, showNumber, showRupiah } from '../../../db/rules/numbers.ts';
import {
  ancestors, dottedRegion, isDesa, isInside, isKota, parentRegion, regionDigits, regionLevel, regionSystem, regionWords,
} from '../../../db/rules/region-code.ts';
import { isRt, normaliseRt, parseRtRw, withoutRtRw } from '../../../db/rules/rt-rw.ts';

describe('numbers as Indonesian files write them', () => {
  test.each([
    ['Rp1.200.000', 1_200_000], ['1.200.000,-', 1_200_000], ['1,2 jt', 1_200_000], ['1.200', 1200], ['45 m2', 45],
    ['Rp 600.000', 600_000], ['450 ribu', 450_000], ['1,5 miliar', 1.5e9], ['12.5', 12.5], ['1.200,50', 1200.5],
    ['1,200,000', 1_200_000], ['-5', -5], [17, 17], ['10 kg', 10], ['1 200 000', 1_200_000], ['30 ORANG', 30],
  ])('%s', (raw, value) => {
    expect(parseNumber(raw)).toBe(value);
  });

  test('what is no number is null', () => {
    for (const raw of ['', '-', 'banyak', '1.2.3', '12,34,56', 'Rp', NaN, null, undefined]) expect(parseNumber(raw)).toBeNull();
  });

  test('what is shown is read back', () => {
    expect(showNumber(1_234_567.5)).toBe('1.234.567,5');
    expect(showNumber(-1200)).toBe('-1.200');
    expect(showRupiah(1_200_000)).toBe('Rp1.200.000');
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        const value = cents / 100;
        expect(parseNumber(showNumber(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe('RT and RW', () => {
  test.each([
    ['003/001', '003', '001'], ['RT.3 RW.1', '003', '001'], ['RT 003/RW 001', '003', '001'], ['3/1', '003', '001'],
    ['RT.07', '007', null], ['RT/RW : 003/001', '003', '001'], ['NO.RT/RW : 001/001', '001', '001'],
    ['DUSUN 3, RW 03, RT 07', '007', '003'], ['DUSUN KERANDANGAN, RT:001, RW:001, Kodepos:83355,-', '001', '001'],
    ['JL. FLORES RT 12 NO 5', '012', null], ['JL. HARTONO NO 5', null, null], ['', null, null],
    ['JL. MERDEKA GG. 3/1', null, null], ['RT 03 RW 08', '003', '008'],
  ])('%s', (text, rt, rw) => {
    expect(parseRtRw(text)).toEqual({ rt, rw });
  });

  test('three digits, whatever was typed; and idempotent', () => {
    expect([8, '8', '008', 'RT 8', ' 12 ', 0, '000', '', 'x', '1234'].map(normaliseRt)).toEqual([
      '008', '008', '008', '008', '012', null, null, null, null, null,
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (n) => {
        const rt = normaliseRt(n) ?? '';
        expect(isRt(rt)).toBe(true);
        expect(normaliseRt(rt)).toBe(rt);
        expect(parseRtRw(`Jl. Mawar RT ${n} RW ${n}`)).toEqual({ rt, rw: rt });
      }),
    );
  });

  test('the address without them', () => {
    expect(withoutRtRw('JL. FLORES RT 12 NO 5')).toBe('JL. FLORES NO 5');
    expect(withoutRtRw('JL. FLORES NO 5, RT/RW : 003/001')).toBe('JL. FLORES NO 5');
    expect(withoutRtRw('JL. FLORES RT.003/RW.001')).toBe('JL. FLORES');
    expect(withoutRtRw('JL. HARTONO 5')).toBe('JL. HARTONO 5');
  });
});

describe('region codes', () => {
  const telihan = '64.74.03.1002';

  test('level by length, and the regions above', () => {
    expect(['64', '64.74', '64.74.03', telihan, '64.7', ''].map(regionLevel)).toEqual([
      'province', 'city', 'kecamatan', 'kelurahan', null, null,
    ]);
    expect(ancestors(telihan)).toEqual(['64.74.03', '64.74', '64']);
    expect(parentRegion('64')).toBeNull();
  });

  test('inside is by whole parts, never by digits', () => {
    expect(isInside(telihan, '64.74')).toBe(true);
    expect(isInside(telihan, telihan)).toBe(true);
    expect(isInside(telihan, '')).toBe(true);
    expect(isInside('64.74.03', telihan)).toBe(false);
    expect(isInside('64.74', '64.7')).toBe(false);
  });

  test('the words follow the code', () => {
    expect(regionWords(telihan)).toMatchObject({ kind: 'Kelurahan', head: 'Lurah', meetingShort: 'muskel' });
    expect(regionWords('62.03.01.2005')).toMatchObject({ kind: 'Desa', head: 'Kepala Desa', meetingShort: 'musdes' });
    expect(regionWords('64.74')).toMatchObject({ kind: 'Kota', head: 'Wali Kota' });
    expect(regionWords('62.03')).toMatchObject({ kind: 'Kabupaten', head: 'Bupati' });
    expect(regionWords('62.03.01')?.head).toBe('Camat');
    expect(regionWords('62')?.head).toBe('Gubernur');
    expect(regionWords('x')).toBeNull();
    expect([isDesa(telihan), isDesa('62.03.01.2005'), isKota('64.74'), isKota('62.03')]).toEqual([false, true, true, false]);
  });

  test('bare digits and BPS codes', () => {
    expect(dottedRegion('6474031002')).toBe(telihan);
    expect(dottedRegion('647403')).toBe('64.74.03');
    expect(dottedRegion('64740')).toBeNull();
    expect(regionDigits(telihan)).toBe('6474031002');
    expect(regionSystem(telihan)).toBe('kemendagri');
    expect(regionSystem('6171010001')).toBe('bps');
    expect(regionSystem('6474031002')).toBe('either');
    expect(regionSystem('64740')).toBeNull();
  });
});

describe('canonical JSON', () => {
  test('one text for one value, whatever the order of its keys', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'é"'], c: undefined })).toBe('{"a":[true,null,"é\\""],"b":1}');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed as never)).toBe(canonicalJson(value as never));
        expect(JSON.parse(canonicalJson(value as never))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('numbers that are not finite are refused', () => {
    expect(() => canonicalJson({ a: NaN })).toThrow(RangeError);
  });
});
