import { z } from 'zod';
import { call } from './define.ts';

const wayBack = z.object({
  kind: z.enum(['keyring', 'database', 'snapshot']), file: z.string(), at: z.string(), why: z.string(), bytes: z.number(),
  families: z.number(), people: z.number(), changes: z.number(),
  /** Own changes that are lost by this way, and the period they were made in; empty where nothing is known to be lost. */
  lostChanges: z.number(), from: z.string(), to: z.string(),
});

export const survivalCalls = {
  'recovery.look': call({
    about: 'For an office that cannot be opened: what it can be brought back from, each proved by opening it, and what would be lost by it. Changes nothing. `backup.restore` takes the file.', lane: 'write', permission: null, open: true,
    input: z.object({ user: z.string(), passphrase: z.string() }),
    output: z.object({ ways: z.array(wayBack), /** Copies that did not pass their check. */ bad: z.array(z.string()) }),
  }),
};
