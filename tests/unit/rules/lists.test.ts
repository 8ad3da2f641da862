import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answerText, codeIn, codeList, codeLists, codeOf, coveredCodes, isValidSum, joinCodes, labelOf, normaliseLabel, readCode,
  relationshipToShdk, shdkToRelationship, splitSum,
} from '../../../db/rules/lists.ts';
import { aliases } from '../../../db/rules/lists/aliases.ts';
import { mergedLabels } from '../../../db/rules/lists/merged-labels.ts';

const bitLists = ['RSEK.411', 'RSEK.426', 'RSEK.431a', 'RSEK.431f'];

describe('code lists', () => {
  test('no list has a code twice or two labels that read the same', () => {
    for (const list of codeLists) {
      expect(new Set(list.codes.map(([code]) => code)).size, list.name).toBe(list.codes.length);
      expect(new Set(list.codes.map(([, label]) => normaliseLabel(label))).size, list.name).toBe(list.codes.length);
    }
    expect(new Set(codeLists.map((list) => list.name)).size).toBe(codeLists.length);
  });

  test('a code and its label lead to each other, however the label is written', () => {
    for (const list of codeLists) {
      for (const [code, label] of list.codes) {
        expect(labelOf(list.name, code)).toBe(label);
        expect(codeOf(list.name, ` ${label.toLowerCase()} `), `${list.name} ${label}`).toBe(code);
      }
    }
  });

  test('no alias contradicts a label or another alias of its list', () => {
    for (const [name, byCode] of Object.entries(aliases)) {
      const seen = new Map<string, number>((codeList(name)?.codes ?? []).map(([code, label]) => [normaliseLabel(label), code]));
      expect(seen.size, name).toBeGreaterThan(0);
      for (const [code, spellings] of Object.entries(byCode)) {
        for (const spelling of spellings) {
          const key = normaliseLabel(spelling);
          expect(seen.get(key) ?? Number(code), `${name} ${spelling}`).toBe(Number(code));
          seen.set(key, Number(code));
        }
      }
    }
  });

  test('sizes of the long lists', () => {
    const sizes = ['KK.pekerjaan', 'RSEK.417', 'RSEK.413', 'RSEK.415', 'RSEK.430', 'KK.shdk', 'RSEK.409'].map(
      (name) => codeList(name)?.codes.length,
    );
    expect(sizes).toEqual([89, 26, 22, 23, 18, 11, 8]);
  });

  test('the version decides when one is asked for', () => {
    expect(codeList('RSEK.303', '2022')?.name).toBe('RSEK.303');
    expect(codeList('RSEK.303', '2015')).toBeUndefined();
  });

  test('pendidikan 9 and 10 are Strata II and III', () => {
    expect(labelOf('KK.pendidikan', 9)).toBe('STRATA II');
    expect(labelOf('KK.pendidikan', 10)).toBe('STRATA III');
  });
});

