import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRealDate } from '../../../db/rules/dates.ts';
import { isPlaceholder, readIdentifier } from '../../../db/rules/identifier.ts';
import { mask } from '../../../db/rules/mask.ts';
import { checkNik, formatNik, nikBirthDate, parseNik } from '../../../db/rules/nik.ts';
import { checkNoKk, noKkDate } from '../../../db/rules/no-kk.ts';

const today = '2026-11-22';
const context = { today };

describe('the test vectors of the domain reference §2.3', () => {
  test('a woman and a man of Pontianak', () => {
    expect(parseNik('6171014507850003')).toMatchObject({ region: '617101', day: 5, month: 7, year: 85, sex: 2, serial: '0003' });
    expect(nikBirthDate('6171014507850003', context)).toBe('1985-07-05');
    expect(parseNik('6171010507850003')?.sex).toBe(1);
    expect(checkNik('6171014507850003', context)).toEqual([]);
    expect(checkNik('6171010507850003', context)).toEqual([]);
  });

  test.each([
    ['6171013202900001', ['date']],
    ['6474030101010000', ['placeholder']],
    ['617101450785000', ['length']],
    ['0000000000000000', ['placeholder']],
    ['1111111111111111', ['placeholder']],
    ['0', ['placeholder']],
    ['617101450785000X', ['digits']],
    ['6171017207850003', ['date']],
    ['6171013002850003', ['date']],
    ['6171010513850003', ['date']],
  ])('%s', (nik, problems) => {
    expect(checkNik(nik, context)).toEqual(problems);
  });

  test('reading cells', () => {
    expect(readIdentifier('6.17101E+15')).toMatchObject({ damage: 'scientific' });
    expect(readIdentifier('6,47403E+15')).toMatchObject({ damage: 'scientific' });
    expect(readIdentifier("'6171014507850003")).toMatchObject({ text: '6171014507850003', damage: null, suspect: false });
    expect(readIdentifier('6171 0145 0785 0003').text).toBe('6171014507850003');
    expect(readIdentifier('\u00a06171.0145-0785.0003\u200b').text).toBe('6171014507850003');
    expect(readIdentifier("6474034205500002'").text).toBe('6474034205500002');
    expect(readIdentifier('6171014507850003.0').text).toBe('6171014507850003');
    expect(readIdentifier(6171014507850000)).toMatchObject({ numericCell: true, suspect: true });
    expect(readIdentifier(6171014507850003)).toMatchObject({ numericCell: true, suspect: false, damage: null });
    expect(readIdentifier('-').text).toBe('');
    expect(readIdentifier(null).text).toBe('');
    expect(readIdentifier('NULL').text).toBe('');
  });

  test('Papua: above 2^53 a number is damaged, a text is not', () => {
    expect(readIdentifier(Number('9171014507850003')).damage).toBe('rounded');
    for (const province of ['91', '92', '93', '94', '95', '96']) {
      const nik = `${province}71014507850003`;
      expect(readIdentifier(nik)).toMatchObject({ text: nik, damage: null });
      expect(checkNik(nik, context)).toEqual([]);
    }
  });

  test('region, sex and birth date are compared where there is something to compare with', () => {
    const isKnownRegion = (code: string) => code === '617101';
    expect(checkNik('6171014507850003', { today, isKnownRegion, sex: 2, birthDate: '1985-07-05' })).toEqual([]);
    expect(checkNik('6171994507850003', { today, isKnownRegion })).toEqual(['region']);
    expect(checkNik('6171014507850003', { today, sex: 1, birthDate: '1985-05-07' })).toEqual(['sex', 'birthDate']);
    expect(checkNik('6171010101200003', { today, birthDate: '1920-01-01' })).toEqual([]);
    expect(nikBirthDate('6171013112990003', { today, birthDate: '2000-01-01' })).toBe('1999-12-31');
  });

  test('day 41 is a woman born on the first, day 31 and 71 are the last of a month', () => {
    expect(parseNik('6171014101850003')).toMatchObject({ day: 1, sex: 2 });
    expect(parseNik('6171017101850003')).toMatchObject({ day: 31, sex: 2 });
    expect(parseNik('6171013101850003')).toMatchObject({ day: 31, sex: 1 });
    expect(checkNik('6171014001850003', context)).toEqual(['date']);
    expect(checkNik('6171010001850003', context)).toEqual(['date']);
  });

  test('29 February needs one century that has it', () => {
    expect(checkNik('6171012902000003', context)).toEqual([]);
    expect(checkNik('6171012902010003', context)).toEqual(['date']);
  });
});

describe('No KK', () => {
  test('a registration date without +40, and not after today', () => {
    expect(checkNoKk('6474030505120003', { today })).toEqual([]);
    expect(noKkDate('6474030505120003', today)).toBe('2012-05-05');
    expect(checkNoKk('6474034505120003', { today })).toEqual(['date']);
    expect(checkNoKk('6474030512260003', { today })).toEqual(['future']);
    expect(checkNoKk('647403050512000', { today })).toEqual(['length']);
    expect(checkNoKk('0000000000000000', { today })).toEqual(['placeholder']);
    expect(checkNoKk('6474030505120003', { today, isKnownRegion: () => false })).toEqual(['region']);
  });
});

const realDate = fc
  .record({ year: fc.integer({ min: 1927, max: 2026 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) })
  .filter(({ year, month, day }) => isRealDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`));

const parts = fc.record({
  region: fc.stringMatching(/^[1-9]\d{5}$/),
  date: realDate,
  sex: fc.constantFrom(1 as const, 2 as const),
  serial: fc.stringMatching(/^\d{4}$/).filter((serial) => serial !== '0000'),
});

test('a NIK is what its parts say, and its parts are what it says', () => {
  fc.assert(
    fc.property(parts, ({ region, date, sex, serial }) => {
      const given = { region, day: date.day, month: date.month, year: date.year % 100, sex, serial };
      const nik = formatNik(given);
      expect(nik).toHaveLength(16);
      expect(parseNik(nik)).toEqual(given);
      const iso = `${date.year}-${nik.slice(8, 10)}-${String(date.day).padStart(2, '0')}`;
      expect(nikBirthDate(nik, { today, birthDate: iso })).toBe(iso);
      if (!isPlaceholder(nik)) expect(checkNik(nik, { today, sex, birthDate: iso })).toEqual([]);
    }),
  );
});

test('a mask never reveals the birth date or the registration date, and keeps the length', () => {
  expect(mask('6171014507850003')).toBe('6171••••••••0003');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 24 }), (text) => {
      const masked = mask(text);
      expect(masked).toHaveLength(text.length);
      expect(masked.replaceAll('•', '').length).toBeLessThanOrEqual(text.length === 16 ? 8 : 0);
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^\d{16}$/), fc.stringMatching(/^\d{8}$/), (nik, middle) => {
      expect(mask(nik)).toBe(mask(nik.slice(0, 4) + middle + nik.slice(12)));
    }),
  );
});
