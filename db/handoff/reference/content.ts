import { z } from 'zod';
import { isRegionCode } from '../../rules/region-code.ts';

/** When an office hands in; `code` narrows it to the offices of a region, the longest that fits counts. */
const scheduleRow = z.object({
  code: z.union([z.string().refine(isRegionCode), z.literal('')]),
  every: z.enum(['week', 'month']), day: z.number().int().min(1).max(31), grace: z.number().int().min(0).max(31),
  /** The day of the edition from which the row is in force: no due date before it is missed. */
  since: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).optional(),
});
const upload = z.object({ url: z.url({ protocol: /^https$/ }).max(500), certificate: z.string().max(20_000).nullable() });
/** A record that nobody owns, whole. */
const recordSchema = z.object({ uid: z.string().min(1).max(64), values: z.array(z.tuple([z.number().int(), z.unknown()])) });

/** What reference data says beside programmes and region bridges, which travel as records. */
export const contentSchema = z.object({
  edition: z.number().int().positive(),
  issuedAt: z.string().max(40),
  schedule: z.array(scheduleRow).max(500),
  upload: upload.nullable(),
  /** Withheld fields that are asked for all the same, as [entity, field] numbers. */
  asked: z.array(z.tuple([z.number().int(), z.number().int()])).max(200),
  templates: z.array(z.object({ name: z.string().min(1).max(60), text: z.string().max(20_000) })).max(50),
  /** Saved mappings of spreadsheets, each as the text that intake keeps. */
  mappings: z.array(z.object({ name: z.string().min(1).max(100), text: z.string().max(200_000) })).max(500),
  /** Programmes that nobody owns, as this office has adapted them: [uid, [field, value]…]. */
  programmes: z.array(recordSchema).max(2000),
  /** Rules of programmes that were made or changed at the issuer: [uid, [field, value]…]. */
  rules: z.array(recordSchema).max(2000).default([]),
  /** Schemes and patterns of programmes that were made or changed at the issuer, alike. */
  schemes: z.array(recordSchema).max(200).default([]),
  needRules: z.array(recordSchema).max(200).default([]),
  patterns: z.array(recordSchema).max(1000).default([]),
  /** Partners of the issuer outside government, without their contacts, and the agreements with them. */
  partners: z.array(recordSchema).max(2000).default([]),
  agreements: z.array(recordSchema).max(5000).default([]),
  /** Cards that the issuer vouches for, as their JSON text. */
  cards: z.array(z.string().max(64 * 1024)).max(5000),
  /** Cards that are to be believed no more, as their JSON text, each with the last counter of its PC that counts. */
  revoked: z.array(z.object({ card: z.string().max(64 * 1024), reason: z.string().max(500), epoch: z.number().int().nonnegative(), counter: z.number().int().nonnegative() })).max(5000).optional(),
  /** The issuer's escrow key for offices that nobody can open any more: its public half, how many holders of how many, and its last day. */
  escrow: z.object({ publicKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/), needed: z.number().int().min(2).max(20), of: z.number().int().min(2).max(20), until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }).nullable().optional(),
  /** Version of every code list at the issuer. */
  lists: z.record(z.string().max(100), z.string().max(100)),
});

export type ReferenceContent = z.infer<typeof contentSchema>;
export type ScheduleRow = z.infer<typeof scheduleRow>;

/** What an issuer sets by hand; the rest of the content follows from its register. */
export type ReferenceDraft = Pick<ReferenceContent, 'schedule' | 'upload' | 'asked' | 'templates'>;
