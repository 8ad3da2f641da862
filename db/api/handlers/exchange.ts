import { fail } from '../../rules/failure.ts';
import type { exchangeCalls } from '../contract/exchange.ts';
import type { Handlers } from '../handler.ts';

export const exchangeHandlers: Handlers<keyof typeof exchangeCalls> = {
  'transfer.start': () => fail('UNKNOWN_CALL', { name: 'transfer.start' }),
  'transfer.list': () => fail('UNKNOWN_CALL', { name: 'transfer.list' }),
  'transfer.accept': () => fail('UNKNOWN_CALL', { name: 'transfer.accept' }),
  'transfer.refuse': () => fail('UNKNOWN_CALL', { name: 'transfer.refuse' }),
  'transfer.withdraw': () => fail('UNKNOWN_CALL', { name: 'transfer.withdraw' }),
  'relay.list': () => fail('UNKNOWN_CALL', { name: 'relay.list' }),
  'target.issue': () => fail('UNKNOWN_CALL', { name: 'target.issue' }),
  'target.list': () => fail('UNKNOWN_CALL', { name: 'target.list' }),
  'target.void': () => fail('UNKNOWN_CALL', { name: 'target.void' }),
  'task.list': () => fail('UNKNOWN_CALL', { name: 'task.list' }),
  'task.answer': () => fail('UNKNOWN_CALL', { name: 'task.answer' }),
  'upload.status': () => fail('UNKNOWN_CALL', { name: 'upload.status' }),
  'upload.queue': () => fail('UNKNOWN_CALL', { name: 'upload.queue' }),
  'upload.run': () => fail('UNKNOWN_CALL', { name: 'upload.run' }),
  'upload.cancel': () => fail('UNKNOWN_CALL', { name: 'upload.cancel' }),
  'document.save': () => fail('UNKNOWN_CALL', { name: 'document.save' }),
};
