import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../rules/canonical-json.ts';
import type { Json } from '../../rules/canonical-json.ts';
import { fail, isFailure } from '../../rules/failure.ts';
import { scheduleFor } from '../../rules/due-dates.ts';
import { isInside, isRegionCode } from '../../rules/region-code.ts';
import { writeChanges } from '../../store/change-log.ts';
import { writeFileWhole } from '../../store/files.ts';
import { getMeta, setMeta } from '../../store/meta.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { cardFingerprint, ensureCard, readCardText } from '../card.ts';
import type { Card } from '../card.ts';
import { requireFingerprint } from '../fingerprint.ts';
import { asBlock } from '../frames.ts';
import { makeFolder } from '../copy-whole.ts';
import { named } from '../file-io.ts';
import { headerSchema } from '../header.ts';
import { emptyContents } from '../payload.ts';
import { headAt } from '../ranges.ts';
import { readLedger } from '../sqlite-ledger.ts';
import { keyedHash, sha256, signatureHolds, signBytes } from '../seal.ts';
import type { Session, Watch } from '../session.ts';
import { keepCard } from '../trust.ts';
import { contentSchema } from './content.ts';
import type { ReferenceContent } from './content.ts';
import { heldReference } from './held.ts';
import { newEdition } from './issue.ts';
import { STARTER_ISSUER, STARTER_TOKEN } from './introduction.ts';
import { takeReference } from './take.ts';

/** The file name ending of a starter file. */
const STARTER_ENDING = '.tepatmulai';
/** Meta: what the last starter file for an office says of when it hands in; its code follows. */
const SCHEDULE_OF = 'starter.schedule.';
const MAX_BYTES = 64 * 1024 * 1024;

const place = z.object({ code: z.string().refine(isRegionCode), name: z.string().min(1).max(200), level: z.enum(['kelurahan', 'desa', 'kecamatan', 'kota', 'kabupaten', 'provinsi']) });
const body = z.object({
  format: z.object({ major: z.number().int(), minor: z.number().int() }), practice: z.boolean(), issuedAt: z.string().max(40),
  /** The issuer's card, as its text. */
  card: z.string().max(64 * 1024),
  office: place,
  /** The secret by which the issuer knows the new office's first report. */
  token: z.string().regex(/^[0-9a-f]{64}$/),
  opening: z.unknown(), ranges: headerSchema.shape.ranges, blocks: z.array(z.unknown().transform(asBlock)),
});
const starterSchema = body.extend({ signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/) });

/** A starter file: everything a new office needs but its user and passphrase. */
export type Starter = z.infer<typeof starterSchema>;
/** An office that a starter file is for. */
export type StarterPlace = z.infer<typeof place>;

export interface WrittenStarter extends StarterPlace {
  readonly file: string | null;
  /** Code of the refusal when none was written. */
  readonly refusal: string | null;
}

/**
 * Writes one starter file for each of these offices, all from one edition of the reference data. One that cannot have
 * one (outside the region, already at work) is named and stops none. Errors: NOT_AN_ISSUER, NO_SIGNING_KEY, CANCELLED
 * (those written stay), DISK_FULL, FOLDER_UNUSABLE.
 */
export async function writeStarters(session: Session, places: readonly StarterPlace[], folder: string, watch: Watch = {}): Promise<WrittenStarter[]> {
  const { office, secrets } = session;
  const key = secrets.signingKey ?? fail('NO_SIGNING_KEY');
  const card = await ensureCard(session);
  const edition = newEdition(session);
  const ledger = readLedger(office);
  const ranges = edition.ranges.map((range) => ({ device: range.deviceUid, epoch: range.epoch, from: range.from, to: range.to, fromHead: headAt(ledger, range, range.from), toHead: headAt(ledger, range, range.to) }));
  const common = { format: { major: 1, minor: 0 }, practice: office.identity.practice, issuedAt: edition.content.issuedAt, card: JSON.stringify(card), opening: edition.opening, ranges, blocks: [...edition.blocks(emptyContents())] };
  makeFolder(folder);
  const written: WrittenStarter[] = [];
  for (const [done, one] of places.entries()) {
    if (watch.cancelled?.()) fail('CANCELLED');
    written.push(writeOne(session, one, folder, edition.content.schedule, (token) => {
      const made = { ...common, office: one, token };
      return { ...made, signature: signBytes(key, 'starter', made.practice, Buffer.from(canonicalJson(made as unknown as Json))).toString('base64') };
    }));
    watch.progress?.({ step: 'starter', done: done + 1, total: places.length });
    // Lets a request to cancel be heard between files.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return written;
}

function writeOne(session: Session, one: StarterPlace, folder: string, schedule: ReferenceContent['schedule'], make: (token: string) => Starter): WrittenStarter {
  const { office, user, secrets } = session;
  const { code } = office.identity;
  if (one.code === code || !isInside(one.code, code)) return { ...one, file: null, refusal: 'NOT_BELOW' };
  if (sql(office, 'SELECT 1 FROM card WHERE code = ? AND revokedAt IS NULL').get(one.code) !== undefined) return { ...one, file: null, refusal: 'STARTER_AT_WORK' };
  const kept = sql(office, 'SELECT token FROM starter WHERE code = ? AND usedAt IS NULL').pluck().get(one.code) as string | undefined;
  // A second file for the same office carries the same secret: whichever of the two is used is known.
  const token = kept ?? keyedHash(secrets.signingKey ?? '', `${one.code} ${office.newId()}`);
  const file = join(folder, `MULAI_${one.code.replaceAll('.', '')}_${slug(one.name)}${STARTER_ENDING}`);
  try {
    writeFileWhole(file, JSON.stringify(make(token)));
  } catch (error) {
    return named(error, folder);
  }
  writeChanges(office, { user, kind: 'access', reason: 'starter.write', detail: { code: one.code } }, () => {
    sql(office, 'INSERT OR REPLACE INTO starter (code, name, level, token, at, by) VALUES (?,?,?,?,?,?)').run(one.code, one.name, one.level, token, office.now().toISOString(), user.name);
    setMeta(office.db, SCHEDULE_OF + one.code, JSON.stringify(scheduleFor(schedule, one.code)));
  });
  return { ...one, file, refusal: null };
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 40);
}

