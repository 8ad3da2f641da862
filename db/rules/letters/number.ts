const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** The usual shape of a register number. */
export const usualPattern = '{kode}/{nomor}/{kantor}/{bulan}/{tahun}';

/** A register number by its pattern: classification, running number with the mark of the PC where there are several, short name of the office, month in Roman numerals, year. */
export function letterNumber(pattern: string, { code, sequence, mark = '', office, date }: { code: string; sequence: number; mark?: string; office: string; date: string }): string {
  const parts: Readonly<Record<string, string>> = { kode: code, nomor: `${String(sequence).padStart(3, '0')}${mark === '' ? '' : `.${mark}`}`, kantor: office, bulan: roman[Number(date.slice(5, 7)) - 1] ?? '', tahun: date.slice(0, 4) };
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole).replace(/\/{2,}/g, '/').replace(/^\/|\/$/g, '');
}

/** The same day some months later; the month's last day where it has no such day. */
export function monthsLater(date: string, count: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(day, last))).toISOString().slice(0, 10);
}

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** The mark of a PC in numbers: two characters of a digest. */
export function markOf(hex: string): string {
  return characters(hex, 2);
}

/** A code to type off paper: eight characters that are not mistaken for one another, of the first bytes of a digest. */
export function verificationCode(hex: string): string {
  const code = characters(hex, 8);
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

function characters(hex: string, length: number): string {
  return Array.from({ length }, (_, place) => letters[Number.parseInt(hex.slice(place * 4, place * 4 + 4), 16) % letters.length] ?? '2').join('');
}
