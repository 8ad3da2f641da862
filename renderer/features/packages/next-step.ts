import type { TextKey } from '../../text/text.ts';
import type { Neighbour } from './package-words.ts';

type Step = Extract<TextKey, `packages.next_${string}`>;

/** What is best done next with a neighbour, the most urgent first; null when nothing waits. `late`: by the schedule it should have sent. */
export function nextStep(neighbour: Pick<Neighbour, 'relation' | 'checked' | 'lastSent' | 'lastReceived' | 'waits' | 'unsent' | 'relays' | 'papers' | 'words' | 'upload' | 'newCard' | 'restored' | 'problems' | 'pcs'>, receiving: boolean, late = false): Step | null {
  const has = (...codes: readonly string[]): boolean => neighbour.problems.some((problem) => codes.includes(problem.code));
  const lastAt = (code: string): string => neighbour.problems.reduce((last, problem) => (problem.code === code && problem.at > last ? problem.at : last), '');
  // A copy can write nothing to anyone before it is opened again, and nothing of it is taken before its new card is known.
  if (isCopy([neighbour])) return 'packages.next_openAgain';
  if (neighbour.newCard) return 'packages.next_newCard';
  // What this PC lost comes back first: a report in full would wait there as well.
  if (has('THEY_HOLD_LOST')) return 'packages.next_fetchLost';
  if (has('THEY_AWAIT_REPORT')) return 'packages.next_sendAgain';
  // An empty report asks for what a restored backup lacks.
  if (neighbour.restored) return 'packages.next_sendRestored';
  if (has('THEY_LACK_OWN')) return 'packages.next_handBack';
  if (has('THEY_MISS')) return 'packages.next_sendFull';
  // Once a copy was opened again its packages come under a card that is not known yet: that is what is left to do.
  if (lastAt('SENDER_UNTRUSTED') > lastAt('PACKAGE_FORK')) return neighbour.pcs.some(({ trustedAt }) => trustedAt > lastAt('SENDER_UNTRUSTED')) ? 'packages.next_takeAgain' : 'packages.next_card';
  if (has('PACKAGE_FORK')) return 'packages.next_newEpoch';
  if (has('REBASE_NEEDED')) return neighbour.lastSent !== null && neighbour.lastSent.at > lastAt('REBASE_NEEDED') ? 'packages.next_awaitReport' : 'packages.next_giveBack';
  if (has('PACKAGE_GAP')) return 'packages.next_askFull';
  if (neighbour.problems.some((problem) => !problem.code.startsWith('THEY_'))) return 'packages.next_askAgain';
  if (has('THEY_CONFLICT', 'THEY_QUARANTINED', 'THEY_PARKED')) return 'packages.next_theyDecide';
  if (!neighbour.checked) return 'packages.next_compareCard';
  if (neighbour.words > 0) return 'packages.next_tell';
  if (receiving && (neighbour.lastReceived === null || late)) return 'packages.next_remind';
  if (!receiving && neighbour.unsent > 0) return 'packages.next_send';
  // The office's own report goes before what it carries for others. It lies in the outbox, so that it may go by stick as well.
  if (neighbour.upload === 'failed') return 'packages.next_uploadFailed';
  // By its first report, even an empty one, an office that began with a starter file is known, and gets back what its lost PC had sent.
  // What it carries on for others presents an office as well as a report of nothing.
  if (neighbour.relation === 'above' && neighbour.lastSent === null && neighbour.relays === 0 && neighbour.upload === null) return 'packages.next_firstReport';
  if (neighbour.papers > 0) return 'packages.next_transfer';
  if (neighbour.relays > 0) return 'packages.next_relay';
  if (receiving) return null;
  if (neighbour.upload === 'sent') return 'packages.next_uploadSent';
  if (neighbour.upload !== null) return 'packages.next_uploadWaits';
  return neighbour.waits ? 'packages.next_fetchReceipt' : null;
}

/** Whether this PC turned out to be a full copy of another and was not opened again yet: it writes nothing until then. */
export function isCopy(neighbours: readonly Pick<Neighbour, 'problems'>[]): boolean {
  return neighbours.some(({ problems }) => problems.some(({ code }) => code === 'THEY_ORDER_EPOCH' || code === 'FORK_PENDING'));
}
