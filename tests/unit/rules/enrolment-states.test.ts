import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isGraduation } from '../../../db/rules/enrolment/exit-reasons.ts';
import { quotaTally, readQuota } from '../../../db/rules/enrolment/quota.ts';
import { enrolmentState, entryStates, isWholeHistory, moveKinds, movesFrom, refuseMove, stateAfter } from '../../../db/rules/enrolment/states.ts';
import type { RecordedStep } from '../../../db/rules/enrolment/states.ts';
import { codeList } from '../../../db/rules/lists.ts';

/** The arrows of domain §3.5 and §9, written down a second time. */
const arrows = ['1>2', '2>3', '3>4', '4>3', '1>6', '2>6', '3>6', '4>6', '2>5', '3>5', '4>5'];
const day = fc.integer({ min: 0, max: 60 }).map((plus) => new Date(Date.UTC(2026, 0, 1 + plus)).toISOString().slice(0, 10));
const facts = fc.record({ date: day, decisionNo: fc.constantFrom(null, '', 'SK 1'), decisionDate: fc.constantFrom(null, '2026-01-01'), reason: fc.constantFrom(null, ' ', 'sakit'), until: fc.option(day), exitReason: fc.constantFrom(null, 1, 4) });
const attempts = fc.array(fc.record({ move: fc.constantFrom(...moveKinds), facts }), { maxLength: 12 });

test('no sequence of moves leads over an arrow that the machine does not have, and what was recorded is whole', () => {
  fc.assert(fc.property(fc.constantFrom(...entryStates), attempts, (entry, tries) => {
    let [state, since] = [entry, null as string | null];
    const steps: RecordedStep[] = [];
    for (const { move, facts: said } of tries) {
      if (refuseMove(state, move, said, since) !== null) continue;
      const to = stateAfter(move);
      expect(arrows).toContain(`${state}>${to}`);
      if (move === 'decide') expect(said.decisionNo?.trim() && said.decisionDate).toBeTruthy();
      if (move === 'suspend') expect(said.reason?.trim()).toBeTruthy();
      if (move === 'leave') expect(said.exitReason).not.toBeNull();
      if (since !== null) expect(said.date >= since).toBe(true);
      steps.push({ from: state, to, date: said.date });
      [state, since] = [to, said.date];
    }
    expect(isWholeHistory(steps, state)).toBe(true);
    // Any one step left out or turned round is noticed.
    if (steps.length > 1) expect(isWholeHistory(steps.filter((_one, place) => place !== 0 || steps[1]?.from === steps[0]?.from), state)).toBe(steps.length > 0 && isWholeHistory(steps.slice(1), state));
    if (steps.length > 0) expect(isWholeHistory(steps, state === 1 ? 2 : 1)).toBe(false);
  }), { numRuns: 500 });
});

test('every arrow can be taken, and nothing leads out of an end', () => {
  const taken = Object.values(enrolmentState).flatMap((from) => movesFrom(from).map((move) => `${from}>${stateAfter(move)}`));
  expect([...taken].sort()).toEqual([...arrows].sort());
  expect([movesFrom(enrolmentState.finished), movesFrom(enrolmentState.left)]).toEqual([[], []]);
});

test('a gap, a move that is none, and a step before the one before it are no whole history', () => {
  const date = '2026-01-01';
  expect(isWholeHistory([{ from: 1, to: 2, date }, { from: 3, to: 4, date }], 4)).toBe(false);
  expect(isWholeHistory([{ from: 1, to: 3, date }], 3)).toBe(false);
  expect(isWholeHistory([{ from: 1, to: 2, date: '2026-02-01' }, { from: 2, to: 3, date }], 3)).toBe(false);
  expect(isWholeHistory([{ from: 1, to: 2, date }, { from: 2, to: 3, date }], 3)).toBe(true);
});

test('an emergency comes before its papers; other decisions do not', () => {
  expect(refuseMove(1, 'decide', { date: '2026-01-01' }, null)).toBe('DECISION_NEEDED');
  expect(refuseMove(1, 'decide', { date: '2026-01-01', emergency: true }, null)).toBeNull();
});

test('KPS-4 who is able or withdraws has graduated; nobody else has', () => {
  expect((codeList('TEPAT.alasanKeluar')?.codes ?? []).filter(([code]) => isGraduation(code)).map(([, label]) => label)).toEqual(['Mampu (graduasi)', 'Mundur sukarela']);
});

test('places are taken one by one in a region and in what it lies in, and never beyond', () => {
  const codes = ['64.74.03.1001', '64.74.03.1002', '64.74.02.1001'];
  fc.assert(fc.property(fc.array(fc.constantFrom(...codes), { maxLength: 60 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 4 }), (order, own, above, already) => {
    const tally = quotaTally({ '64.74.03.1002': own, '64.74.03': above }, new Map([['64.74.03.1002', already]]));
    const took = new Map<string, number>();
    for (const code of order) {
      if (tally.full(code) !== null) continue;
      tally.take(code);
      took.set(code, (took.get(code) ?? 0) + 1);
    }
    const [a, b] = [took.get('64.74.03.1001') ?? 0, took.get('64.74.03.1002') ?? 0];
    expect(b).toBeLessThanOrEqual(Math.max(0, own - already));
    expect(a + b).toBeLessThanOrEqual(Math.max(0, above - already));
    expect(took.get('64.74.02.1001') ?? 0).toBe(order.filter((code) => code === '64.74.02.1001').length);
  }));
});

test('a quota that cannot be read counts for nothing, and breaks nothing', () => {
  expect(readQuota('{"64.74.03.1002":30,"bukan":3,"64.74":-1,"64.74.01":1.5}')).toEqual({ '64.74.03.1002': 30 });
  for (const broken of ['', '[1]', '{', null, 'null']) expect(readQuota(broken)).toEqual({});
});
