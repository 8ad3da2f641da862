import { z } from 'zod';
import { call } from './define.ts';
import { date, nothing, uid } from './common.ts';

const sources = z.object({
  /** Packages that were lost, by their ids. */
  packages: z.array(z.string().max(64)).max(500),
  /** Files and prints that were lost, by the number of their entry in the audit trail. */
  files: z.array(z.number().int()).max(500),
  /** A PC or a whole backup: everybody in the register. */
  whole: z.boolean(),
});
const kind = z.enum(['package', 'file', 'device', 'backup', 'access', 'other']);

export const incidentCalls = {
  'incident.assess': call({
    about: 'Whose data was lost, computed from the ranges of packages and the lists in the log, with the classes of data of UU 27/2022.', lane: 'read', permission: 'audit.read',
    input: sources.extend({ limit: z.number().int().min(1).max(5000).default(200) }),
    output: z.object({ people: z.number(), families: z.number(), children: z.number(), health: z.number(), financial: z.number(), rows: z.array(z.object({ id: uid, name: z.string().nullable(), family: z.string().nullable() })) }),
  }),
  'incident.save': call({
    about: 'Writes an incident with personal data down, or what became of it; counts whom it affected and says by when they have to be told (3 × 24 hours).', lane: 'write', permission: 'second.confirm',
    input: sources.extend({
      id: uid.optional(), kind, happenedOn: date.nullable().default(null), foundAt: z.iso.datetime({ offset: true }), what: z.string().trim().min(1).max(2000), handling: z.string().trim().max(2000).nullable().default(null),
      informedOn: date.nullable().default(null), reportedOn: date.nullable().default(null), closedOn: date.nullable().default(null),
    }),
    output: z.object({ id: uid, affected: z.number(), due: z.string() }),
  }),
  'incident.list': call({
    about: 'Incidents with personal data, newest first, each with the moment by which people have to be told.', lane: 'read', permission: 'audit.read', input: nothing,
    output: z.array(z.object({
      id: uid, kind: z.string(), happenedOn: date.nullable(), foundAt: z.string(), what: z.string(), handling: z.string().nullable(), affected: z.number(), classes: z.string().nullable(),
      informedOn: date.nullable(), reportedOn: date.nullable(), closedOn: date.nullable(), due: z.string(), sources,
    })),
  }),
};
