/** So many wrong passphrases cost nothing but the time of the check; after that every one doubles the wait. */
export const FREE_TRIES = 5;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 900;

/** Seconds to wait after so many wrong tries in a row. */
export function waitAfter(failed: number): number {
  if (failed < FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(20, failed - FREE_TRIES));
}

/** Seconds still to wait at a moment (milliseconds); a clock that was put back makes nobody wait longer than the whole wait. */
export function waitLeft(failed: number, lastAt: number, now: number): number {
  const wait = waitAfter(failed);
  const passed = (now - lastAt) / 1000;
  return passed < 0 ? wait : Math.max(0, Math.ceil(wait - passed));
}
