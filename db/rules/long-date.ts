import { isRealDate } from './dates.ts';

const formats = {
  id: new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
} as const;

/** A `YYYY-MM-DD` date in words: 5 Juli 1985. What is no such date stays as it is. */
export function longDate(lang: 'id' | 'en', date: string): string {
  return isRealDate(date) ? formats[lang].format(new Date(`${date}T00:00:00Z`)) : date;
}
