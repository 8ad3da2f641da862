import { z } from 'zod';
import { ageRecipient } from '../../rules/age-recipient.ts';
import { call } from './define.ts';
import { date, uid } from './common.ts';

const params = z.record(z.string(), z.union([z.string(), z.number()])).default({});

export const bacaCalls = {
  'baca.write': call({
    about: 'Writes a list for an agency under an agreement in force, sealed with a code that is shown once, or for the agency’s own keys (age recipients) instead; to be read only and not after its last day. Logged with whom it is about.', lane: 'write', permission: 'report.export',
    input: z.object({ name: z.string(), agreement: uid, params, until: date, purpose: z.string().trim().min(1).max(300), recipients: z.array(z.string().regex(ageRecipient)).max(9).default([]), path: z.string() }),
    /** The code is empty where the agency's own key opens it. */
    output: z.object({ file: z.string(), code: z.string(), rows: z.number(), sha256: z.string(), until: date }),
  }),
  'baca.open': call({
    about: 'Opens a BACA file with its code, or with the agency’s key out of a file or of the open office, read only; refused after its last day. Needs no session and no office.', lane: 'write', permission: null, open: true,
    input: z.object({ path: z.string(), code: z.string().max(200).default(''), keyFile: z.string().optional() }),
    output: z.object({
      title: z.string(), office: z.string(), officeCode: z.string(), receiver: z.string(), agreement: z.string(), purpose: z.string(), area: z.string(), fields: z.array(z.string()), until: date, madeAt: z.string(), madeBy: z.string(), practice: z.boolean(),
      /** The words of the office's card: to be compared where it matters who wrote it. */
      fingerprint: z.string(), mark: z.string(), notes: z.array(z.string()),
      tables: z.array(z.object({ name: z.string(), columns: z.array(z.object({ header: z.string(), numeric: z.boolean() })), rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))) })),
    }),
  }),
  'baca.needs': call({
    about: 'What a BACA file says in the clear, and whether it is for an agency’s key instead of a code. Needs no session and no office.', lane: 'write', permission: null, open: true,
    input: z.object({ path: z.string() }), output: z.object({ office: z.string(), receiver: z.string(), until: date, key: z.boolean() }),
  }),
  'baca.recipient': call({
    about: 'The public half of a key out of an office’s card, or out of a text that an agency sent.', lane: 'write', permission: 'report.export',
    input: z.object({ path: z.string() }), output: z.object({ recipient: z.string(), name: z.string() }),
  }),
  'baca.makeKey': call({
    about: 'Makes an agency’s key for BACA files: the secret half in a file that is new, the public half (age recipient) to be told to offices. Needs no session and no office.', lane: 'write', permission: null, open: true,
    input: z.object({ path: z.string() }), output: z.object({ file: z.string(), recipient: z.string() }),
  }),
};
