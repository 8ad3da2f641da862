import { z } from 'zod';

const keptValue = z.union([z.string(), z.number(), z.null(), z.object({ list: z.string(), version: z.string(), code: z.number().nullable(), raw: z.string() })]);

/** Values of a record by field, as a draft holds them. */
export const keptValues = z.record(z.string(), keptValue);
