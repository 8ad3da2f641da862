/** A clock that says this day (08:00) or moment now and goes on from there; null for what is no date. */
export function movedClock(text: string): (() => Date) | null {
  const start = Date.parse(text.length === 10 ? `${text}T08:00:00` : text);
  const began = Date.now();
  return Number.isNaN(start) ? null : () => new Date(start + (Date.now() - began));
}
