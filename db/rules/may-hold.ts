import { isInside } from './region-code.ts';

/**
 * Whether an office may hold a record in a hand-off: it is about something that the office itself, or an office below
 * it, owns. `places` are the owners of what the record is about; null is for reference data, which everyone may hold.
 */
export function mayHold(receiver: string, places: readonly string[] | null): boolean {
  return places === null || places.some((place) => isInside(place, receiver));
}
