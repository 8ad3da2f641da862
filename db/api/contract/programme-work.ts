import { z } from 'zod';
import { call } from './define.ts';
import { lang, uid } from './common.ts';
import { importPreview } from './intake.ts';
import { second } from './people.ts';
import { concern, recipientRow } from './programme.ts';

const reason = z.string().trim().min(1).max(300);

/** What is done about rules that stand against somebody of a list. */
export const programmeWorkCalls = {
  'import.letThrough': call({
    about: 'Enrols a staged row of a programme’s list although a rule forbids it, with a reason that is counted among the overrides; a user who may not set rules aside names another who may and types the passphrase. Null takes it back.',
    lane: 'write', permission: 'import.run',
    input: z.object({ staging: uid, sheet: z.string(), row: z.number().int(), reason: reason.nullable(), second, job: z.string().default('import'), lang }), output: importPreview,
  }),
  'programme.printList': call({
    about: 'The recipients as they may be printed: the dead, the gone and the suspended never stand on it, whom a rule forbids only with `anyway`, a reason that is kept with the purpose; whoever was left out stands in `followUp`.',
    lane: 'write', permission: 'register.read', input: z.object({ programme: uid, purpose: z.string().trim().min(1).max(200), anyway: reason.optional(), lang }),
    output: z.object({ rows: z.array(recipientRow.extend({ note: z.string().nullable() })), followUp: z.array(concern) }),
  }),
} as const;
