import { describe, expect, test } from 'vitest';
import type { FieldValue } from '../../../db/rules/field.ts';
import { fieldDef } from '../../../db/rules/entities.ts';
import { defaultNeedRules, evaluateNeeds, needLabel, needReasonText } from '../../../db/rules/needs.ts';
import type { NeedRuleSet } from '../../../db/rules/needs.ts';
import { fieldsOfPart } from '../../../db/rules/needs/part-fields.ts';

const today = '2026-11-22';
type Values = Record<string, FieldValue>;
const needs = (family: Values, people: Values[] = [{}], rules?: NeedRuleSet) =>
  evaluateNeeds({ key: 'f', values: family }, people.map((values, index) => ({ key: `p${index}`, values })), today, rules);
const met = (need: string, family: Values, people?: Values[]) => needs(family, people).find((result) => result.need === need)?.met;
const coded = (list: string, code: number | null, raw: string) => ({ list, version: '', code, raw });

describe('the dwelling, over all generations of lists (domain reference §2.9)', () => {
  test('a house is decent where floor, wall and roof are known and fit', () => {
    expect(met('rumah', { floor: 5, wall: 3, roof: 3 })).toBe(true);
    expect(met('rumah', { floor: 5, wall: 3 })).toBeNull();
    for (const bad of [{ floor: 8 }, { floor: 7 }, { wall: 4 }, { wall: 6 }, { roof: 7 }]) {
      expect(met('rumah', { floor: 5, wall: 3, roof: 3, ...bad })).toBe(false);
    }
    expect(met('rumah', { floor: 6, wall: 3, roof: 3 })).toBe(true);
    expect(met('rumah', { floor: 5, wall: 3, roof: 3, floorArea: 14 }, [{}, {}])).toBe(false);
    expect(met('rumah', { floor: 5, wall: 3, roof: 3, floorArea: 15 }, [{}, {}])).toBe(true);
  });

  test('older lists and merged labels are judged by their own codes', () => {
    expect(met('rumah', { floor: coded('BDT15.lantai', 9, 'Tanah') })).toBe(false);
    const dtsen = {
      floor: coded('RSEK.303', null, 'Keramik/granit/marmer/ubin/tegel/teraso'), wall: 1, roof: coded('RSEK.305', null, 'Asbes/seng'),
    };
    expect(met('rumah', dtsen)).toBe(true);
    expect(met('rumah', { ...dtsen, floor: coded('RSEK.303', null, 'Pasir') })).toBeNull();
    expect(met('sanitasi', { toilet: 1, sewage: coded('RSEK.310', null, 'Tanpa tangki septik') })).toBe(false);
    expect(met('listrik', { lighting: 1, power1: coded('RSEK.307b1', null, '<= 900 watt') })).toBe(true);
    expect(met('rumah', { floor: coded('PPLS11.lantai', 2, 'Tanah') })).toBe(false);
  });

  test('Kalimantan: rain water is fit, open wells and surface water are not', () => {
    expect(met('air', { waterSource: 10 })).toBe(true);
    for (const source of [6, 8, 9, 11]) expect(met('air', { waterSource: source })).toBe(false);
    expect(met('air', { waterSource: 4, waterDistance: 1 })).toBe(false);
    expect(met('air', { waterSource: 4 })).toBe(true);
  });

  test('sanitation and electricity', () => {
    expect(met('sanitasi', { toilet: 1, toiletBowl: 1, sewage: 1 })).toBe(true);
    for (const bad of [{ toilet: 6 }, { toilet: 4 }, { toiletBowl: 4 }, { sewage: 3 }]) {
      expect(met('sanitasi', { toilet: 1, toiletBowl: 1, sewage: 1, ...bad })).toBe(false);
    }
    expect(met('listrik', { lighting: 4 })).toBe(false);
    expect(met('listrik', { lighting: 1, power1: 1 })).toBe(false);
    expect(met('listrik', { lighting: 1, power1: 2 })).toBe(true);
  });
});

