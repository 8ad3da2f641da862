import type { FieldValues } from '../../rules/field.ts';

const months = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'];
const short = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agt', 'Sep', 'Okt', 'Nop', 'Des'];

/** All the ways of a hand-made list to write a date (domain reference §6.4). */
const dateForms: readonly ((year: string, month: number, day: number) => string)[] = [
  (year, month, day) => `${day} ${(months[month - 1] ?? '').toUpperCase()} ${year}`,
  (year, month, day) => `${two(day)}/${two(month)}/${year}`,
  (year, month, day) => `${two(day)}-${two(month)}-${year}`,
  (year, month, day) => `${two(day)}.${two(month)}.${year}`,
  (year, month, day) => `${day} ${(short[month - 1] ?? '').toUpperCase()} ${year}`,
  (year, month, day) => `${day}/${month}/${year.slice(2)}`,
  (year, month, day) => `${two(day)} ${months[month - 1] ?? ''} ${year}`,
  (year, month, day) => `${year}-${two(month)}-${two(day)}`,
];

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Place and date of birth in one cell; a row in nine gives the date alone. */
export function splitBirthDate({ birthPlace, birthDate }: FieldValues, number: number): string | null {
  if (typeof birthDate !== 'string') return null;
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const date = dateForms[number % dateForms.length]?.(year, Number(month), Number(day)) ?? birthDate;
  return number % 9 === 2 || typeof birthPlace !== 'string' ? date : `${birthPlace}, ${date}`;
}
