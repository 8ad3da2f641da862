import { mask } from '../../../../db/rules/mask.ts';
import type { DeliveryLine } from './delivery-rows.tsx';

const received = 1;
/** How long after a record a list may still have been read before it, in milliseconds. */
const readBehind = 2000;
/** How many are recorded at once, at most: few enough that the answer for them is not far off. */
const most = 50;
/** How long a card may be in no record before it is kept, in milliseconds: mostly it is recorded sooner. */
const keepAfter = 300;

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
  /** Who was chosen, where no card was read. */
  readonly enrolment: string | null;
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

/** Asked whom it means as it was taken; `ids` is the answer once it is there. */
interface Waiting { readonly one: HandedOver; readonly asked: Promise<readonly string[]>; ids: readonly string[] | null }
type Found = HandedOver & { readonly row: DeliveryLine };
type Listed = Awaited<ReturnType<HandOverDoor['rows']>>;

/** A card or a recipient as it is kept beside the register until it is recorded. */
export interface KeptCard {
  readonly card: string | null;
  /** Who was chosen, where no card was read. */
  readonly enrolment: string | null;
  readonly terms: Terms;
}

/** The register, as the queue asks for it. */
export interface HandOverDoor {
  /** The parts in the programme that a whole number means. */
  readonly look: (card: string) => Promise<readonly string[]>;
  /** Everybody of a phase, whom nothing is handed to as well, and when that was read. */
  readonly rows: (phase: string) => Promise<{ readonly rows: readonly DeliveryLine[]; readonly at: number }>;
  /** Records all of them or none; they share phase and date. */
  readonly write: (rows: readonly { readonly row: DeliveryLine; readonly terms: Terms }[]) => Promise<unknown>;
  readonly sign: (delivery: string) => Promise<unknown>;
  /** Keeps what is in no record yet over a power cut; answers a number for each. */
  readonly keep: (cards: readonly KeptCard[]) => Promise<readonly number[]>;
  /** What was kept before the window closed. */
  readonly kept: () => Promise<readonly (KeptCard & { readonly no: number })[]>;
  readonly unkeep: (nos: readonly number[]) => Promise<unknown>;
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
 * Takes cards and recipients as fast as a scanner writes them and records them in their order, outside of what is drawn:
 * nothing that was taken depends on the screen, on what stands in its field by now, or on the answer for the card before. Those
 * that piled up while one was being recorded go together, so that a busy PC catches up. Each one ends as recorded or signed, or
 * stays among the unsettled with why.
 */
export function createHandOverQueue(door: HandOverDoor): HandOverQueue {
  const waiting: Waiting[] = [];
  const listeners = new Set<() => void>();
  // When they were recorded from here: the list of the phase is read again only later.
  const recorded = new Map<string, number>();
  // Under which number they are kept.
  const keptAs = new Map<number, number>();
  let keeping: ReturnType<typeof setTimeout> | null = null;
  let running = false;
  let lastNo = 0;
  let state: HandOverState = { waiting: 0, last: null, unsettled: [] };

  function publish(change: Partial<HandOverState> = {}): void {
    state = { ...state, ...change, waiting: waiting.length };
    for (const listener of listeners) listener();
    keeping ??= setTimeout(() => void keepOpen().finally(() => { keeping = null; }), keepAfter);
  }
  /** Keeps what is open and not kept yet, and forgets what was kept and is settled. The scanner waits for none of it. */
  async function keepOpen(): Promise<void> {
    const open = [...waiting.map(({ one }) => one), ...state.unsettled];
    const isOpen = new Set(open.map(({ no }) => no));
    const settled = [...keptAs].filter(([no]) => !isOpen.has(no));
    const fresh = open.filter(({ no }) => !keptAs.has(no)).sort((a, b) => a.no - b.no);
    try {
      if (fresh.length > 0) (await door.keep(fresh)).forEach((as, place) => { const one = fresh[place]; if (one) keptAs.set(one.no, as); });
      if (settled.length > 0) await door.unkeep(settled.map(([, as]) => as));
      for (const [no] of settled) keptAs.delete(no);
    } catch {
      // Locked, or a full disk: they are still here, and are kept with the next that comes.
      return;
    }
    const now = new Set([...waiting.map(({ one }) => one.no), ...state.unsettled.map(({ no }) => no)]);
    if ([...keptAs.keys()].some((no) => !now.has(no))) setTimeout(publish, 0);
  }
  function add({ card, enrolment, terms }: KeptCard, { row = null, asked, keptNo }: { row?: DeliveryLine | null; asked?: Promise<readonly string[]> | undefined; keptNo?: number | undefined } = {}): void {
    lastNo += 1;
    if (keptNo !== undefined) keptAs.set(lastNo, keptNo);
    const whom = asked ?? (card === null ? Promise.resolve([enrolment ?? '']) : door.look(card));
    const taken: Waiting = { one: { no: lastNo, card, enrolment, name: row?.name ?? mask(card ?? ''), terms, outcome: null, row, rows: [], error: null }, asked: whom, ids: null };
    // What could not be looked up is said when its turn comes.
    whom.then((ids) => { taken.ids = ids; }, () => undefined);
    waiting.push(taken);
    publish();
    if (!running) void work();
  }
  async function work(): Promise<void> {
    running = true;
    for (let [first] = waiting; first !== undefined; [first] = waiting) {
      const { one } = first;
      const all = await end(first).catch((error: unknown): HandedOver[] => [{ ...one, outcome: 'failed', error }]);
      waiting.splice(0, all.length);
      for (const ended of all) {
        const others = state.unsettled.filter((old) => !isSame(old, ended));
        publish({ last: ended, unsettled: ended.outcome === 'recorded' || ended.outcome === 'signed' ? others : [ended, ...others] });
      }
    }
    running = false;
  }
  /** How it ended with the first that waits, and with those behind it that were recorded with it. */
  async function end({ one, asked }: Waiting): Promise<HandedOver[]> {
    const { terms } = one;
    const listed = await door.rows(terms.phase);
    const first = judge(one, await asked, listed);
    if (first.outcome === 'signed' && first.row?.delivery) await door.sign(first.row.delivery);
    if (!isFound(first)) return [first];
    const together = [first];
    for (const { one: next, ids } of waiting.slice(1, most)) {
      if (ids === null || next.terms.phase !== terms.phase || next.terms.date !== terms.date) break;
      const found = judge(next, ids, listed);
      // Whoever is among them already is looked at again when they are recorded.
      if (!isFound(found) || together.some(({ row }) => row.enrolment === found.row.enrolment)) break;
      together.push(found);
    }
    return record(together);
  }
  /** Whom it means and what is known of them; without an outcome where they are to be recorded. */
  function judge(one: HandedOver, ids: readonly string[], { rows: everybody, at }: Listed): HandedOver {
    const { card, terms } = one;
    const rows = everybody.filter((row) => ids.includes(row.enrolment));
    const row = rows[0] ?? (card === null ? one.row : null);
    if (row === null) return { ...one, outcome: 'stranger' };
    if (rows.length > 1) return { ...one, outcome: 'several', rows };
    const found = { ...one, row, name: row.name };
    if (terms.sign && row.delivery !== null && row.own) return { ...found, outcome: 'signed' };
    const place = placeOf(row.enrolment, terms.phase);
    if (row.status === received || at <= (recorded.get(place) ?? -readBehind) + readBehind) return { ...found, outcome: 'already' };
    return row.held === null ? found : { ...found, outcome: 'held' };
  }
  async function record(together: readonly Found[]): Promise<HandedOver[]> {
    try {
      await door.write(together);
      for (const { row, terms } of together) recorded.set(placeOf(row.enrolment, terms.phase), Date.now());
      return together.map((one) => ({ ...one, outcome: 'recorded' }));
    } catch (error) {
      if (together.length === 1) return together.map((one) => ({ ...one, outcome: 'failed', error }));
      // One that is refused keeps nobody else back.
      const ended: HandedOver[] = [];
      for (const one of together) ended.push(...await record([one]));
      return ended;
    }
  }

  // What a power cut left over goes first; who may record nothing is told of none.
  door.kept().then((cards) => { for (const { no, ...one } of cards) add(one, { keptNo: no }); }, () => undefined);
  return {
    addCard: (card, terms, asked) => add({ card, enrolment: null, terms }, { asked }),
    addRow: (row, terms) => add({ card: null, enrolment: row.enrolment, terms }, { row }),
    retry() {
      const failed = state.unsettled.filter((one) => one.outcome === 'failed').reverse();
      state = { ...state, unsettled: state.unsettled.filter((one) => one.outcome !== 'failed') };
      for (const one of failed) {
        const keptNo = keptAs.get(one.no);
        keptAs.delete(one.no);
        add(one, { row: one.card === null ? one.row : null, keptNo });
      }
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

/** Whether somebody was found who is to be recorded. */
function isFound(one: HandedOver): one is Found {
  return one.outcome === null && one.row !== null;
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
