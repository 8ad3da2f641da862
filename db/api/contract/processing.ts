import { z } from 'zod';
import { call } from './define.ts';
import { nothing, uid } from './common.ts';

const format = z.enum(['pdf', 'docx']);
const written = z.object({ file: z.string(), bytes: z.number(), sha256: z.string(), pages: z.number().nullable() });
const file = { format, path: z.string(), job: z.string().default('document') };

export const processingCalls = {
  'processing.record': call({
    about: 'The record of processing (UU 27/2022 article 31), computed from what this office holds and did: activities with purpose and legal basis, classes of data, receivers, retention, safeguards.', lane: 'read', long: true, permission: 'audit.read', input: nothing,
    output: z.object({
      at: z.string(), families: z.number(), people: z.number(),
      activities: z.array(z.object({ name: z.string(), purpose: z.string(), basis: z.string(), data: z.string(), amount: z.string() })),
      classes: z.array(z.object({ name: z.string(), people: z.number() })),
      receivers: z.array(z.object({ name: z.string(), how: z.string(), purpose: z.string(), times: z.number(), last: z.string() })),
      retention: z.array(z.object({ name: z.string(), years: z.number() })), safeguards: z.array(z.string()),
    }),
  }),
  'processing.document': call({ about: 'The record of processing as PDF or .docx.', lane: 'write', permission: 'audit.read', input: z.object(file), output: written }),
  'incident.document': call({
    about: 'The written notice of an incident (UU 27/2022 article 46): what data, when and how, what was done, whom it concerns and by when they have to be told.', lane: 'write', permission: 'audit.read', input: z.object({ id: uid, ...file }), output: written,
  }),
  'incident.sources': call({
    about: 'What may have been lost: packages that left, and files and prints that the log names, the latest first.', lane: 'read', permission: 'audit.read', input: nothing,
    output: z.object({ packages: z.array(z.object({ id: z.string(), at: z.string(), what: z.string() })), files: z.array(z.object({ tx: z.number(), at: z.string(), what: z.string(), people: z.number() })) }),
  }),
};
