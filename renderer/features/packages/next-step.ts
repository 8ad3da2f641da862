import type { TextKey } from '../../text/text.ts';
import type { Neighbour } from './package-words.ts';

type Step = Extract<TextKey, `packages.next_${string}`>;

/** What is best done next with a neighbour, the most urgent first; null when nothing waits. `late`: by the schedule it should have sent. */
export function nextStep(neighbour: Pick<Neighbour, 'checked' | 'lastSent' | 'lastAcknowledged' | 'lastReceived' | 'unsent' | 'relays' | 'problems'>, receiving: boolean, late = false): Step | null {
  const has = (...codes: readonly string[]): boolean => neighbour.problems.some((problem) => codes.includes(problem.code));
  if (has('THEY_MISS')) return 'packages.next_sendFull';
  if (has('THEY_ORDER_EPOCH')) return 'packages.next_openAgain';
  if (has('PACKAGE_FORK')) return 'packages.next_newEpoch';
  if (neighbour.problems.some((problem) => !problem.code.startsWith('THEY_'))) return 'packages.next_askAgain';
  if (has('THEY_CONFLICT', 'THEY_QUARANTINED', 'THEY_PARKED')) return 'packages.next_theyDecide';
  if (!neighbour.checked) return 'packages.next_compareCard';
  if (receiving && (neighbour.lastReceived === null || late)) return 'packages.next_remind';
  if (!receiving && neighbour.unsent > 0) return 'packages.next_send';
  if (neighbour.relays > 0) return 'packages.next_relay';
  if (receiving) return null;
  const waits = neighbour.lastSent !== null && neighbour.lastSent.sequence > (neighbour.lastAcknowledged?.sequence ?? 0);
  return waits ? 'packages.next_fetchReceipt' : null;
}
