import { mask } from '../../../../db/rules/mask.ts';
import type { DeliveryLine } from './delivery-rows.tsx';

const received = 1;
/** How long after a record a list may still have been read before it, in milliseconds. */
const readBehind = 2000;

/** How the screen stood at the Enter: what a later change of phase, date or amount does not touch any more. */
export interface Terms {
  readonly phase: string;
  readonly date: string;
  readonly amounts: { readonly rupiah: number | null; readonly quantity: number | null; readonly unit: string | null };
  /** The signed sheet is gone through: whoever received is noted as having signed. */
  readonly sign: boolean;
}

/** How it ended with a card, or with somebody who was chosen. */
export type Outcome = 'recorded' | 'signed' | 'already' | 'held' | 'stranger' | 'several' | 'failed';

/** A card or a recipient that was taken, with what became of it. */
export interface HandedOver {
  readonly no: number;
  readonly card: string | null;
  /** A name, or a masked number while nobody knows whose it is. */
  readonly name: string;
  readonly terms: Terms;
  /** Null while it waits or is being recorded. */
  readonly outcome: Outcome | null;
  readonly row: DeliveryLine | null;
  /** Whom a card means, where it means more than one. */
  readonly rows: readonly DeliveryLine[];
  readonly error: unknown;
}

type Waiting = HandedOver & { readonly asked?: Promise<readonly string[]> | undefined };

/** The register, as the queue asks for it. */
export interface HandOverDoor {
  /** The parts in the programme that a whole number means. */
  readonly look: (card: string) => Promise<readonly string[]>;
  /** Everybody of a phase, whom nothing is handed to as well, and when that was read. */
  readonly rows: (phase: string) => Promise<{ readonly rows: readonly DeliveryLine[]; readonly at: number }>;
  readonly write: (row: DeliveryLine, terms: Terms) => Promise<unknown>;
  readonly sign: (delivery: string) => Promise<unknown>;
}

export interface HandOverState {
  /** How many wait, the one under way included. */
  readonly waiting: number;
  /** What ended last, to be said. */
  readonly last: HandedOver | null;
  /** What did not end in a record, the newest first; it stays until it is recorded or somebody has seen it. */
  readonly unsettled: readonly HandedOver[];
}

export interface HandOverQueue {
  /** `asked` is the answer to whose it is, where that was asked before the Enter. */
  readonly addCard: (card: string, terms: Terms, asked?: Promise<readonly string[]>) => void;
  readonly addRow: (row: DeliveryLine, terms: Terms) => void;
  /** What failed is tried again, in its order. */
  readonly retry: () => void;
  /** Somebody has seen what is not recorded. */
  readonly settle: () => void;
  /** A record was taken back, or will be made anew by hand: they may be recorded again. */
  readonly forget: (enrolment: string, phase: string) => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly state: () => HandOverState;
}

/**
 * Takes cards and recipients as fast as a scanner writes them and records them one by one, outside of what is drawn: nothing
 * that was taken depends on the screen, on what stands in its field by now, or on the answer for the card before. Each one
 * ends as recorded or signed, or stays among the unsettled with why.
 */
export function createHandOverQueue(door: HandOverDoor): HandOverQueue {
  const waiting: Waiting[] = [];
  const listeners = new Set<() => void>();
  // When they were recorded from here: the list of the phase is read again only later.
  const recorded = new Map<string, number>();
  let running = false;
  let lastNo = 0;
  let state: HandOverState = { waiting: 0, last: null, unsettled: [] };

  function publish(change: Partial<HandOverState> = {}): void {
    state = { ...state, ...change, waiting: waiting.length };
    for (const listener of listeners) listener();
  }
  function add(card: string | null, row: DeliveryLine | null, terms: Terms, asked?: Promise<readonly string[]>): void {
    lastNo += 1;
    waiting.push({ no: lastNo, card, name: row?.name ?? mask(card ?? ''), terms, outcome: null, row, rows: [], error: null, asked });
    publish();
    if (!running) void work();
  }
  async function work(): Promise<void> {
    running = true;
    for (let [one] = waiting; one !== undefined; [one] = waiting) {
      const ended = await end(one).catch((error: unknown): HandedOver => ({ ...one, outcome: 'failed', error }));
      waiting.shift();
      const others = state.unsettled.filter((old) => !isSame(old, ended));
      publish({ last: ended, unsettled: ended.outcome === 'recorded' || ended.outcome === 'signed' ? others : [ended, ...others] });
    }
    running = false;
  }
  async function end({ asked, ...one }: Waiting): Promise<HandedOver> {
    const { card, terms } = one;
    const { rows: everybody, at } = await door.rows(terms.phase);
    const ids = card === null ? [one.row?.enrolment ?? ''] : await (asked ?? door.look(card));
    const rows = everybody.filter((row) => ids.includes(row.enrolment));
    const row = rows[0] ?? (card === null ? one.row : null);
    if (row === null) return { ...one, outcome: 'stranger' };
    if (rows.length > 1) return { ...one, outcome: 'several', rows };
    const found = { ...one, row, name: row.name };
    if (terms.sign && row.delivery !== null && row.own) {
      await door.sign(row.delivery);
      return { ...found, outcome: 'signed' };
    }
    const place = placeOf(row.enrolment, terms.phase);
    if (row.status === received || at <= (recorded.get(place) ?? -readBehind) + readBehind) return { ...found, outcome: 'already' };
    if (row.held !== null) return { ...found, outcome: 'held' };
    await door.write(row, terms);
    recorded.set(place, Date.now());
    return { ...found, outcome: 'recorded' };
  }

  return {
    addCard: (card, terms, asked) => add(card, null, terms, asked),
    addRow: (row, terms) => add(null, row, terms),
    retry() {
      const failed = state.unsettled.filter((one) => one.outcome === 'failed').reverse();
      state = { ...state, unsettled: state.unsettled.filter((one) => one.outcome !== 'failed') };
      for (const { card, row, terms } of failed) add(card, card === null ? row : null, terms);
    },
    settle: () => publish({ unsettled: [] }),
    forget(enrolment, phase) {
      recorded.delete(placeOf(enrolment, phase));
      publish({ unsettled: state.unsettled.filter((one) => one.terms.phase !== phase || one.row?.enrolment !== enrolment) });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    state: () => state,
  };
}

function placeOf(enrolment: string, phase: string): string {
  return `${enrolment} ${phase}`;
}

/** Whether what was said of one is settled by the other: the same card again, or one of those whom it may have meant. */
function isSame(old: HandedOver, next: HandedOver): boolean {
  if (old.terms.phase !== next.terms.phase) return false;
  if (old.card !== null && old.card === next.card) return true;
  const id = next.row?.enrolment;
  return id !== undefined && (old.row?.enrolment === id || old.rows.some((row) => row.enrolment === id));
}
