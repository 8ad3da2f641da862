import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressQuery, endingQuery, personQuery, readTyped } from '../../../db/registry/search-match.ts';
import { areaTerms, digitsAt, numberTerms, placesWithin } from '../../../db/registry/search-terms.ts';
import { scoreName } from '../../../db/registry/search-score.ts';
import { editDistance } from '../../../db/registry/search-spelling.ts';

describe('taking a search text apart', () => {
  test('digits with spaces, dots or dashes are one number', () => {
    expect(readTyped('6474 0312.0315-0001').digits).toBe('6474031203150001');
    expect(readTyped('64').digits).toBe('64');
  });

  test.each([
    ['aminah rt 3', '003', null, ['aminah']],
    ['aminah RT.03/RW.1', '003', '001', ['aminah']],
    ['siti rt 12/4', '012', '004', ['siti']],
    ['rw 2', null, '002', []],
    ['gang mawar no 12', null, null, ['gang', 'mawar', 'no', '12']],
  ])('%s', (text, rt, rw, words) => {
    expect(readTyped(text)).toMatchObject({ digits: null, rt, rw, words });
  });

  test('each word is looked for by letters or by sound, quoted, within the RT and the area', () => {
    const typed = readTyped('Moh. Yusuf rt 3');
    expect(personQuery(typed)).toBe('(("moh"* OR "muhamad"*) AND ("yusuf"* OR "yusup"*)) AND {area} : "1003"');
    expect(personQuery(typed, 'whole', '61.71.03')).toBe('(("moh" OR "muhamad") AND ("yusuf" OR "yusup")) AND {area} : "1003" AND {area} : "3617103"');
    expect(personQuery(readTyped('aminah su'), 'lastBegun')).toBe('(("aminah" OR "amina") AND "su"*)');
    expect(personQuery(readTyped('haji aminah'))).toBe('({name} : ("haji"* AND "aminah"*) OR {key} : ("amina"*))');
    expect(personQuery(readTyped('zzzz'))).toBe('("zzzz"*)');
    expect(personQuery(readTyped('dj'))).toBe('(("dj"* OR "i"*))');
    expect(personQuery(readTyped('mawar 12'))).toBeNull();
    expect(addressQuery(readTyped('mawar 12'))).toBe('{address} : ("mawar"* AND "12"*)');
    expect(addressQuery(readTyped('jl. apel gg. mel'), 'lastBegun')).toBe('{address} : ("apel" AND "mel"*)');
    expect(addressQuery(readTyped('jl. apel gg.'), 'lastBegun')).toBe('{address} : ("apel")');
    expect(addressQuery(readTyped('jl'))).toBe('{address} : ("jl"*)');
    expect(endingQuery(readTyped('siti muha'), ['muhamad', 'muhar'], null)).toBe('("siti") AND ("muhamad" OR "muhar")');
    expect(readTyped('Johan Kosasih, S.Pd').keys).toEqual(['yohan', 'kosasi']);
    expect(personQuery(readTyped('a" OR name:*'))).not.toContain('""');
  });
});

describe('words of the index', () => {
  test('an area is its RT, its RW and every region it lies in', () => {
    expect(areaTerms('003', '001', '61.71.03.1002')).toBe('1003 2001 36171 3617103 36171031002');
    expect(areaTerms(null, null, null)).toBe('');
  });

  const digits = (least: number, most: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: least, maxLength: most });

  test('a part of a number is found at its place and at no other', () => {
    fc.assert(fc.property(digits(1, 20), digits(3, 16), fc.nat({ max: 17 }), (number, part, at) => {
      const terms = new Set(numberTerms(number, '61.71').split(' '));
      const found = digitsAt(part, at).split(' AND ').every((term) => terms.has(term));
      expect(found).toBe(number.slice(at, at + part.length) === part);
    }));
    fc.assert(fc.property(digits(3, 16), fc.nat(), fc.nat(), (number, from, size) => {
      const at = from % (number.length - 2);
      const part = number.slice(at, at + 3 + (size % (number.length - at - 2)));
      const terms = new Set(numberTerms(number, null).split(' '));
      expect(digitsAt(part, at).split(' AND ').every((term) => terms.has(term))).toBe(true);
    }));
  });

  test('the places within a number are all but the first, the last apart', () => {
    expect(placesWithin('123456')).toEqual({ atEnd: 10, others: [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14] });
    expect(placesWithin('1234567890123456')).toEqual({ atEnd: 0, others: [1, 2, 3, 4] });
  });
});

describe('likeness', () => {
  test.each([
    ['siti', 'siti', 0],
    ['siti', 'sti', 1],
    ['aminah', 'amniah', 1],
    ['rahman', 'rohmin', 2],
    ['rahman', 'budi', 3],
  ])('%s and %s are %i apart', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance);
    expect(editDistance(b, a, 2)).toBe(distance);
  });

  test('the name itself comes before its beginning, that before its sound, and the living before the dead', () => {
    const scores = [scoreName('Muhammad', 'muhammad', 'muhamad', true), scoreName('Muhammad Ali', 'muhammad', 'muhamad', true), scoreName('Mohamad', 'muhammad', 'muhamad', true), scoreName('Mohamad', 'muhammad', 'muhamad', false)];
    expect([...scores].sort((a, b) => b - a)).toEqual(scores);
    expect(new Set(scores).size).toBe(4);
  });
});
