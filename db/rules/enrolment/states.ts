/** Codes of TEPAT.statusKepesertaan: diusulkan → ditetapkan → aktif ⇄ ditunda → selesai | keluar (domain §3.5, §9). */
export const enrolmentState = { proposed: 1, decided: 2, active: 3, suspended: 4, finished: 5, left: 6 } as const;

/** What can be done to a part in a programme, by its name in the api. */
export const moveKinds = ['decide', 'activate', 'suspend', 'resume', 'leave', 'finish'] as const;
export type MoveKind = (typeof moveKinds)[number];

/** What was said along with a move: which of it is needed depends on the move. */
export interface MoveFacts {
  /** `YYYY-MM-DD`: the day from which it holds. */
  readonly date: string;
  readonly decisionNo?: string | null;
  readonly decisionDate?: string | null;
  /** Why it is suspended. */
  readonly reason?: string | null;
  /** Until when it is suspended; empty while nobody knows. */
  readonly until?: string | null;
  /** Enrolled in an emergency: its papers follow at the verification. */
  readonly emergency?: boolean;
  /** Code of TEPAT.alasanKeluar. */
  readonly exitReason?: number | null;
}

/** Why a move is refused; each is the code of a named error. */
export type MoveRefusal = 'MOVE_NOT_ALLOWED' | 'DECISION_NEEDED' | 'SUSPEND_REASON' | 'EXIT_REASON' | 'DATE_ORDER';

const { proposed, decided, active, suspended, finished, left } = enrolmentState;

interface Move {
  readonly from: readonly number[];
  readonly to: number;
  readonly needs?: (facts: MoveFacts) => MoveRefusal | null;
}

const said = (text: string | null | undefined): boolean => typeof text === 'string' && text.trim() !== '';

const moves: Readonly<Record<MoveKind, Move>> = {
  // The law asks for the decision (SK) with its number and date: from here on somebody has a claim.
  decide: { from: [proposed], to: decided, needs: ({ decisionNo, decisionDate, emergency }) => (emergency === true || (said(decisionNo) && said(decisionDate)) ? null : 'DECISION_NEEDED') },
  activate: { from: [decided], to: active },
  suspend: { from: [active], to: suspended, needs: ({ reason, until, date }) => (!said(reason) ? 'SUSPEND_REASON' : said(until) && String(until) < date ? 'DATE_ORDER' : null) },
  resume: { from: [suspended], to: active },
  leave: { from: [proposed, decided, active, suspended], to: left, needs: ({ exitReason }) => (typeof exitReason === 'number' ? null : 'EXIT_REASON') },
  finish: { from: [decided, active, suspended], to: finished },
};

/** The states in which a part in a programme may begin: what is recorded may have been decided, or be running, long ago. */
export const entryStates: readonly number[] = [proposed, decided, active];

/** The state that a move leads to. */
export function stateAfter(move: MoveKind): number {
  return moves[move].to;
}

/** What may be done in a state. */
export function movesFrom(state: number): MoveKind[] {
  return moveKinds.filter((move) => moves[move].from.includes(state));
}

/** Why a move may not be made; null when it may. `since` is the day from which the present state holds. */
export function refuseMove(state: number, move: MoveKind, facts: MoveFacts, since: string | null): MoveRefusal | null {
  const { from, needs } = moves[move];
  if (!from.includes(state)) return 'MOVE_NOT_ALLOWED';
  if (since !== null && facts.date < since) return 'DATE_ORDER';
  return needs?.(facts) ?? null;
}

/** One move as it was recorded. */
export interface RecordedStep {
  readonly from: number;
  readonly to: number;
  readonly date: string;
}

/**
 * Whether the steps of a part in a programme are whole: each begins where the one before it ended, by a move that there
 * is, none before the other, and the last one ends in the present state.
 */
export function isWholeHistory(steps: readonly RecordedStep[], present: number): boolean {
  const first = steps[0];
  if (first === undefined) return true;
  let [state, since] = [first.from, first.date];
  for (const { from, to, date } of steps) {
    if (from !== state || date < since || !moveKinds.some((move) => moves[move].from.includes(from) && moves[move].to === to)) return false;
    [state, since] = [to, date];
  }
  return state === present;
}