/** The starter files that were written, by code, each with what it says of when the office hands in; undefined where that is not known any more. */
export function listStarters(office: Reader) {
  const rows = sql(office, 'SELECT code, name, at, by, usedAt FROM starter ORDER BY code').all() as { code: string; name: string; at: string; by: string; usedAt: string | null }[];
  const held = heldReference(office)?.content ?? null;
  const scheduleOf = ({ code, at }: { code: string; at: string }): ReferenceContent['schedule'][number] | null | undefined => {
    const kept = getMeta(office.db, SCHEDULE_OF + code);
    if (kept !== null) return JSON.parse(kept) as ReferenceContent['schedule'][number] | null;
    // Written before that was kept: it is of the edition in force unless one came after it.
    return held !== null && held.issuedAt <= at ? scheduleFor(held.schedule, code) : undefined;
  };
  return rows.map((row) => ({ ...row, schedule: scheduleOf(row), state: row.usedAt === null ? ('written' as const) : ('used' as const) }));
}

/** A starter file that was read: its signature is right, and its issuer's card. */
export interface ReadStarter {
  readonly starter: Starter;
  readonly card: Card;
  readonly content: ReferenceContent;
}

/** Reads a starter file and checks its signature. Errors: STARTER_UNREADABLE, STARTER_NEWER, STARTER_DAMAGED. */
export function readStarter(path: string): ReadStarter {
  const file = path.split(/[/\\]/).at(-1) ?? path;
  try {
    if (statSync(path).size > MAX_BYTES) return fail('STARTER_UNREADABLE', { file });
    const json = JSON.parse(readFileSync(path, 'utf8')) as { format?: { major?: number } };
    if ((json.format?.major ?? 1) > 1) return fail('STARTER_NEWER', { file });
    const starter = starterSchema.parse(json);
    const card = readCardText(starter.card);
    const { signature, ...signed } = starter;
    const isRight = card !== null && card.practice === starter.practice && isInside(starter.office.code, card.code)
      && signatureHolds(card.signKey, 'starter', starter.practice, Buffer.from(canonicalJson(signed as unknown as Json)), Buffer.from(signature, 'base64'));
    if (!card || !isRight) return fail('STARTER_DAMAGED', { file });
    const [first] = starter.blocks;
    return { starter, card, content: contentSchema.parse(JSON.parse(String(first?.columns.content?.[0]))) };
  } catch (error) {
    if (isFailure(error)) throw error;
    return fail('STARTER_UNREADABLE', { file });
  }
}

/** Compares the issuer's fingerprint with what was spoken. Errors: FINGERPRINT_NEEDED, FINGERPRINT_DIFFERS. */
export function checkIssuer({ card }: ReadStarter, fingerprint: string | undefined, unchecked: boolean): void {
  if (fingerprint !== undefined) requireFingerprint(fingerprint, cardFingerprint(card), card.name);
  else if (!unchecked) fail('FINGERPRINT_NEEDED', { name: card.name });
}

/** Begins a new office with its starter file: trusts the issuer, takes the reference data, keeps the secret for the first report. */
export function beginWith(office: Writer, user: Session['user'], { starter, card }: ReadStarter, checked: boolean): void {
  const detail = { starter: starter.issuedAt, card: card.deviceId, code: card.code, fingerprint: cardFingerprint(card), checked };
  writeChanges(office, { user, kind: 'access', reason: checked ? 'card.trust' : 'card.trust.unchecked', detail }, (log) => {
    keepCard(office, card, { checked, area: card.code, at: office.now().toISOString(), by: user.name });
    const { code, name } = card;
    takeReference(office, log, { code, name, deviceId: card.deviceId, ranges: starter.ranges, opening: starter.opening, blocks: starter.blocks, sha256: sha256(canonicalJson(starter as unknown as Json)).toString('hex') });
    setMeta(office.db, STARTER_TOKEN, starter.token);
    setMeta(office.db, STARTER_ISSUER, card.code);
  });
}
