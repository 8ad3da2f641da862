import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, ageOn, daysBetween, isRealDate, showDate } from '../../../db/rules/dates.ts';
import { parseDate, splitBirth } from '../../../db/rules/parse-date.ts';

const today = '2026-11-22';
const read = (raw: string | number | null, more: object = {}) => parseDate(raw, { today, ...more });
const isoOf = (raw: string | number, more: object = {}) => {
  const reading = read(raw, more);
  return reading.kind === 'date' ? reading.iso : reading.kind;
};

describe('the dates of the domain reference §6.4', () => {
  test.each([
    ['17/08/1948', '1948-08-17'], ['17-08-1948', '1948-08-17'], ['17.08.1948', '1948-08-17'], ['1948-08-17', '1948-08-17'],
    ['17 Agustus 1948', '1948-08-17'], ['17 AGT 1948', '1948-08-17'], ['17 AGS 1948', '1948-08-17'], ['17-Aug-48', '1948-08-17'],
    ['01 Juli 85', '1985-07-01'], ['31/12/1959', '1959-12-31'], ['2/5/50', '1950-05-02'], ['02/05/50', '1950-05-02'],
    ['05 Nopember 2001', '2001-11-05'], ['5 PEB 99', '1999-02-05'], ['31 Desember 26', 'invalid'], ['1 Januari 26', '2026-01-01'],
    ['1985-07-05 00:00:00', '1985-07-05'], ['1985-07-05T00:00:00Z', '1985-07-05'], ["'17/08/1948", '1948-08-17'],
    ['05/17/1985', '1985-05-17'], ['17081948', '1948-08-17'],
  ])('%s', (raw, iso) => {
    expect(isoOf(raw)).toBe(iso);
  });

  test('Excel serial numbers of both systems', () => {
    expect(isoOf(31233)).toBe('1985-07-05');
    expect(isoOf(31233.75)).toBe('1985-07-05');
    expect(isoOf('31233')).toBe('1985-07-05');
    expect(isoOf(29771, { date1904: true })).toBe('1985-07-05');
    expect(isoOf(1)).toBe('1900-01-01');
    expect(isoOf(61)).toBe('1900-03-01');
  });

  test('a year alone is never made into a day in 1905', () => {
    expect(read(1948)).toEqual({ kind: 'year', year: 1948 });
    expect(read('1948')).toEqual({ kind: 'year', year: 1948 });
  });

  test('what stands for nothing is empty', () => {
    for (const raw of ['', '-', 'NULL', '00/00/0000', '1970-01-01', '1900-01-00', '#N/A', null, 0, 25569]) {
      expect(read(raw), String(raw)).toEqual({ kind: 'empty' });
    }
  });

  test('1970-01-01 is a birthday where the NIK says so', () => {
    expect(isoOf('1970-01-01', { nik: '6171010101700003' })).toBe('1970-01-01');
    for (const nik of ['6171010105700003', '6171010201700003', '6171010101710003']) expect(read('1970-01-01', { nik }).kind).toBe('empty');
  });

  test('the future is refused unless it is expected', () => {
    expect(read('01/01/2030')).toEqual({ kind: 'invalid', reason: 'future' });
    expect(isoOf('31/12/2030', { future: true })).toBe('2030-12-31');
  });

  test('a day that does not exist is refused', () => {
    expect(read('30 Februari 1985')).toEqual({ kind: 'invalid', reason: 'calendar' });
    expect(read('31/04/1985')).toEqual({ kind: 'invalid', reason: 'calendar' });
    expect(read('lusa')).toEqual({ kind: 'invalid', reason: 'unreadable' });
  });

  test('day and month can be exchanged: both are named, and the NIK decides', () => {
    expect(read('05/07/1985')).toEqual({ kind: 'date', iso: '1985-07-05', alternative: '1985-05-07' });
    expect(read('05/07/1985', { nik: '6171014507850003' })).toEqual({ kind: 'date', iso: '1985-07-05' });
    expect(read('05/07/1985', { nik: '6171014705850003' })).toEqual({ kind: 'date', iso: '1985-05-07' });
    expect(read('07/07/1985')).toEqual({ kind: 'date', iso: '1985-07-07' });
  });

  test('Excel with American settings made 5 July into 7 May: the NIK tells', () => {
    expect(read(31174)).toEqual({ kind: 'date', iso: '1985-05-07' });
    expect(read(31174, { nik: '6171014507850003' })).toEqual({ kind: 'date', iso: '1985-05-07', alternative: '1985-07-05' });
  });

  test('place and date of birth in one cell', () => {
    expect(splitBirth('BONTANG, 17 AGUSTUS 1948')).toEqual({ place: 'BONTANG', date: '17 AGUSTUS 1948' });
    expect(splitBirth('Kuala Kapuas 02/05/50')).toEqual({ place: 'Kuala Kapuas', date: '02/05/50' });
    expect(splitBirth('02/05/50')).toEqual({ place: '', date: '02/05/50' });
    expect(splitBirth('BONTANG')).toEqual({ place: 'BONTANG', date: '' });
  });
});

const anyDay = fc.integer({ min: -32_000, max: 20_000 }).map((days) => addDays('1985-07-05', days)).filter((date) => date <= today);
const months = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'];

test('what is shown is read back as the same day', () => {
  fc.assert(
    fc.property(anyDay, (date) => {
      if (date === '1970-01-01') return;
      expect(isoOf(showDate(date))).toBe(date);
      expect(isoOf(date)).toBe(date);
      expect(isoOf(`${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`)).toBe(date);
    }),
  );
});

test('any text is answered, never thrown on, and every date given is real and not in the future', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^[\d/.\- ]{0,12}$/)), (raw) => {
      const reading = read(raw);
      if (reading.kind === 'date') {
        expect(isRealDate(reading.iso)).toBe(true);
        expect(reading.iso <= today).toBe(true);
      }
    }),
  );
});

test('age turns on the birthday', () => {
  expect(ageOn('1985-07-05', '2026-07-04')).toBe(40);
  expect(ageOn('1985-07-05', '2026-07-05')).toBe(41);
  expect(ageOn('2004-02-29', '2026-02-28')).toBe(21);
  expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
});
