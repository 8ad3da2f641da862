import { codeOf } from '../rules/lists.ts';
import { parseDate, splitBirth } from '../rules/parse-date.ts';
import { parseRtRw } from '../rules/rt-rw.ts';

/** The target that a column's values look like, with the share of them that does; null when they look like nothing known. */
export function lookOf(values: readonly string[], today: string): string | null {
  const said = values.map((value) => value.trim()).filter((value) => value !== '' && value !== '-' && value.toUpperCase() !== 'NULL');
  if (said.length < LEAST_VALUES) return null;
  for (const [target, fits] of looks) {
    const fitting = said.filter((value) => fits(value, today));
    if (fitting.length >= said.length * (target === '@number' ? NUMBER_SHARE : SHARE)) return target === '@number' ? numbersAre(fitting) : target;
  }
  return null;
}

const LEAST_VALUES = 3;
const SHARE = 0.8;
/** Sixteen digits are unlike anything else: subtotals, broken cells and two in a cell may stand between them. */
const NUMBER_SHARE = 0.7;

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

/** A NIK is each person's own, and women's have 40 added to the day; a No KK repeats. Where neither shows, the column alone does not tell: `@number`. */
function numbersAre(values: readonly string[]): string {
  const numbers = values.map(plainDigits);
  const isFemale = numbers.some((number) => Number(number.slice(6, 8)) > 40);
  if (isFemale) return 'nik';
  return new Set(numbers).size < numbers.length ? '@noKk' : '@number';
}

/** What a column of numbers is that does not tell by itself, where a date of birth stands beside most of them. */
export function numbersBeside(numbers: readonly string[], births: readonly string[], today: string): 'nik' | '@noKk' | null {
  const pairs = numbers.flatMap((number, at) => {
    const reading = parseDate(splitBirth(births[at] ?? '').date, { today });
    return /^\d{16}$/.test(plainDigits(number)) && reading.kind === 'date' ? [[plainDigits(number).slice(6, 12), reading.iso] as const] : [];
  });
  if (pairs.length < LEAST_VALUES) return null;
  const agreeing = pairs.filter(([digits, iso]) => digits === `${iso.slice(8, 10)}${iso.slice(5, 7)}${iso.slice(2, 4)}`);
  return agreeing.length * 2 >= pairs.length ? 'nik' : '@noKk';
}
