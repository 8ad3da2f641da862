import { describe, expect, test } from 'vitest';
import type { DeliveryLine } from '../../../renderer/features/programmes/deliveries/delivery-rows.tsx';
import { createHandOverQueue } from '../../../renderer/features/programmes/deliveries/hand-over-queue.ts';
import type { HandOverDoor, HandOverQueue, KeptCard, Terms } from '../../../renderer/features/programmes/deliveries/hand-over-queue.ts';

const terms: Terms = { phase: 'Tahap 1', date: '2026-11-20', amounts: { rupiah: 200_000, quantity: null, unit: null }, sign: false };
const line = (enrolment: string, more: Partial<DeliveryLine> = {}): DeliveryLine =>
  ({ enrolment, name: `Nama ${enrolment}`, status: null, delivery: null, own: true, held: null, ...more }) as DeliveryLine;
const cardOf = (place: number): string => `6474030000${String(place).padStart(6, '0')}`;

/** A register of a hundred whose answers come late and in no order; `fails` says which card's look-up breaks, once. */
function hall(fails: readonly string[] = [], refused: readonly string[] = []): { door: HandOverDoor; written: string[]; calls: number[]; rows: DeliveryLine[]; asked: string[]; kept: Map<number, KeptCard> } {
  const rows = Array.from({ length: 100 }, (_, place) => line(String(place)));
  const written: string[] = [];
  const asked: string[] = [];
  const calls: number[] = [];
  const kept = new Map<number, KeptCard>();
  let lastKept = 0;
  const broken = new Set(fails);
  const late = (): Promise<void> => new Promise((done) => setTimeout(done, Math.random() * 3));
  const door: HandOverDoor = {
    look: async (card) => {
      asked.push(card);
      await late();
      if (broken.delete(card)) throw new Error('INTERNAL');
      return rows.filter((_, place) => cardOf(place) === card).map((row) => row.enrolment);
    },
    // As it was read before anything was recorded.
    rows: async () => ({ rows, at: Date.now() - 50 }),
    write: async (all) => {
      calls.push(all.length);
      await late();
      if (all.some(({ row }) => refused.includes(row.enrolment))) throw new Error('RECIPIENT_GONE');
      written.push(...all.map(({ row }) => row.enrolment));
    },
    sign: late,
    keep: async (cards) => {
      await late();
      return cards.map((one) => { lastKept += 1; kept.set(lastKept, one); return lastKept; });
    },
    kept: async () => [...kept].map(([no, one]) => ({ no, card: one.card, enrolment: one.enrolment, terms: one.terms })),
    unkeep: async (nos) => { for (const no of nos) kept.delete(no); },
  };
  return { door, written, calls, rows, asked, kept };
}

function idle(queue: HandOverQueue): Promise<void> {
  return new Promise((done) => {
    const stop = queue.subscribe(() => { if (queue.state().waiting === 0) { stop(); done(); } });
  });
}

