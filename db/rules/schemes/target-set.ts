import type { z } from 'zod';
import { missedContentSchema } from '../aid/aid-rule.ts';

/**
 * What a target list says, in the words of the rules of aid: families for whom the test holds are chosen, and recipients
 * of the programmes come from them.
 */
export const targetContentSchema = missedContentSchema;
export type TargetContent = z.output<typeof targetContentSchema>;

/** The purpose of a list of tasks that is a part of a target list, and nothing to be done. */
export const targetPurpose = 'target';
