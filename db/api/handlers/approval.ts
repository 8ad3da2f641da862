import { fail } from '../../rules/failure.ts';
import type { approvalCalls } from '../contract/approval.ts';
import type { Handlers } from '../handler.ts';

export const approvalHandlers: Handlers<keyof typeof approvalCalls> = {
  'approval.review': () => fail('UNKNOWN_CALL', { name: 'approval.review' }),
  'approval.give': () => fail('UNKNOWN_CALL', { name: 'approval.give' }),
  'approval.withdraw': () => fail('UNKNOWN_CALL', { name: 'approval.withdraw' }),
};
