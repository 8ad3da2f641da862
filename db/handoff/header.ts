import { z } from 'zod';
import { canonicalJson } from '../rules/canonical-json.ts';
import type { Json } from '../rules/canonical-json.ts';

/** The format that this version writes. A reader refuses a higher major, and ignores what a higher minor adds. */
export const FORMAT = { major: 1, minor: 0 } as const;
/** Every kind of package of DESIGN §3. */
export const packageKinds = ['LAPORAN', 'TANDA_TERIMA', 'ACUAN', 'SASARAN', 'PINDAH', 'TERUSAN', 'FOTO'] as const;
export type PackageKind = (typeof packageKinds)[number];
const bare: readonly string[] = ['TANDA_TERIMA', 'TERUSAN', 'FOTO'];

/** Whether a package of this kind names no changes: its ranges and the table of its opening are empty. */
export function isBare(kind: string): boolean {
  return bare.includes(kind);
}

const count = z.number().int().nonnegative();
const id = z.string().min(1).max(64);
const hex32 = z.string().regex(/^[0-9a-f]{64}$/);

const office = z.object({ officeId: id, code: z.string().min(2).max(13), name: z.string().min(1).max(200) });

/** Counters (from, to] of one origin device and epoch, with the chain's heads at both ends. */
const range = z.object({ device: id, epoch: count, from: count, to: count, fromHead: hex32, toHead: hex32 }).refine((one) => one.from <= one.to);

export const headerSchema = z.looseObject({
  format: z.looseObject({ major: count, minor: count }),
  packageId: id,
  kind: z.string().max(40),
  practice: z.boolean(),
  origin: office.extend({ deviceId: id, keyId: z.string().max(64) }),
  destination: z.array(office.extend({ devices: z.array(z.object({ deviceId: id, keyId: z.string().max(64) })).min(1) })).min(1),
  epoch: z.looseObject({
    number: count, nonce: z.string().max(64),
    base: z.object({ number: count, counter: count }).nullable(),
  }),
  stream: z.string().max(64),
  sequence: z.number().int().positive(),
  previous: hex32.nullable(),
  ranges: z.array(range),
  schema: z.looseObject({ version: z.string().max(200), lists: z.record(z.string(), z.string()) }),
  privacy: z.looseObject({ profile: z.string().max(64), withheld: z.array(z.tuple([count, count])) }),
  payload: z.looseObject({ sha256: hex32, bytes: count }),
  counts: z.looseObject({
    changes: count, families: count, people: count,
    files: z.record(z.string(), count),
    register: z.object({ families: count, people: count }),
  }),
  createdAt: z.string().max(40),
  createdBy: z.string().max(200),
  approvedBy: z.looseObject({ name: z.string().max(200), at: z.string().max(40) }).nullable(),
  application: z.string().max(100),
  /** The heads of the sender's audit chain now and where earlier packages left, newest first: a reader that knows another head there has met a second history. */
  chain: z.array(z.object({ epoch: count, counter: count, head: hex32 })).max(64).optional(),
  /** Set when a report gives an office back what its lost PC wrote. */
  returns: z.boolean().optional(),
  /** How an office that began with a starter file presents itself to whoever wrote it. */
  introduction: z.looseObject({ card: z.string().max(64 * 1024), proof: z.string().max(64) }).optional(),
  /** How a PC whose key was renewed presents itself: each old key's word for the next, oldest first. */
  succession: z.array(z.looseObject({ previous: id, card: z.string().max(16 * 1024), epoch: count, counter: count, signature: z.string().max(128) })).max(40).optional(),
  /** How a PC stands up for another of its office, whose words it compared: what it says of others, and what was said of it. */
  vouchers: z.array(z.looseObject({ by: id, card: z.string().max(16 * 1024), signature: z.string().max(128) })).max(40).optional(),
});

/** The open, signed part of a package: DESIGN §3, docs/package-format.md. */
export type Header = z.infer<typeof headerSchema>;

/** The bytes of `header.json`: canonical JSON, so that one header has one form only. */
export function headerBytes(header: Header): Buffer {
  return Buffer.from(canonicalJson(header as unknown as Json));
}

/**
 * Reads `header.json`. `newer` is the major version when this version cannot read it; null when the bytes are no header
 * (not JSON, not in canonical form, a field missing or of the wrong kind).
 */
export function parseHeader(bytes: Uint8Array): { header: Header } | { newer: number } | null {
  try {
    const text = Buffer.from(bytes).toString('utf8');
    const json = JSON.parse(text) as Json;
    if (canonicalJson(json) !== text) return null;
    const major = z.looseObject({ format: z.looseObject({ major: count }) }).parse(json).format.major;
    if (major > FORMAT.major) return { newer: major };
    return { header: headerSchema.parse(json) };
  } catch {
    return null;
  }
}

/** The file name of a package: readable, FAT-safe, at most 100 characters. */
export function packageFileName(header: Pick<Header, 'kind' | 'practice' | 'origin' | 'destination' | 'epoch' | 'sequence'>, deviceTag: string): string {
  const digits = (code: string): string => code.replaceAll('.', '');
  const to = header.destination.length > 2 ? 'beberapa' : header.destination.map((one) => digits(one.code)).join('-');
  const number = String(header.sequence).padStart(4, '0');
  const from = `${digits(header.origin.code)}${deviceTag && `_pc${deviceTag}`}`;
  return `${header.practice ? 'LATIHAN_' : ''}${header.kind}_${from}_ke_${to}_e${header.epoch.number}_${number}.tepat`;
}
