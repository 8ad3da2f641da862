import { fail } from '../../rules/failure.ts';
import type { referenceCalls } from '../contract/reference.ts';
import type { Handlers } from '../handler.ts';

export const referenceHandlers: Handlers<keyof typeof referenceCalls> = {
  'reference.status': () => fail('UNKNOWN_CALL', { name: 'reference.status' }),
  'reference.set': () => fail('UNKNOWN_CALL', { name: 'reference.set' }),
  'reference.askable': () => fail('UNKNOWN_CALL', { name: 'reference.askable' }),
  'schedule.mine': () => fail('UNKNOWN_CALL', { name: 'schedule.mine' }),
  'below.table': () => fail('UNKNOWN_CALL', { name: 'below.table' }),
  'below.calendar': () => fail('UNKNOWN_CALL', { name: 'below.calendar' }),
  'starter.write': () => fail('UNKNOWN_CALL', { name: 'starter.write' }),
  'starter.list': () => fail('UNKNOWN_CALL', { name: 'starter.list' }),
  'starter.read': () => fail('UNKNOWN_CALL', { name: 'starter.read' }),
  'starter.create': () => fail('UNKNOWN_CALL', { name: 'starter.create' }),
};
