import { z } from 'zod';
import { healthKeys } from '../../rules/health-keys.ts';
import { call } from './define.ts';

const state = z.enum(['ok', 'warn', 'bad']);
const update = z.object({ version: z.string(), notes: z.string(), kind: z.string(), file: z.string(), bytes: z.number(), sha256: z.string() });
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
  'health.check': call({
    about: 'Periksa kesehatan: the numbered checks of program, register, chain, keyring, mark, snapshots, backups, room, folder, clock and log. Changes nothing.', lane: 'write', permission: 'register.read',
    input: z.object({ job: z.string().default('health') }),
    output: z.object({ at: z.string(), version: z.string(), worst: state, items: z.array(z.object({ no: z.number(), key: z.enum(healthKeys), state, params: z.record(z.string(), z.union([z.string(), z.number()])) })) }),
  }),
  'update.look': call({
    about: 'Reads the update on a stick or in a folder and proves it: signed by a release key, newer than this version, whole. Runs nothing.', lane: 'write', permission: null,
    input: z.object({ folder: z.string() }), output: update,
  }),
  'update.take': call({
    about: 'Copies a proved update to this PC, proves the copy, and takes a snapshot of the register; `shell.runUpdate` starts it.', lane: 'write', permission: 'setting.write',
    input: z.object({ folder: z.string() }), output: update,
  }),
  'support.bundle': call({
    about: 'Writes a file for whoever helps: versions, sizes, the numbered checks, counts, kinds of the last acts and the log, nothing about people. Also for an office that cannot be opened.', lane: 'write', permission: null, open: true,
    input: z.object({ path: z.string() }), output: z.object({ file: z.string(), bytes: z.number(), sha256: z.string(), parts: z.array(z.string()) }),
  }),
};
