/** What an office may ask a second person for. */
export const guardedActs = ['keys', 'users', 'identity'] as const;
export type GuardedAct = (typeof guardedActs)[number];

/** The acts named in a setting's text. */
export function guardedIn(text: string | undefined): GuardedAct[] {
  const named = (text ?? '').split(',');
  return guardedActs.filter((act) => named.includes(act));
}

/** Minutes without a key after which the office locks, when nothing else is set; and how far they may be set. */
export const LOCK_MINUTES = { usual: 10, least: 1, most: 30 } as const;

/** The minutes in a setting's text. */
export function lockMinutesIn(text: string | undefined): number {
  const minutes = Number(text ?? LOCK_MINUTES.usual);
  return Number.isInteger(minutes) && minutes >= LOCK_MINUTES.least && minutes <= LOCK_MINUTES.most ? minutes : LOCK_MINUTES.usual;
}

/** Settings that are written by calls of their own, never by the general one. */
export const SECURITY_PREFIX = 'security.';
export const TWO_PERSON_KEY = 'security.twoPerson';
export const LOCK_MINUTES_KEY = 'security.lockMinutes';
