import { describe, expect, it } from 'vitest';
import { isRealDate } from '../../../db/rules/dates.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { nameKey } from '../../../db/rules/name-key.ts';
import { corrupt, damageIdentifier, drawErrorKinds, errorKinds, errorRates } from '../../../db/sample/error-model.ts';
import type { ErrorKind } from '../../../db/sample/error-model.ts';
import { createRandom } from '../../../db/sample/random.ts';

const person: FieldValues = {
  name: 'MUHAMMAD YUSUF HIDAYAT', nik: '6474030507850054', birthDate: '1985-07-05', birthPlace: 'BONTANG', sex: 1,
  fatherName: 'SULAIMAN', motherName: 'AMINAH',
};

function one(kind: ErrorKind, seed: string, values = person): FieldValues {
  return corrupt(values, createRandom(seed), [kind]).values;
}

/** Letters put in, taken out or changed between two texts. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const sorted = (text: unknown): string => [...String(text)].sort().join('');
const seeds = Array.from({ length: 40 }, (_, i) => `benih ${i}`);
const name = String(person.name);
const nik = String(person.nik);

/** What each kind must have done to the person, and nothing else. */
const proofs: Readonly<Record<ErrorKind, (values: FieldValues) => boolean>> = {
  'name-transposition': (v) => v.name !== name && sorted(v.name) === sorted(name),
  'name-drop': (v) => String(v.name).length === name.length - 1 && distance(String(v.name), name) === 1,
  'name-double': (v) => String(v.name).length === name.length + 1 && distance(String(v.name), name) === 1,
  'name-neighbour-key': (v) => String(v.name).length === name.length && distance(String(v.name), name) === 1,
  'name-spelling': (v) => v.name !== name && String(v.name).split(' ').length === 3,
  'name-shortened': (v) => name.startsWith(String(v.name)) && v.name !== name,
  'name-words-swapped': (v) => v.name === 'YUSUF MUHAMMAD HIDAYAT',
  'name-title': (v) => v.name === `H. ${name}`,
  'nik-digit': (v) => String(v.nik).length === 16 && distance(String(v.nik), nik) === 1,
  'nik-swap': (v) => v.nik !== nik && sorted(v.nik) === sorted(nik),
  'nik-missing': (v) => v.nik === null && v.nikReason === 5,
  'date-digit': (v) => v.birthDate !== person.birthDate && isRealDate(String(v.birthDate)),
  'date-day-month': (v) => v.birthDate === '1985-05-07',
  'date-year': (v) => String(v.birthDate).slice(4) === '-07-05' && v.birthDate !== person.birthDate,
  'birth-place-missing': (v) => v.birthPlace === null,
  'sex-missing': (v) => v.sex === null,
  'parents-missing': (v) => v.fatherName === null && v.motherName === null,
};

describe('error model', () => {
  it.each(errorKinds)('%s does what it names and leaves the rest alone', (kind) => {
    for (const seed of seeds) {
      const values = one(kind, seed);
      expect(proofs[kind](values), `${seed}: ${JSON.stringify(values)}`).toBe(true);
      const changed = Object.keys(values).filter((field) => values[field] !== person[field]);
      const own = { name: ['name'], nik: ['nik', 'nikReason'], date: ['birthDate'], birth: ['birthPlace'], sex: ['sex'], parents: ['fatherName', 'motherName'] };
      const mayChange: readonly string[] = own[kind.split('-')[0] as keyof typeof own];
      expect(changed.every((field) => mayChange.includes(field))).toBe(true);
    }
  });

  it('spells in ways that the name key still takes for the same name, mostly', () => {
    const same = seeds.filter((seed) => nameKey(String(one('name-spelling', seed).name)) === nameKey(name));
    expect(same.length).toBeGreaterThan(seeds.length / 2);
  });

  it('is the same for the same seed and does not touch what it was given', () => {
    const before = JSON.stringify(person);
    expect(one('name-drop', 'a')).toEqual(one('name-drop', 'a'));
    expect(JSON.stringify(person)).toBe(before);
  });

  it('names only the kinds that took hold', () => {
    const bare: FieldValues = { name: 'A', nik: null, birthDate: null };
    expect(corrupt(bare, createRandom('a'), errorKinds).kinds).toEqual(['name-title']);
    expect(corrupt({ birthDate: '1985-07-31' }, createRandom('a'), ['date-day-month']).kinds).toEqual([]);
  });

  it('draws kinds by their rates', () => {
    const random = createRandom('tarif');
    const drawn = Array.from({ length: 4000 }, () => drawErrorKinds(random));
    const share = (kind: ErrorKind): number => drawn.filter((kinds) => kinds.includes(kind)).length / drawn.length;
    const total = Object.values(errorRates).reduce((sum, rate) => sum + rate, 0);
    for (const kind of errorKinds) expect(Math.abs(share(kind) - (1.35 * errorRates[kind]) / total)).toBeLessThan(0.05);
    expect(drawn.filter((kinds) => kinds.length === 1).length / drawn.length).toBeGreaterThan(0.65);
  });

  it('damages identifiers as spreadsheets do', () => {
    expect(damageIdentifier(nik, 'number')).toBe(6474030507850050);
    expect(damageIdentifier(nik, 'scientific')).toBe('6,47403E+15');
    expect(damageIdentifier(nik, 'trailing-space')).toBe(`${nik}  `);
    expect(damageIdentifier(nik, 'apostrophe')).toBe(`'${nik}`);
    expect(damageIdentifier(nik, 'spaced')).toBe('6474 0305 0785 0054');
    expect(damageIdentifier(nik, 'no-break-space')).toBe(`${nik}\u00a0`);
  });
});
