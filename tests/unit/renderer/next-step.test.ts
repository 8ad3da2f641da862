import { expect, test } from 'vitest';
import { nextStep } from '../../../renderer/features/packages/next-step.ts';

const calm = { relation: 'below' as const, checked: true, lastSent: null, lastReceived: null, waits: false, unsent: 0, relays: 0, papers: 0, words: 0, upload: null, newCard: false, restored: false, problems: [], pcs: [] };
const trusted = (trustedAt: string) => ({ deviceId: 'pc', fingerprint: '', trustedAt, checked: true, lastAt: null, vouchedBy: null });
const sent = (sequence: number) => ({ at: '2026-11-20T01:00:00.000Z', kind: 'LAPORAN', sequence, shared: false, changes: 3 });
const problem = (code: string, at = '') => ({ code, params: {}, at, message: '' });

test.each([
  ['nothing waits', calm, false, null],
  ['an office below never sent', calm, true, 'packages.next_remind'],
  ['its package came', { ...calm, lastReceived: sent(1) }, true, null],
  ['changes wait', { ...calm, unsent: 4 }, false, 'packages.next_send'],
  ['the receipt of the last is not here', { ...calm, waits: true }, false, 'packages.next_fetchReceipt'],
  ['packages of others wait to be carried on', { ...calm, relays: 3 }, false, 'packages.next_relay'],
  ['its own changes go before them', { ...calm, unsent: 4, relays: 3 }, false, 'packages.next_send'],
  ['an office below sent, and is to have something from above', { ...calm, lastReceived: sent(1), relays: 1 }, true, 'packages.next_relay'],
  ['a family or an answer about one waits to be taken there', { ...calm, papers: 1 }, false, 'packages.next_transfer'],
  ['an office below is to have one', { ...calm, lastReceived: sent(1), papers: 1 }, true, 'packages.next_transfer'],
  ['an office below is to be told of a proposal, though it is late itself', { ...calm, words: 2 }, true, 'packages.next_tell'],
  ['the card was not compared, before any sending', { ...calm, checked: false, unsent: 4 }, false, 'packages.next_compareCard'],
  ['they miss a package: more urgent than what waits', { ...calm, unsent: 4, problems: [problem('THEY_MISS')] }, false, 'packages.next_sendFull'],
  ['they have to decide', { ...calm, problems: [problem('THEY_CONFLICT')] }, false, 'packages.next_theyDecide'],
  ['what came was refused or has a gap', { ...calm, lastReceived: sent(1), problems: [problem('PACKAGE_CUT')] }, true, 'packages.next_askAgain'],
  ['something before what came is missing', { ...calm, problems: [problem('PACKAGE_GAP')] }, true, 'packages.next_askFull'],
  ['they lost what is here', { ...calm, problems: [problem('REBASE_NEEDED'), problem('PACKAGE_GAP')] }, true, 'packages.next_giveBack'],
  ['this PC lost what they hold: a report in full would wait there as well', { ...calm, unsent: 4, problems: [problem('THEY_MISS'), problem('THEY_HOLD_LOST')] }, false, 'packages.next_fetchLost'],
  ['what they lost was sent to them', { ...calm, lastSent: { ...sent(1), at: '2026-11-21', file: 'a.tepat' }, problems: [problem('REBASE_NEEDED', '2026-11-20')] }, true, 'packages.next_awaitReport'],
  ['they lost something once more', { ...calm, lastSent: { ...sent(1), at: '2026-11-21', file: 'a.tepat' }, problems: [problem('REBASE_NEEDED', '2026-11-22')] }, true, 'packages.next_giveBack'],
  ['what this PC lost came back', { ...calm, problems: [problem('THEY_AWAIT_REPORT')] }, false, 'packages.next_sendAgain'],
  ['a backup was restored here: whatever waits, a report asks for what it lacks', { ...calm, waits: true, restored: true }, false, 'packages.next_sendRestored'],
  ['nothing was ever sent to an office above', { ...calm, relation: 'above' as const }, false, 'packages.next_firstReport'],
  ['nor then where packages of others wait, which present this office as well', { ...calm, relation: 'above' as const, relays: 2 }, false, 'packages.next_relay'],
  ['their new PC has not got its data back', { ...calm, lastReceived: sent(1), problems: [problem('THEY_LACK_OWN')] }, true, 'packages.next_handBack'],
  ['a doubled stream', { ...calm, problems: [problem('PACKAGE_FORK')] }, true, 'packages.next_newEpoch'],
  ['the copy came back under a card that is not known', { ...calm, problems: [problem('PACKAGE_FORK', '2026-11-20'), problem('SENDER_UNTRUSTED', '2026-11-21')] }, true, 'packages.next_card'],
  ['a card was trusted since: the package is taken again', { ...calm, checked: false, problems: [problem('SENDER_UNTRUSTED', '2026-11-21')], pcs: [trusted('2026-11-20'), trusted('2026-11-22')] }, true, 'packages.next_takeAgain'],
  ['only another PC of it is known', { ...calm, problems: [problem('SENDER_UNTRUSTED', '2026-11-21')], pcs: [trusted('2026-11-20')] }, true, 'packages.next_card'],
  ['a copy after a card that was not known', { ...calm, problems: [problem('PACKAGE_FORK', '2026-11-22'), problem('SENDER_UNTRUSTED', '2026-11-21')] }, true, 'packages.next_newEpoch'],
  ['this PC is the copy', { ...calm, unsent: 4, problems: [problem('THEY_ORDER_EPOCH')] }, false, 'packages.next_openAgain'],
  ['this PC is the copy, as another office showed', { ...calm, unsent: 4, problems: [problem('FORK_PENDING')] }, false, 'packages.next_openAgain'],
  ['a copy is opened again before its packages are asked for', { ...calm, problems: [problem('THEY_MISS'), problem('FORK_PENDING')] }, false, 'packages.next_openAgain'],
  ['an upload failed: the stick is equal', { ...calm, waits: true, upload: 'failed' as const }, false, 'packages.next_uploadFailed'],
  ['newer changes go before what failed, because their report covers it', { ...calm, unsent: 4, upload: 'failed' as const }, false, 'packages.next_send'],
  ['they miss a package, whatever became of an upload', { ...calm, upload: 'failed' as const, problems: [problem('THEY_MISS')] }, false, 'packages.next_sendFull'],
  ['the own report goes before what others gave', { ...calm, relays: 3, papers: 1, upload: 'failed' as const }, false, 'packages.next_uploadFailed'],
  ['a package lies in the queue', { ...calm, waits: true, upload: 'waiting' as const }, false, 'packages.next_uploadWaits'],
  ['it is under way', { ...calm, waits: true, upload: 'sending' as const }, false, 'packages.next_uploadWaits'],
  ['what can be done now goes before waiting', { ...calm, papers: 1, upload: 'sending' as const }, false, 'packages.next_transfer'],
  ['the first report waits for the network and on no stick', { ...calm, relation: 'above' as const, upload: 'waiting' as const }, false, 'packages.next_uploadWaits'],
  ['the server has it, and the receipt comes the same way', { ...calm, waits: true, upload: 'sent' as const }, false, 'packages.next_uploadSent'],
  ['the copy has a name of its own: its card goes first', { ...calm, unsent: 4, newCard: true }, false, 'packages.next_newCard'],
])('%s', (_name, neighbour, receiving, step) => {
  expect(nextStep(neighbour, receiving)).toBe(step);
});

test('one that sent before and is late by the schedule is to be reminded', () => {
  expect(nextStep({ ...calm, lastReceived: sent(1) }, true, true)).toBe('packages.next_remind');
});
