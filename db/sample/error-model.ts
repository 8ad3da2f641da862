import { addDays, isRealDate } from '../rules/dates.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { spellings } from './name-lists.ts';
import type { Random } from './random.ts';

/**
 * The errors of offices, fixed here and nowhere else, so that duplicates, truth tables and damaged files of tests and
 * benches always mean the same. They are done to made-up people only. Persons are corrupted by `corrupt`; cells of a spreadsheet by `damageIdentifier`.
 */

/** What may go wrong with one person's values. */
export const errorKinds = [
  'name-transposition', 'name-drop', 'name-double', 'name-neighbour-key', 'name-spelling', 'name-shortened', 'name-words-swapped',
  'name-title',
  'nik-digit', 'nik-swap', 'nik-missing',
  'date-digit', 'date-day-month', 'date-year',
  'birth-place-missing', 'sex-missing', 'parents-missing',
] as const;
export type ErrorKind = (typeof errorKinds)[number];

/** How often each error occurs among the errors of copied records (shares, not probabilities). */
export const errorRates: Readonly<Record<ErrorKind, number>> = {
  'name-transposition': 8,
  'name-drop': 10,
  'name-double': 6,
  'name-neighbour-key': 9,
  'name-spelling': 20,
  'name-shortened': 8,
  'name-words-swapped': 3,
  'name-title': 5,
  'nik-digit': 5,
  'nik-swap': 4,
  'nik-missing': 7,
  'date-digit': 4,
  'date-day-month': 4,
  'date-year': 3,
  'birth-place-missing': 6,
  'sex-missing': 2,
  'parents-missing': 6,
};

export interface Corrupted {
  readonly values: FieldValues;
  /** The kinds that took hold: one that finds nothing to spoil (no NIK, a one-letter name) leaves no trace here. */
  readonly kinds: readonly ErrorKind[];
}

/** A copy of a person's values with these errors, in this order; the values given are left alone. */
export function corrupt(person: FieldValues, random: Random, kinds: readonly ErrorKind[]): Corrupted {
  let values = person;
  const done: ErrorKind[] = [];
  for (const kind of kinds) {
    const changes = changesOf(kind, values, random);
    if (!changes) continue;
    values = { ...values, ...changes };
    done.push(kind);
  }
  return { values, kinds: done };
}

/** One to three kinds, drawn by their rates; most copies have one error. */
export function drawErrorKinds(random: Random): readonly ErrorKind[] {
  const table = errorKinds.map((kind) => [kind, errorRates[kind]] as const);
  const count = random.weighted([[1, 70], [2, 24], [3, 6]]);
  return [...new Set(Array.from({ length: count }, () => random.weighted(table)))];
}

type Changes = Record<string, FieldValue>;

function changesOf(kind: ErrorKind, values: FieldValues, random: Random): Changes | undefined {
  const text = (field: string): string => (typeof values[field] === 'string' ? values[field] : '');
  const changed = (field: string, value: string | undefined): Changes | undefined =>
    value === undefined || value === '' || value === text(field) ? undefined : { [field]: value };
  const emptied = (...fields: string[]): Changes | undefined =>
    fields.some((field) => values[field] !== null && values[field] !== undefined) ? Object.fromEntries(fields.map((field) => [field, null])) : undefined;
  switch (kind) {
    case 'name-transposition':
      return changed('name', transpose(text('name'), random));
    case 'name-drop':
      return changed('name', atLetter(text('name'), random, () => ''));
    case 'name-double':
      return changed('name', atLetter(text('name'), random, (letter) => letter + letter));
    case 'name-neighbour-key':
      return changed('name', atLetter(text('name'), random, (letter) => neighbour(letter, random)));
    case 'name-spelling':
      return changed('name', respell(text('name'), random));
    case 'name-shortened':
      return changed('name', shorten(text('name'), random));
    case 'name-words-swapped':
      return changed('name', swapWords(text('name')));
    case 'name-title':
      return changed('name', toggleTitle(text('name'), values.sex));
    case 'nik-digit':
      return changed('nik', slipDigit(text('nik'), random));
    case 'nik-swap':
      return changed('nik', swapDigits(text('nik'), random));
    case 'nik-missing':
      return text('nik') ? { nik: null, nikReason: 5 } : undefined;
    case 'date-digit':
      return changed('birthDate', slipDate(text('birthDate'), random));
    case 'date-day-month':
      return changed('birthDate', swapDayMonth(text('birthDate')));
    case 'date-year':
      return changed('birthDate', slipYear(text('birthDate'), random));
    case 'birth-place-missing':
      return emptied('birthPlace');
    case 'sex-missing':
      return emptied('sex');
    case 'parents-missing':
      return emptied('fatherName', 'motherName');
  }
}

/** Two neighbouring letters that differ change places. */
function transpose(name: string, random: Random): string | undefined {
  const places = letterPlaces(name).filter((at) => /[A-Z]/.test(name[at + 1] ?? '') && name[at] !== name[at + 1]);
  if (places.length === 0) return undefined;
  const at = random.pick(places);
  return name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2);
}

function atLetter(name: string, random: Random, change: (letter: string) => string): string | undefined {
  const places = letterPlaces(name);
  if (places.length < 4) return undefined;
  const at = random.pick(places);
  return name.slice(0, at) + change(name[at] ?? '') + name.slice(at + 1);
}

