import { enrolmentState } from './states.ts';

/** Why nothing may be handed over; each is the code of a named error. */
export type HandOverRefusal = 'ENROLMENT_PROPOSED' | 'ENROLMENT_SUSPENDED' | 'ENROLMENT_ENDED';

const { proposed, suspended, finished, left } = enrolmentState;

/**
 * Why nothing may be handed over on a day to somebody in this state; null when it may. A state holds from its day on, so
 * that a signed sheet of an earlier day can still be recorded after somebody was suspended or left.
 */
export function refuseHandOver(state: number, since: string | null, date: string): HandOverRefusal | null {
  if (state === proposed) return 'ENROLMENT_PROPOSED';
  if (since !== null && date < since) return null;
  if (state === suspended) return 'ENROLMENT_SUSPENDED';
  return state === finished || state === left ? 'ENROLMENT_ENDED' : null;
}