describe('reading answers', () => {
  test.each([
    ['RSEK.405', 'Lk', 1], ['RSEK.405', 'PEREMPUAN', 2], ['RSEK.405', 'wanita', 2], ['RSEK.405', '2', 2],
    ['RSEK.408', 'CH', 3], ['RSEK.408', 'KAWIN TERCATAT', 2], ['RSEK.408', 'Kawin Belum Tercatat', 2],
    ['KK.agama', 'KATOLIK', 3], ['KK.agama', 'BUDDHA', 5], ['KK.agama', 'KONGHUCU', 6],
    ['KK.shdk', 'ORANG TUA', 7], ['KK.pendidikan', 'TAMAT SD/SEDERAJAT', 3], ['KK.gol_darah', 'Tdk Th', 13],
    ['KK.pendidikan', 'DIPLOMA I/II', 6], ['KK.pendidikan', 'DIPLOMA III', 7], ['KK.pendidikan', 'AKADEMI/DIPLOMA III/SARJANA MUDA', 7],
    ['KK.gol_darah', 'A+', 5], ['KK.gol_darah', 'A-', 6], ['KK.gol_darah', 'AB', 3], ['RSEK.425', '&ge; 4.167 juta (besar)', 7],
    ['RSEK.306b', '>= 10 meter', 2], ['RSEK.307b1', '> 2.200 watt', 5], ['RSEK.307b1', '2.200 watt', 4],
    ['RSEK.301b', 'Sertfikat selain SHM (SHGB, SHSRS)', 4], ['RSEK.303', 8, 8], ['RSEK.303', '8.0', 8],
  ])('%s %s', (list, raw, code) => {
    expect(readCode(list, raw)).toBe(code);
  });

  test('empty marks are empty', () => {
    for (const raw of ['', '-', ' NULL ', '#N/A']) expect(readCode('KK.gol_darah', raw)).toBeNull();
  });

  test('an unknown label is kept, never dropped', () => {
    expect(readCode('RSEK.303', 'Pasir laut')).toEqual({ list: 'RSEK.303', version: '2022', code: null, raw: 'Pasir laut' });
    expect(readCode('RSEK.303', 77)).toEqual({ list: 'RSEK.303', version: '2022', code: null, raw: '77' });
  });

  test('a DTSEN merged label has no code, and covers the right ones', () => {
    const answer = readCode('RSEK.307b1', '<= 900 WATT');
    expect(answer).toEqual({ list: 'RSEK.307b1', version: 'DTSEN-2026', code: null, raw: '<= 900 WATT' });
    expect(coveredCodes('RSEK.303', 'KERAMIK/GRANIT/MARMER/UBIN/TEGEL/TERASO')).toEqual([1, 2, 4]);
    expect(coveredCodes('RSEK.310', 'Tanpa tangki septik')).toEqual([3, 4, 5, 6]);
    for (const [list, labels] of Object.entries(mergedLabels)) {
      for (const [, covers] of labels) for (const code of covers) expect(labelOf(list, code)).toBeDefined();
    }
  });

  test('a code of another list is no code of this one', () => {
    expect(codeIn('RSEK.303', { list: 'BDT15.lantai', version: '2015', code: 9, raw: 'Tanah' })).toBeNull();
    expect(codeIn('BDT15.lantai', { list: 'BDT15.lantai', version: '2015', code: 9, raw: 'Tanah' })).toBe(9);
    expect(codeIn('RSEK.303', 8)).toBe(8);
    expect(codeIn('RSEK.303', null)).toBeNull();
  });

  test('BDT 2015: an even item says 3 for yes, not an unknown answer', () => {
    expect(readCode('BDT15.ya_tidak_genap', 3)).toBe(3);
    expect(labelOf('BDT15.ya_tidak_genap', 3)).toBe('Ya');
    expect(labelOf('BDT15.ya_tidak_genap', 1)).toBeUndefined();
  });

  test('an answer reads as its label, its raw text, or its parts', () => {
    expect(answerText('RSEK.303', 8)).toBe('Tanah');
    expect(answerText('RSEK.303', { list: 'RSEK.303', version: '2022', code: null, raw: 'Pasir' })).toBe('Pasir');
    expect(answerText('RSEK.411', 5)).toBe('Akta Kelahiran, KTP');
    expect(answerText('RSEK.411', 0)).toBe('Tidak memiliki');
    expect(answerText('RSEK.303', null)).toBe('');
  });
});

describe('sums of ticked codes', () => {
  test('valid sums are those of the list, and 99 alone', () => {
    expect(isValidSum('RSEK.411', 7)).toBe(true);
    expect(isValidSum('RSEK.411', 8)).toBe(false);
    expect(isValidSum('RSEK.411', 99)).toBe(false);
    expect(isValidSum('RSEK.431a', 99)).toBe(true);
    expect(isValidSum('RSEK.431a', 100)).toBe(false);
    expect(isValidSum('RSEK.431a', -1)).toBe(false);
    expect(isValidSum('RSEK.426', 1.5)).toBe(false);
    expect(isValidSum('RSEK.nothing', 0)).toBe(false);
  });

  test('what is split joins to the same sum', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bitLists), fc.nat(120), (list, sum) => {
        if (isValidSum(list, sum)) expect(joinCodes(splitSum(list, sum))).toBe(sum);
      }),
    );
  });

  test('none and do-not-know stand alone: the last one ticked wins', () => {
    expect(joinCodes([1, 4, 99])).toBe(99);
    expect(joinCodes([99, 4])).toBe(4);
    expect(joinCodes([1, 2, 0])).toBe(0);
  });
});

test('SHDK of the family card and relationship of the form', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(shdkToRelationship)).toEqual([1, 2, 2, 3, 4, 5, 6, 6, 8, 7, 8]);
  expect(shdkToRelationship(12)).toBeNull();
  expect(relationshipToShdk(2, 1)).toEqual([2]);
  expect(relationshipToShdk(2, 2)).toEqual([3]);
  for (let shdk = 1; shdk <= 11; shdk += 1) {
    expect(relationshipToShdk(shdkToRelationship(shdk) ?? 0, null)).toContain(shdk);
  }
});
