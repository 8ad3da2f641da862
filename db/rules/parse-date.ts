import { addDays, isoDate, isRealDate } from './dates.ts';
import { fullYear } from './identifier.ts';
import { parseNik } from './nik.ts';

/** What a cell or an entry says about a date. */
export type DateReading =
  /** `alternative` is the date with day and month exchanged, when nothing tells which was meant. */
  | { readonly kind: 'date'; readonly iso: string; readonly alternative?: string }
  | { readonly kind: 'empty' }
  /** Only a year was given; never made into a day. */
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'invalid'; readonly reason: 'unreadable' | 'calendar' | 'future' };

export interface DateContext {
  /** `YYYY-MM-DD`; decides two-digit years and what is in the future. */
  readonly today: string;
  /** The NIK on the same row, which settles which of day and month is which. */
  readonly nik?: string | null;
  /** The workbook counts its days from 1904. */
  readonly date1904?: boolean;
  /** Dates after today are fine (the end of a programme). */
  readonly future?: boolean;
}

const empty: DateReading = { kind: 'empty' };
const unreadable: DateReading = { kind: 'invalid', reason: 'unreadable' };
const calendar: DateReading = { kind: 'invalid', reason: 'calendar' };

const sentinels = new Set(['', '-', '--', 'NULL', '#N/A', 'N/A', '0', '00/00/0000', '00-00-0000', '0000-00-00', '1900-01-00']);

const dayName = /^(SENIN|SELASA|RABU|KAMIS|JUM'? ?AT|SABTU|MINGGU|AHAD),? +(?=\d)/;

const monthNames: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'JAN JANUARI JANUARY',
    'FEB FEBRUARI FEBRUARY PEB PEBRUARI',
    'MAR MARET MARCH MRT',
    'APR APRIL',
    'MEI MAY',
    'JUN JUNI JUNE',
    'JUL JULI JULY',
    'AGT AGU AGS AGUSTUS AUG AUGUST AGUST',
    'SEP SEPT SEPTEMBER',
    'OKT OKTOBER OCT OCTOBER',
    'NOV NOP NOVEMBER NOPEMBER',
    'DES DESEMBER DEC DECEMBER',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1])),
);

