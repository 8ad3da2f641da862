import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getMeta } from '../store/meta.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { peekHeader } from './envelope.ts';
import { digestFile } from './file-io.ts';
import { isTaken, keptFile } from './inbox.ts';
import { readJournal } from './journal.ts';
import type { JournalEntry } from './journal.ts';
import { isKept, isToCarry } from './relay/keep.ts';

/** What Tepat files a folder or stick holds for this office, or for others to whom this one carries them on, without taking them; `own` is what this office wrote itself. */
export function look(office: Reader, folder: string) {
  const names = readdirSync(folder).filter((name) => /\.tepat$/i.test(name) && !/^[.~]/.test(name)).sort();
  const ownUid = getMeta(office.db, 'device');
  let entries: readonly JournalEntry[] | undefined;
  const refused = (): readonly JournalEntry[] => (entries ??= readJournal(office));
  // One that is damaged is refused once, and is no news on the next look.
  const isRefused = (file: string): boolean => {
    const { sha256 } = digestFile(file);
    return refused().some((row) => row.sha256 === sha256);
  };
  return names.map((name) => {
    const file = join(folder, name);
    const { header, bytes, whole } = peekHeader(file);
    // What this PC wrote for its office's other PC comes back with the stick.
    const written = header?.origin.deviceId === ownUid;
    const forUs = !written && (header?.destination.some((one) => one.officeId === office.identity.officeId) ?? false);
    const relay = header !== null && !forUs && isToCarry(office, header);
    const taken = header !== null && (isTaken(office, header.packageId) || isParked(office, header.packageId));
    const barred = forUs && header !== null && !taken && refused().some((row) => row.packageId === header.packageId && BARRED.has(row.code ?? '') && !isKnownSince(office, header.origin.code, row.at));
    const seen = header !== null && (relay ? isKept(office, header, file, bytes) : taken || barred || (!whole && isRefused(file)));
    const own = header?.origin.officeId === office.identity.officeId;
    return { file, kind: header?.kind ?? null, own, from: header?.origin.code ?? null, fromName: header?.origin.name ?? null, sequence: header?.sequence ?? null, forUs, relay, seen, barred, damaged: !whole, bytes };
  });
}

/** What a package is refused with because of the card that it came under. */
const BARRED: ReadonlySet<string> = new Set(['SENDER_UNTRUSTED', 'KEY_REVOKED']);

/** Whether a card of an office was trusted, or a starter file written for it, after a moment: what was refused may be taken now. */
function isKnownSince(office: Reader, code: string, at: string): boolean {
  return sql(office, 'SELECT EXISTS (SELECT 1 FROM card WHERE code = @code AND revokedAt IS NULL AND trustedAt > @at) OR EXISTS (SELECT 1 FROM starter WHERE code = @code AND at > @at)').pluck().get({ code, at }) === 1;
}

/** Whether a package waits here for what comes before it: it is taken by itself then. */
function isParked(office: Reader, packageId: string): boolean {
  const sha256 = sql(office, "SELECT sha256 FROM packageIn WHERE packageId = ? AND outcome = 'parked'").pluck().get(packageId) as string | undefined;
  return sha256 !== undefined && existsSync(keptFile(office, sha256));
}
