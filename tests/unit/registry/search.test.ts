import { describe, expect, test } from 'vitest';
import { addressQuery, personQuery, readTyped } from '../../../db/registry/search-match.ts';
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

  test('words are looked for by letters and by sound, quoted, within the RT', () => {
    expect(personQuery(readTyped('Moh. Yusuf rt 3'))).toBe('({name} : ("moh"* AND "yusuf"*) OR {key} : ("muhamad"* AND "yusup"*)) AND {area} : 1003');
    expect(personQuery(readTyped('mawar 12'))).toBeNull();
    expect(addressQuery(readTyped('mawar 12'))).toBe('{address} : ("mawar"* AND "12"*)');
    expect(personQuery(readTyped('a" OR name:*'))).not.toContain('""');
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
