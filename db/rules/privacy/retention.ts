/** What an office keeps for so long and then destroys; each is counted from a date of its own (UU 27/2022 articles 43 and 44). */
export const retentionClasses = ['families', 'people', 'petitions', 'deliveries', 'photos'] as const;
export type RetentionClass = (typeof retentionClasses)[number];

/** Years that data is kept where the office says nothing else; 0 keeps it for ever. */
export const usualYears: Readonly<Record<RetentionClass, number>> = { families: 5, people: 5, petitions: 2, deliveries: 10, photos: 5 };
export const MOST_YEARS = 50;
export const RETENTION_KEY = 'security.retention';

/** The years in a setting's text. */
export function yearsIn(text: string | undefined): Record<RetentionClass, number> {
  const said = text === undefined || text === '' ? {} : (JSON.parse(text) as Partial<Record<RetentionClass, number>>);
  return { ...usualYears, ...said };
}

/** The last day whose data is due on a day: what is from after it is kept. Null where it is kept for ever. */
export function dueUpTo(day: string, years: number): string | null {
  if (years === 0) return null;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  // On 29 February a year with no such day counts to the 28th.
  const last = new Date(Date.UTC(year - years, month, 0)).getUTCDate();
  return `${String(year - years).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`;
}

/** Whether a text names a class. */
export function isRetentionClass(text: string): text is RetentionClass {
  return (retentionClasses as readonly string[]).includes(text);
}