/** Places of letters but the first, which people get right. */
function letterPlaces(name: string): number[] {
  return [...name].flatMap((letter, at) => (at > 0 && /[A-Z]/.test(letter) ? [at] : []));
}

const keyRows = ['QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'] as const;

/** The letter left or right of it on the keyboard. */
function neighbour(letter: string, random: Random): string {
  const row = keyRows.find((keys) => keys.includes(letter)) ?? letter;
  const at = row.indexOf(letter);
  return random.pick([row[at - 1], row[at + 1]].filter((key) => key !== undefined).concat(row.length > 1 ? [] : [letter]));
}

/** Letter groups that are written in several ways: old and new spelling, Arabic sounds. */
const letterHabits: readonly (readonly [string, string])[] = [
  ['U', 'OE'], ['J', 'DJ'], ['Y', 'J'], ['C', 'TJ'], ['SY', 'SJ'], ['SY', 'S'], ['KH', 'H'], ['DZ', 'Z'], ['F', 'P'], ['TH', 'T'],
  ['IA', 'IYA'], ['IY', 'I'], ['UDD', 'UD'], ['AH', 'A'], ['MM', 'M'], ['NN', 'N'],
];

/** Another spelling of one word (Muhammad → Moh.), or of one group of letters (u → oe). */
function respell(name: string, random: Random): string | undefined {
  const words = name.split(' ');
  const group = (word: string): readonly string[] | undefined =>
    spellings[word] ?? Object.values(spellings).find((variants) => variants.includes(word));
  const places = words.flatMap((word, at) => (group(word) ? [at] : []));
  if (places.length > 0) {
    const at = random.pick(places);
    const others = (group(words[at] ?? '') ?? []).filter((variant) => variant !== words[at]);
    return words.with(at, random.pick(others)).join(' ');
  }
  const habits = letterHabits.filter(([from]) => name.includes(from));
  if (habits.length === 0) return undefined;
  const [from, to] = random.pick(habits);
  return name.replace(from, to);
}

/** A later word left out or cut to its first letter. */
function shorten(name: string, random: Random): string | undefined {
  const words = name.split(' ');
  if (words.length < 2) return undefined;
  const last = words.at(-1) ?? '';
  return random.chance(0.5) ? words.slice(0, -1).join(' ') : [...words.slice(0, -1), last.slice(0, 1)].join(' ');
}

function swapWords(name: string): string | undefined {
  const [first, second, ...rest] = name.split(' ');
  return first && second ? [second, first, ...rest].join(' ') : undefined;
}

/** A pilgrim's title added or left out. */
function toggleTitle(name: string, sex: FieldValue | undefined): string {
  const without = name.replace(/^HJ?\. /, '');
  return without === name ? `${sex === 2 ? 'HJ.' : 'H.'} ${name}` : without;
}

function slipDigit(digits: string, random: Random): string | undefined {
  if (digits === '') return undefined;
  const at = random.between(0, digits.length - 1);
  const slipped = (Number(digits[at]) + random.between(1, 9)) % 10;
  return digits.slice(0, at) + String(slipped) + digits.slice(at + 1);
}

function swapDigits(digits: string, random: Random): string | undefined {
  const places = [...digits].flatMap((digit, at) => (at + 1 < digits.length && digit !== digits[at + 1] ? [at] : []));
  if (places.length === 0) return undefined;
  const at = random.pick(places);
  return digits.slice(0, at) + (digits[at + 1] ?? '') + (digits[at] ?? '') + digits.slice(at + 2);
}

function slipDate(date: string, random: Random): string | undefined {
  return isRealDate(date) ? addDays(date, random.pick([-10, -1, 1, 10])) : undefined;
}

function swapDayMonth(date: string): string | undefined {
  const swapped = `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`;
  return isRealDate(swapped) ? swapped : undefined;
}

function slipYear(date: string, random: Random): string | undefined {
  if (date === '') return undefined;
  const slipped = `${Number(date.slice(0, 4)) + random.pick([-10, -1, 1])}${date.slice(4)}`;
  return isRealDate(slipped) ? slipped : undefined;
}

/** What spreadsheets do to a NIK or No KK. */
export const damageKinds = ['number', 'scientific', 'trailing-space', 'apostrophe', 'spaced', 'no-break-space'] as const;
export type DamageKind = (typeof damageKinds)[number];

/**
 * A damaged identifier cell: `number` is what Excel keeps of 16 digits, fifteen and a zero; `scientific` the text of a
 * cell copied as shown; the others can be repaired.
 */
export function damageIdentifier(digits: string, kind: DamageKind): string | number {
  switch (kind) {
    case 'number':
      return Number(`${digits.slice(0, 15)}0`);
    case 'scientific':
      return `${digits.slice(0, 1)},${digits.slice(1, 6)}E+${digits.length - 1}`;
    case 'trailing-space':
      return `${digits}  `;
    case 'apostrophe':
      return `'${digits}`;
    case 'spaced':
      return [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8, 12), digits.slice(12)].join(' ');
    case 'no-break-space':
      return `${digits}\u00a0`;
  }
}
