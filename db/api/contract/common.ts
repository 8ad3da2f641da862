import { z } from 'zod';

/** A coded answer outside the field's current list: raw label kept (DESIGN §2.2). */
export const codedValue = z.object({ list: z.string(), version: z.string(), code: z.number().nullable(), raw: z.string() });
export const fieldValue = z.union([z.string(), z.number(), z.null(), codedValue]);
/** Field values by field key of `db/rules/entities`. */
export const values = z.record(z.string(), fieldValue);

/** A record's id: UUIDv7 text. */
export const uid = z.string().min(1).max(64);
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const regionCode = z.string().regex(/^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/);
/** The language of texts in an answer. */
export const lang = z.enum(['id', 'en']).default('id');
export const nothing = z.object({});
export const done = z.object({ ok: z.literal(true) });

export const finding = z.object({
  code: z.string(),
  severity: z.enum(['block', 'warn', 'info']),
  entity: z.string().optional(),
  record: z.string().optional(),
  field: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** Counts of families and people apart (DESIGN §7). */
export const counts = z.object({ families: z.number(), people: z.number() });

export const role = z.enum(['operator', 'verifikator', 'pengesah', 'admin', 'auditor', 'opd']);
export const officeLevel = z.enum(['kelurahan', 'desa', 'kecamatan', 'kota', 'kabupaten', 'provinsi']);
