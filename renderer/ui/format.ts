import { language } from '../text/text.ts';
import { localeOf } from '../text/fill.ts';

/** A number with the language's separators: 1.234.567. Null gives an empty text. */
export function formatNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : new Intl.NumberFormat(localeOf(language())).format(value);
}

/** Rupiah without cents: Rp1.250.000. */
export function formatRupiah(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : `Rp${new Intl.NumberFormat('id-ID').format(value)}`;
}

function fromIsoDate(date: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  return match ? new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))) : null;
}

/** The month of a date, short: "Nov 2026"; whole where there is room: "November 2026". */
export function formatMonth(date: string, month: 'short' | 'long' = 'short'): string {
  const parsed = fromIsoDate(date);
  return parsed ? new Intl.DateTimeFormat(localeOf(language()), { month, year: 'numeric', timeZone: 'UTC' }).format(parsed) : date;
}

/** A `YYYY-MM-DD` date in words: 5 Juli 1985. Null gives an empty text; anything else is shown as it is. */
export function formatDate(date: string | null | undefined): string {
  if (!date) return '';
  const parsed = fromIsoDate(date);
  return parsed ? new Intl.DateTimeFormat(localeOf(language()), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(parsed) : date;
}

/** A `YYYY-MM-DD` date for narrow columns: 05-07-1985. */
export function formatShortDate(date: string | null | undefined): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? '');
  return match ? `${match[3]}-${match[2]}-${match[1]}` : (date ?? '');
}

/** A moment (ISO text) as local date and time: 22 November 2026 14.05. */
export function formatMoment(moment: string | null | undefined): string {
  if (!moment) return '';
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  const locale = localeOf(language());
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(at);
  return `${day} ${new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)}`;
}

/** A clock time of a moment: 14.05. */
export function formatTime(moment: string): string {
  const at = new Date(moment);
  return Number.isNaN(at.getTime()) ? moment : new Intl.DateTimeFormat(localeOf(language()), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** A file's size: 812 B, 34 KB, 1,2 MB. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1024)));
  const value = bytes / 1024 ** power;
  return `${new Intl.NumberFormat(localeOf(language()), { maximumFractionDigits: power > 1 ? 1 : 0 }).format(value)} ${units[power]}`;
}

/** A typed date (05-07-1985, 5/7/1985, 05071985, 5 7 85 is refused) as `YYYY-MM-DD`; null when it is no date. */
export function parseTypedDate(typed: string): string | null {
  const compact = /^(\d{2})(\d{2})(\d{4})$/.exec(typed.trim());
  const spaced = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(typed.trim());
  const match = compact ?? spaced;
  if (!match) return null;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}

/** A masked or full 16-digit identifier in groups of four: 6171 •••• •••• 0003. Only for display. */
export function groupIdentifier(value: string): string {
  return value.length === 16 ? value.replace(/(.{4})(?=.)/g, '$1\u2009') : value;
}

/** The last part of a path on any system. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** A file's name that may be broken after its parts, not within them: zero width, and never copied into a path. */
export function breakable(file: string): string {
  return file.replace(/_/g, '_\u200b');
}

/** What a delivery is for, as the programme names it: a month or a day in words, anything else as written. */
export function formatPhase(phase: string | null): string {
  return /^\d{4}-\d{2}$/.test(phase ?? '') ? formatMonth(`${phase}-01`) : datesInWords(phase ?? '');
}

/** A sentence whose dates are written as people write them: 12-11-2026. */
export function datesInWords(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (date) => formatShortDate(date));
}
