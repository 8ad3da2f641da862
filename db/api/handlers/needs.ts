import { needFamily } from '../../registry/access.ts';
import { listNeedRules } from '../../registry/needs/need-rules.ts';
import { needTurns } from '../../registry/needs/need-turns.ts';
import type { needCalls } from '../contract/needs.ts';
import type { Handlers } from '../handler.ts';

export const needHandlers: Handlers<keyof typeof needCalls> = {
  'need.rules': (_input, { reader }) => ({ rules: listNeedRules(reader) }),
  'need.turns': ({ family }, { reader, scope }) => needTurns(reader, needFamily(reader, family, scope).id),
};