describe('the people', () => {
  test('health insurance: everyone, by the form or by PBI', () => {
    expect(met('jaminan', {}, [{ healthInsurance: 1 }, { healthInsurance: 4 }])).toBe(true);
    expect(met('jaminan', {}, [{ healthInsurance: 1 }, { healthInsurance: 0 }])).toBe(false);
    expect(met('jaminan', {}, [{ healthInsurance: 1 }, { healthInsurance: 0, pbiPemda: 1 }])).toBe(true);
    expect(met('jaminan', {}, [{ healthInsurance: 1 }, {}])).toBeNull();
    expect(met('jaminan', {}, [{ healthInsurance: 99 }])).toBeNull();
    expect(met('jaminan', {}, [{ healthInsurance: 1 }, { healthInsurance: 0, status: 2 }])).toBe(true);
    expect(met('jaminan', {}, [{ healthInsurance: 1 }, { healthInsurance: 0, presence: 3 }])).toBe(true);
    expect(met('jaminan', {}, [{ healthInsurance: 1 }, { healthInsurance: 0, presence: 5 }])).toBe(false);
  });

  test('schooling of children from 7 to 18; families without any are not concerned', () => {
    expect(met('pendidikan', {}, [{ birthDate: '2016-01-01', schooling: 2 }])).toBe(true);
    expect(met('pendidikan', {}, [{ birthDate: '2016-01-01', schooling: 3, diploma: 23 }])).toBe(false);
    expect(met('pendidikan', {}, [{ birthDate: '2008-12-01', schooling: 3, diploma: 13 }])).toBe(true);
    expect(met('pendidikan', {}, [{ birthDate: '2008-12-01', schooling: 3, diploma: 8 }])).toBe(false);
    expect(met('pendidikan', {}, [{ birthDate: '1980-01-01', schooling: 1 }])).toBeNull();
  });

  test('work: someone of working age, and nobody works', () => {
    const adult = { birthDate: '1985-01-01', schooling: 3 };
    expect(met('pekerjaan', {}, [{ ...adult, works: 2 }])).toBe(false);
    expect(met('pekerjaan', {}, [{ ...adult, works: 2 }, { birthDate: '1950-01-01', works: 1 }])).toBe(true);
    expect(met('pekerjaan', {}, [{ ...adult }])).toBeNull();
    expect(met('pekerjaan', {}, [{ birthDate: '1950-01-01', works: 2 }])).toBeNull();
  });
});

test('a need says which answer caused it', () => {
  const sanitation = needs({ toilet: 6, sewage: 3 }).find(({ need }) => need === 'sanitasi');
  expect(sanitation?.because.map((reason) => needReasonText('id', reason))).toEqual([
    '309a Fasilitas buang air besar: Tidak ada fasilitas',
    '310 Pembuangan akhir tinja: Kolam/sawah/sungai/danau/laut',
  ]);
  expect(needs({ toilet: 1, sewage: 1 }).every(({ because }) => because.length === 0)).toBe(true);
  expect(needLabel('id', 'air')).toBe('Air minum layak');
  expect(needLabel('en', 'air')).toBe('Safe drinking water');
});

test('an office can bring its own rules as data: rain water unfit, and a need that was not there', () => {
  const rules: NeedRuleSet = {
    name: 'Kota', version: 2,
    needs: [
      { need: 'air', label: { id: 'Air', en: 'Water' }, agency: null, parts: [{ kind: 'answer', field: 'waterSource', unfit: { 'RSEK.306a': [10] } }] },
      { need: 'transport', label: { id: 'Transportasi', en: 'Transport' }, agency: null, parts: [{ kind: 'answer', field: 'motorcycle', unfit: { 'RSEK.416a': [2] } }] },
    ],
  };
  const replaced = JSON.parse(JSON.stringify(rules)) as NeedRuleSet;
  expect(needs({ waterSource: 10, motorcycle: 1 }, [{}], replaced).map(({ need, met: fit }) => [need, fit])).toEqual([
    ['air', false], ['transport', true],
  ]);
});

test('no need rests on an answer that is withheld between offices, so that every office sees the same needs', () => {
  for (const rule of defaultNeedRules.needs) {
    for (const part of rule.parts) {
      for (const { entity, field } of fieldsOfPart(part)) {
        const name = `${entity}.${field}`;
        const def = fieldDef(entity, field);
        expect(def, name).toBeDefined();
        expect(def?.withheld, name).toBeUndefined();
      }
    }
  }
});
