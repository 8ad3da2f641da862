import { z } from 'zod';
import { trendSteps } from '../../rules/aid/period-ends.ts';
import type { TrendStep } from '../../rules/aid/period-ends.ts';
import { call } from './define.ts';

const count = z.number().int().min(0);
const lists = ['overlap', 'missed', 'ineligible', 'anomalies'] as const;
const steps = Object.keys(trendSteps) as [TrendStep, ...TrendStep[]];

/** The four questions about aid, counted. */
export const aidAnswerCalls = {
  'aid.counts': call({
    about: 'How many rows each of the four lists of aid has today (overlap, missed, ineligible, anomalies), of all families of the area or of one programme: the same as the lists. Null while they are still being made.',
    lane: 'read', long: true, permission: 'report.run',
    input: z.strictObject({ programme: z.string().max(64).optional() }),
    output: z.strictObject({ overlap: count, missed: count, ineligible: count, anomalies: count }).nullable(),
  }),

  'aid.trend': call({
    about: 'How many rows and families one of these lists had at the end of each month, quarter or year before a day, by what the register says of those dates now: `report.run` with that day as its period lists them.',
    lane: 'read', long: true, permission: 'report.run',
    input: z.strictObject({ list: z.enum(lists), day: z.iso.date().optional(), step: z.enum(steps).default('month'), points: z.number().int().min(1).max(60).default(6), params: z.record(z.string(), z.union([z.string(), z.number()])).default({}) }),
    output: z.array(z.strictObject({ day: z.string(), rows: count, families: count })),
  }),
} as const;
