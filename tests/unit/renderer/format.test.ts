import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseName, breakable, formatBytes, formatDate, formatMonth, formatNumber, formatPhase, formatRupiah, formatShortDate, groupIdentifier, parseTypedDate } from '../../../renderer/ui/format.ts';

describe('Indonesian formats', () => {
  it('write numbers, rupiah and dates as the offices do', () => {
    expect(formatNumber(1_234_567)).toBe('1.234.567');
    expect(formatNumber(null)).toBe('');
    expect(formatRupiah(1_250_000)).toBe('Rp1.250.000');
    expect(formatDate('1985-07-05')).toBe('5 Juli 1985');
    expect(formatShortDate('1985-07-05')).toBe('05-07-1985');
    expect(formatBytes(1_258_291)).toBe('1,2 MB');
  });

  it('say what a delivery is for as people do', () => {
    expect([formatPhase('2026-11'), formatPhase('2026-11-29'), formatPhase('Tahap II 2026'), formatPhase(null)]).toEqual(['Nov 2026', '29-11-2026', 'Tahap II 2026', '']);
    expect(formatMonth('2026-11-01', 'long')).toBe('November 2026');
    expect(breakable('LATIHAN_LAPORAN_1.tepat').split('\u200b')).toEqual(['LATIHAN_', 'LAPORAN_', '1.tepat']);
  });

  it('keep what is not a date as it is', () => {
    expect(formatDate('tidak tahu')).toBe('tidak tahu');
    expect(formatShortDate(null)).toBe('');
  });

  it('group an identifier of sixteen places and no other', () => {
    expect(groupIdentifier('6474••••••••0003').split('\u2009')).toEqual(['6474', '••••', '••••', '0003']);
    expect(groupIdentifier('123')).toBe('123');
  });

  it('name a file on any system', () => {
    expect(baseName('C:\\Data\\a.xlsx')).toBe('a.xlsx');
    expect(baseName('/media/stik/b.tepat')).toBe('b.tepat');
  });
});

describe('a typed date', () => {
  it('is read with any separator or none', () => {
    for (const typed of ['05-07-1985', '5/7/1985', '05071985', ' 5 7 1985 ', '5.7.1985']) expect(parseTypedDate(typed)).toBe('1985-07-05');
  });

  it('is refused when there is no such day or the year is short', () => {
    for (const typed of ['31-02-2020', '29-02-2021', '5-7-85', '00-01-2000', '12-13-2000', '', 'x']) expect(parseTypedDate(typed)).toBeNull();
  });

  it('comes back as it was shown', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
        const iso = date.toISOString().slice(0, 10);
        return parseTypedDate(formatShortDate(iso)) === iso;
      }),
    );
  });
});