describe('cards that come faster than they are recorded', () => {
  test('are each recorded once, in their order, and one that could not be looked up stays until it is tried again', async () => {
    const { door, written, calls } = hall([cardOf(7)]);
    const queue = createHandOverQueue(door);
    for (let place = 0; place < 100; place += 1) queue.addCard(cardOf(place), terms);
    expect(queue.state().waiting).toBe(100);
    await idle(queue);
    expect(written).toEqual(Array.from({ length: 100 }, (_, place) => String(place)).filter((one) => one !== '7'));
    expect(queue.state().unsettled).toMatchObject([{ card: cardOf(7), outcome: 'failed' }]);
    // Those that piled up go together.
    expect(calls.length).toBeLessThan(30);
    queue.retry();
    await idle(queue);
    expect(written.at(-1)).toBe('7');
    expect(queue.state().unsettled).toEqual([]);
  });

  test('are not recorded twice before the list is read again, until the record is taken back', async () => {
    const { door, written } = hall();
    const queue = createHandOverQueue(door);
    queue.addCard(cardOf(1), terms);
    queue.addCard(cardOf(1), terms);
    await idle(queue);
    expect(written).toEqual(['1']);
    expect(queue.state().unsettled).toMatchObject([{ outcome: 'already', name: 'Nama 1' }]);
    queue.forget('1', terms.phase);
    expect(queue.state().unsettled).toEqual([]);
    queue.addCard(cardOf(1), terms);
    await idle(queue);
    expect(written).toEqual(['1', '1']);
  });

  test('that go together are each recorded with their own amount, and one that is refused keeps nobody back', async () => {
    const { door, written, calls, rows } = hall([], ['4']);
    const amounts: unknown[] = [];
    const queue = createHandOverQueue({ ...door, write: async (all) => { await door.write(all); amounts.push(...all.map(({ terms: one }) => one.amounts.rupiah)); } });
    for (const place of [1, 2, 3, 4, 5, 3, 6]) queue.addRow(rows[place] ?? line(String(place)), { ...terms, amounts: { ...terms.amounts, rupiah: place } });
    await idle(queue);
    expect(written).toEqual(['1', '2', '3', '5', '6']);
    expect(amounts).toEqual([1, 2, 3, 5, 6]);
    expect(queue.state().unsettled).toMatchObject([{ outcome: 'already', name: 'Nama 3' }, { outcome: 'failed', name: 'Nama 4' }]);
    // The first was recorded alone or with those behind it; the refused call was taken apart.
    expect(Math.max(...calls)).toBeGreaterThan(1);
  });

  test('take the answer that was asked for before the Enter, and keep the phase of that Enter', async () => {
    const { door, asked, rows } = hall();
    const seen: string[] = [];
    const queue = createHandOverQueue({ ...door, write: async (all) => void seen.push(...all.map(({ row, terms: { phase } }) => `${row.enrolment} ${phase}`)) });
    queue.addCard(cardOf(2), terms, Promise.resolve(['2']));
    queue.addRow(rows[3] ?? line('3'), { ...terms, phase: 'Tahap 2' });
    await idle(queue);
    expect(asked).toEqual([]);
    expect(seen).toEqual(['2 Tahap 1', '3 Tahap 2']);
  });

  test('say of who is unknown, held, or one of several why nothing was recorded', async () => {
    const { door, written, rows } = hall();
    rows[4] = line('4', { held: 'suspended' });
    const queue = createHandOverQueue(door);
    queue.addCard('6474039999999999', terms);
    queue.addCard(cardOf(4), terms);
    queue.addCard(cardOf(5), terms, Promise.resolve(['5', '6']));
    await idle(queue);
    expect(written).toEqual([]);
    expect(queue.state().unsettled.map((one) => one.outcome)).toEqual(['several', 'held', 'stranger']);
    expect(queue.state().unsettled[2]?.name).toBe('6474••••••••9999');
    // Chosen from the list: what the card may have meant is settled.
    queue.addRow(rows[6] ?? line('6'), terms);
    await idle(queue);
    expect(queue.state().unsettled.map((one) => one.outcome)).toEqual(['held', 'stranger']);
    queue.settle();
    expect(queue.state().unsettled).toEqual([]);
  });
});

describe('what is in no record yet', () => {
  test('is kept after a moment, taken up by the next window in its order, and forgotten once it is recorded or seen', async () => {
    const { door, written, kept, calls } = hall([], ['3']);
    const lost = createHandOverQueue({ ...door, write: () => new Promise(() => undefined) });
    lost.addCard(cardOf(1), terms);
    lost.addCard(cardOf(2), { ...terms, date: '2026-11-21' });
    lost.addRow(line('3'), terms);
    await expect.poll(() => [...kept.values()].map(({ card, enrolment, terms: { date } }) => [card, enrolment, date])).toEqual([[cardOf(1), null, '2026-11-20'], [cardOf(2), null, '2026-11-21'], [null, '3', '2026-11-20']]);
    // The power goes; the window comes back.
    const queue = createHandOverQueue(door);
    await idle(queue);
    expect(written).toEqual(['1', '2']);
    expect(queue.state().unsettled).toMatchObject([{ enrolment: '3', name: 'Nama 3', outcome: 'failed' }]);
    await expect.poll(() => [...kept.values()].map(({ enrolment }) => enrolment)).toEqual(['3']);
    queue.settle();
    await expect.poll(() => kept.size).toBe(0);
    expect(calls.length).toBe(3);
  });

  test('is kept as nothing where the register keeps up', async () => {
    const { door, kept } = hall();
    let asked = 0;
    const queue = createHandOverQueue({ ...door, keep: (cards) => { asked += 1; return door.keep(cards); } });
    for (let place = 0; place < 10; place += 1) {
      queue.addCard(cardOf(place), terms);
      await idle(queue);
    }
    await new Promise((done) => setTimeout(done, 400));
    expect([asked, kept.size]).toEqual([0, 0]);
  });
});