/** Reads a date as the files and clerks write it. Domain reference §6.4. */
export function parseDate(raw: string | number | null | undefined, context: DateContext): DateReading {
  if (raw === null || raw === undefined) return empty;
  if (typeof raw === 'number') return readSerial(raw, context);
  const text = raw
    .replace(/[\u00a0\u200b-\u200d\ufeff'`]/g, ' ')
    .replace(/[–—]/g, '-')
    .trim()
    .toUpperCase()
    .replace(dayName, '');
  if (sentinels.has(text)) return empty;
  const bare = text.replace(/[T ]\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?Z?$/, '').trim();
  return readIso(bare, context) ?? readNumeric(bare, context) ?? readNamed(bare, context) ?? readDigits(bare, context);
}

/** `1970-01-01` is what software writes for nothing, unless the NIK says so too. */
function readIso(text: string, context: DateContext): DateReading | null {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (!match) return null;
  const iso = isoDate(Number(match[1]), Number(match[2]), Number(match[3]));
  if (iso === '1970-01-01' && !agrees(iso, context.nik)) return empty;
  return settle(iso, context);
}

function readNumeric(text: string, context: DateContext): DateReading | null {
  const match = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$/.exec(text);
  if (!match?.[3]) return null;
  const [first, second] = [Number(match[1]), Number(match[2])];
  const year = match[3].length === 4 ? Number(match[3]) : fullYear(Number(match[3]), context.today);
  const dayFirst = isoDate(year, second, first);
  const monthFirst = isoDate(year, first, second);
  if (dayFirst === null || monthFirst === null || dayFirst === monthFirst) return settle(dayFirst ?? monthFirst, context);
  if (agrees(dayFirst, context.nik)) return settle(dayFirst, context);
  if (agrees(monthFirst, context.nik)) return settle(monthFirst, context);
  return settle(dayFirst, context, monthFirst);
}

function readNamed(text: string, context: DateContext): DateReading | null {
  const match = /^(\d{1,2})[\s\-/.]*([A-Z]+)[\s\-/.]*(\d{4}|\d{2})$/.exec(text);
  if (!match?.[2] || !match[3]) return null;
  const month = monthNames[match[2]];
  if (month === undefined) return unreadable;
  const year = match[3].length === 4 ? Number(match[3]) : fullYear(Number(match[3]), context.today);
  return settle(isoDate(year, month, Number(match[1])), context);
}

/** Digits alone: a year, `ddmmyyyy`, or a serial number written as text. */
function readDigits(text: string, context: DateContext): DateReading {
  if (/^\d{4}$/.test(text)) return readYear(Number(text), context);
  if (/^\d{8}$/.test(text)) {
    return settle(isoDate(Number(text.slice(4)), Number(text.slice(2, 4)), Number(text.slice(0, 2))), context);
  }
  if (/^\d{5}(\.\d+)?$/.test(text)) return readSerial(Number(text), context);
  return unreadable;
}

function readYear(year: number, context: DateContext): DateReading {
  return year >= 1880 && year <= Number(context.today.slice(0, 4)) + 1 ? { kind: 'year', year } : unreadable;
}

/**
 * An Excel serial number. Small ones are years that someone typed (1948 as a serial is 1 May 1905). Excel may have read
 * `05/07/1985` as 7 May on a PC with American settings: where the NIK says so, the exchange is offered.
 */
function readSerial(serial: number, context: DateContext): DateReading {
  if (serial === 0) return empty;
  if (!Number.isFinite(serial) || serial < 0 || serial > 100_000) return unreadable;
  const days = Math.floor(serial);
  if (days >= 1880 && days <= Number(context.today.slice(0, 4)) + 1) return readYear(days, context);
  const iso = context.date1904 ? addDays('1904-01-01', days) : serialDate(days);
  if (iso === '1970-01-01' && !agrees(iso, context.nik)) return empty;
  const exchanged = isoDate(Number(iso.slice(0, 4)), Number(iso.slice(8)), Number(iso.slice(5, 7)));
  const doubtful = exchanged !== null && exchanged !== iso && !agrees(iso, context.nik) && agrees(exchanged, context.nik);
  return settle(iso, context, doubtful ? exchanged : undefined);
}

/** Excel counts a 29 February 1900 that never was. */
function serialDate(days: number): string {
  return addDays('1899-12-30', days < 60 ? days + 1 : days);
}

function settle(iso: string | null, context: DateContext, alternative?: string): DateReading {
  if (iso === null || !isRealDate(iso)) return calendar;
  if (iso > context.today && !context.future) {
    if (alternative !== undefined && alternative <= context.today) return { kind: 'date', iso: alternative };
    return { kind: 'invalid', reason: 'future' };
  }
  if (alternative === undefined || (alternative > context.today && !context.future)) return { kind: 'date', iso };
  return { kind: 'date', iso, alternative };
}

/** Whether the six date digits of a NIK are those of this date. */
function agrees(iso: string, nik: string | null | undefined): boolean {
  const parts = nik ? parseNik(nik) : null;
  if (!parts) return false;
  const [year, month, day] = [Number(iso.slice(2, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8))];
  return parts.year === year && parts.month === month && parts.day === day;
}

/** Splits `BONTANG, 17 AGUSTUS 1948` (TTL) into place and the text of the date; a part that is missing is empty. */
export function splitBirth(text: string): { readonly place: string; readonly date: string } {
  const match = /^\s*([^\d,]*?)\s*[,/]?\s*(\d.*)?$/.exec(text.replace(/\u00a0/g, ' '));
  return { place: (match?.[1] ?? '').replace(/[\s,.\-/]+$/, ''), date: (match?.[2] ?? '').trim() };
}
