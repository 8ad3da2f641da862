import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jaroWinkler } from '../../../db/rules/jaro-winkler.ts';
import { nameKey, plainName } from '../../../db/rules/name-key.ts';

describe('one name in its usual spellings has one key', () => {
  test.each([
    [['Muhammad Yusuf', 'Mohamad Jusuf', 'Moh. Yusuf', 'M. Yusuf', 'M.YUSUF', 'Muhamad Joesoef', 'MUH YUSUP', 'Mochammad Yusuf']],
    [['Abdul Rahman', 'Abd. Rahman', 'ABD RACHMAN', 'ABDL RAHMAN']],
    [['Siti Aisyah', 'St. Aisjah', 'ST AISAH', 'Sitti Aisyah']],
    [['Ahmad', 'Achmad', 'Akhmad', 'ACHMAD, SE']],
    [['Soekarno', 'Sukarno']],
    [['Djoko', 'Joko']],
    [['Tjahyo', 'Cahyo']],
    [['Sjamsul', 'Syamsul', 'Samsul']],
    [['Zaenal', 'Zainal']],
    [['Arief', 'Arif']],
    [['Khairul', 'Hairul', 'Chairul']],
    [['Nurjannah', 'Nurjanah', 'NURYANAH']],
    [['HJ. AMINAH', 'Aminah', 'AMINAH (ALM)', 'DG. AMINAH', 'Alm. Aminah']],
    [['Rizky', 'Riski', 'RIZQI']],
    [['Budi Santoso SE', 'BUDI SANTOSO, S.E., M.Si', 'Drs. Budi Santoso', 'H. BUDI  SANTOSO, S.Pd']],
    [['ANDI BIN UMAR', 'ANDI UMAR']],
    [['Hidayat', 'Hidajat']],
    [['Nurhayati', 'Noerhajati', 'Nurhaiyati']],
    [['Nur Hasan', 'Noor Hasan', 'NOER HASAN']],
    [['Khadijah', 'Hadijah', 'Khodijah']],
    [['Sulaiman', 'Soelaiman', 'Suleman']],
    [['Fatimah', 'Patimah', 'Fathimah']],
    [['Dzulkifli', 'Zulkifli', 'SULKIPLI']],
  ])('%j', (names) => {
    expect(new Set(names.map(nameKey)).size, names.map(nameKey).join(' | ')).toBe(1);
  });

  test('different names stay different', () => {
    const names = ['SITI AMINAH', 'SITI AISYAH', 'BUDI SANTOSO', 'BUDI SANTOSA', 'AHMAD', 'MUHAMMAD', 'RAHMAN', 'ROHMAN', 'DEWI', 'DEDI'];
    expect(new Set(names.map(nameKey)).size).toBe(names.length);
  });

  test('a name that is only a title keeps it', () => {
    expect(nameKey('H')).toBe('H');
    expect(plainName('Haji')).toBe('HAJI');
    expect(nameKey('')).toBe('');
  });

  test('plain names lose titles, not letters', () => {
    expect(plainName('Hj. Siti  Aisjah, S.Pd')).toBe('SITI AISJAH');
    expect(plainName("NUR'AINI")).toBe('NURAINI');
    expect(plainName('José')).toBe('JOSE');
  });
});

const nameLike = fc.oneof(
  fc.stringMatching(/^[A-Za-z .,'-]{0,40}$/),
  fc.array(fc.constantFrom('H.', 'HJ', 'M.', 'MOH', 'ST', 'S.PD', 'SE', ',', 'CHJ', 'IJAH', 'BIN', 'AISYAH', 'DJOE', 'KHJ', 'YY'), { maxLength: 6 }).map(
    (words) => words.join(' '),
  ),
);

test('a key is its own key, and a plain name its own plain name', () => {
  fc.assert(
    fc.property(nameLike, (name) => {
      expect(nameKey(nameKey(name))).toBe(nameKey(name));
      expect(plainName(plainName(name))).toBe(plainName(name));
      expect(nameKey(name)).toMatch(/^[A-Z]*( [A-Z]+)*$/);
    }),
    { numRuns: 2000 },
  );
});

test('Jaro-Winkler: published values, symmetry, bounds', () => {
  expect(jaroWinkler('MARTHA', 'MARHTA')).toBeCloseTo(0.9611, 4);
  expect(jaroWinkler('DWAYNE', 'DUANE')).toBeCloseTo(0.84, 4);
  expect(jaroWinkler('DIXON', 'DICKSONX')).toBeCloseTo(0.8133, 4);
  expect(jaroWinkler('', 'A')).toBe(0);
  expect(jaroWinkler('ABC', 'XYZ')).toBe(0);
  fc.assert(
    fc.property(fc.stringMatching(/^[A-D]{0,12}$/), fc.stringMatching(/^[A-D]{0,12}$/), (a, b) => {
      const likeness = jaroWinkler(a, b);
      expect(likeness).toBeGreaterThanOrEqual(0);
      expect(likeness).toBeLessThanOrEqual(1);
      expect(likeness === 1).toBe(a === b);
      expect(jaroWinkler(b, a)).toBeCloseTo(likeness, 10);
    }),
  );
});
