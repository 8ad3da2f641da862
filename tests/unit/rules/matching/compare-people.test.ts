import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePeople } from '../../../../db/rules/matching/compare-people.ts';
import { explainMatch } from '../../../../db/rules/matching/explain-match.ts';
import type { MatchPerson } from '../../../../db/rules/matching/match-person.ts';

const siti: MatchPerson = {
  name: 'SITI ROSDIANA', nik: '6474036502850003', birthDate: '1985-02-25', sex: 2, birthPlace: 'BONTANG', fatherName: 'HASAN BASRI', motherName: 'RUKIAH',
  family: 'f1', noKk: '6474030101100004', address: 'JL. MAWAR NO. 3', rt: '003', rw: '001',
};
const elsewhere = { family: 'f2', noKk: '6474030101150009', address: 'JL. KENANGA NO. 8', rt: '010', rw: '002' };
const rarity = { people: 10_000, count: (word: string) => ({ SITI: 400, ROSDIANA: 12 })[word] ?? 5 };
const compare = (a: MatchPerson, b: MatchPerson): ReturnType<typeof comparePeople> => comparePeople(a, b, rarity);

describe('comparing two people', () => {
  test('the same NIK and a name in another spelling is sure', () => {
    expect(compare(siti, { ...siti, ...elsewhere, name: 'HJ. ST. ROSDIANNA' }).verdict).toBe('sure');
  });

  test('the same NIK with another name and birth date is a question', () => {
    expect(compare(siti, { ...siti, ...elsewhere, name: 'BUDI HARTONO', birthDate: '1990-11-02', sex: 1 }).verdict).toBe('doubt');
  });

  test('no NIK, but name, birth date and both parents the same is sure', () => {
    expect(compare(siti, { ...siti, ...elsewhere, nik: null }).verdict).toBe('sure');
  });

  test('a slip in the name and no NIK is a question', () => {
    const match = compare(siti, { ...siti, ...elsewhere, nik: null, name: 'SITI ROSDANA' });
    expect(match.verdict).toBe('doubt');
    expect(explainMatch(match.agreements, 'id')).toContain('Tanggal lahir sama');
    expect(explainMatch(match.agreements, 'en')[0]).toBe('Same birth date');
  });

  test('two NIK that differ in their serial alone are two people until somebody says otherwise', () => {
    const match = compare(siti, { ...siti, nik: '6474036502850004' });
    expect(match.verdict).toBe('doubt');
    expect(match.agreements.find(({ field }) => field === 'nik')?.weight).toBe(0);
  });

  test('twins are no question', () => {
    expect(compare(siti, { ...siti, name: 'SITI MARYAM', nik: '6474036502850004' }).verdict).toBe('none');
    expect(compare({ ...siti, nik: null }, { ...siti, name: 'SITI MARYAM', nik: null }).verdict).toBe('none');
  });

  test('a first name alone does not say which of two twins it is, though the NIK is the same', () => {
    const twin = { ...siti, ...elsewhere };
    expect(compare(siti, { ...twin, name: 'SITI' }).verdict).toBe('doubt');
    expect(compare(siti, { ...twin, name: 'SITI R.' }).verdict).toBe('doubt');
    expect(compare({ ...siti, name: 'SITI ROSDIANA PUTRI' }, { ...twin, name: 'SITI ROSDIANA' }).verdict).toBe('sure');
    expect(compare({ ...siti, name: 'ROSDIANA' }, { ...twin, name: 'ROSDIANNAH' }).verdict).toBe('sure');
  });

  test('whoever shares birth date and parents but no word of the name is never one person', () => {
    const word = fc.string({ unit: fc.constantFrom(...'BCDGLMNPRSTAIU'), minLength: 4, maxLength: 9 });
    fc.assert(fc.property(word, word, fc.boolean(), (first, second, hasNik) => {
      const [a, b] = [{ ...siti, name: `${first}AAA`, nik: hasNik ? siti.nik : null }, { ...siti, name: `${second}KOK`, nik: hasNik ? '6474036502850004' : null }];
      const match = compare(a, b);
      const name = match.agreements.find(({ field }) => field === 'name');
      fc.pre(name?.kind === 'differs');
      expect(match.verdict).toBe('none');
    }), { numRuns: 300 });
  });

  test('a son named after his father is another person', () => {
    const father = { ...siti, name: 'HASAN BASRI', sex: 1, nik: '6474032502600001', birthDate: '1960-02-25', fatherName: 'UMAR', motherName: 'AMINAH' };
    expect(compare(father, { ...father, nik: '6474032502850002', birthDate: '1985-02-25', fatherName: 'HASAN BASRI', motherName: 'RUKIAH' }).verdict).toBe('none');
    expect(compare(father, { ...father, birthDate: '1985-02-25', fatherName: 'HASAN BASRI', motherName: 'RUKIAH' }).verdict).toBe('doubt');
  });

  const word = fc.constantFrom('SITI', 'ROSDIANA', 'RUSDIANA', 'NUR', 'HAYATI', 'M.', 'MUHAMMAD', 'RIZKI', 'RISKA', 'A', 'YULIA', 'YULI', 'YULIANA');
  const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(some, { nil: null });
  const name = maybe(fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')));
  const someone: fc.Arbitrary<MatchPerson> = fc.record({
    name, nik: maybe(fc.constantFrom('6474036502850003', '6474036502850004', '9171036502850003')), sex: maybe(fc.constantFrom(1, 2)),
    birthDate: maybe(fc.constantFrom('1985-02-25', '1985-03-04', '1985-04-03', '1986-03-04', '1960-12-31')), birthPlace: maybe(fc.constantFrom('BONTANG', 'SAMBAS')),
    fatherName: name, motherName: name, family: maybe(fc.constantFrom('f1', 'f2')), noKk: maybe(fc.constantFrom('6474030101100004', '6474030101150009')),
    address: maybe(fc.constantFrom('JL. MAWAR', 'JL. MELATI')), rt: maybe(fc.constantFrom('001', '002')), rw: maybe(fc.constantFrom('001', '002')),
  });

  test('is the same whichever comes first', () => {
    fc.assert(fc.property(someone, someone, (a, b) => {
      expect(compare(a, b)).toEqual(compare(b, a));
    }), { numRuns: 2000 });
  });

  test('a record with a NIK and a name is surely itself', () => {
    fc.assert(fc.property(someone, (a) => {
      fc.pre(a.nik !== null && a.name !== null);
      expect(compare(a, a).verdict).toBe('sure');
    }));
  });
});
