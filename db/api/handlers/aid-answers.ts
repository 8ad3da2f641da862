import { aidCounts } from '../../reports/aid/aid-counts.ts';
import { dayOf } from '../../reports/aid/aid-query.ts';
import { aidTrend } from '../../reports/aid/aid-trend.ts';
import { periodEnds } from '../../rules/aid/period-ends.ts';
import type { aidAnswerCalls } from '../contract/aid-answers.ts';
import type { Handlers } from '../handler.ts';

export const aidAnswerHandlers: Handlers<keyof typeof aidAnswerCalls> = {
  // In the window the other thread is at making them, and tells when it is done.
  'aid.counts': ({ programme }, { reader, scope, host }) => aidCounts(reader, { scope, params: programme === undefined ? {} : { programme } }, host.options.lane === 'both'),

  'aid.trend': ({ list, day, step, points, params }, { reader, scope }) => reader.db.transaction(() => [...aidTrend(reader, { scope, params }, list, periodEnds(dayOf(reader, day), step, points))])(),
};
