import { codeOf } from '../rules/lists.ts';
import { parseDate, splitBirth } from '../rules/parse-date.ts';
import { parseRtRw } from '../rules/rt-rw.ts';

/** The target that a column's values look like, with the share of them that does; null when they look like nothing known. */
export function lookOf(values: readonly string[], today: string): string | null {
  const said = values.map((value) => value.trim()).filter((value) => value !== '' && value !== '-' && value.toUpperCase() !== 'NULL');
  if (said.length < LEAST_VALUES) return null;
  for (const [target, fits] of looks) {
    if (said.filter((value) => fits(value, today)).length >= said.length * SHARE) return target === '@number' ? numbersAre(said) : target;
  }
  return null;
}

const LEAST_VALUES = 3;
const SHARE = 0.8;

const plainDigits = (value: string): string => value.replace(/[\s'’.\u00a0-]/g, '');

const looks: readonly (readonly [target: string, fits: (value: string, today: string) => boolean])[] = [
  ['@number', (value) => /^\d{16}$/.test(plainDigits(value))],
  ['@ttl', (value, today) => splitBirth(value).place.length > 2 && isDate(splitBirth(value).date, today)],
  ['birthDate', (value, today) => /\D/.test(value) && isDate(value, today)],
  ['@rtRw', (value) => /^\s*(RT|\d{1,3}\s*\/\s*\d{1,3}\s*$)/i.test(value) && parseRtRw(value).rt !== null],
  ['sex', (value) => /^(L|P|LK|PR|PRIA|WANITA|LAKI-? ?LAKI|PEREMPUAN)$/i.test(value)],
  ['shdk', (value) => !/^\d/.test(value) && codeOf('KK.shdk', value) !== null],
  ['maritalStatus', (value) => !/^\d/.test(value) && codeOf('KK.status_kawin', value) !== null],
  ['religion', (value) => !/^\d/.test(value) && codeOf('KK.agama', value) !== null],
  ['family.address', (value) => /^(JL|JLN|JALAN|GG|GANG|DUSUN|DSN|PERUM|KOMP|BLOK|LINGKUNGAN)\b/i.test(value)],
];

function isDate(text: string, today: string): boolean {
  const reading = parseDate(text, { today });
  return reading.kind === 'date' && reading.iso > '1900-01-01';
}

/** A NIK is each person's own; a No KK repeats, and its seventh to twelfth digit are a date without 40 added. */
function numbersAre(values: readonly string[]): string {
  const numbers = values.map(plainDigits);
  const repeats = numbers.length - new Set(numbers).size;
  const female = numbers.filter((number) => Number(number.slice(6, 8)) > 40).length;
  return female === 0 && repeats > 0 ? '@noKk' : female > 0 || repeats === 0 ? 'nik' : '@noKk';
}
