import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { getMeta } from '../store/meta.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import type { Header, PackageKind } from './header.ts';
import { readJournal } from './journal.ts';
import { countMissing } from './judge.ts';
import type { Tally } from './apply-context.ts';
import { streamOf } from './build-package.ts';
import { peekHeader } from './envelope.ts';
import type { Params } from './envelope.ts';
import { owedFollowUp, waitingWord } from './follow-up.ts';
import type { Owed } from './follow-up.ts';
import { sayAlso, wordText } from './word.ts';
import type { Word } from './word.ts';

export type Outcome = 'accepted' | 'duplicate' | 'parked' | 'refused' | 'fork';

/** What became of one file. `params` fills the text of `code` in any language; `message` is that text in Indonesian. */
export interface ReceivedRow {
  readonly file: string; readonly outcome: Outcome; readonly code: string | null; readonly params: Params; readonly message: string | null;
  readonly kind: string | null; readonly from: string | null; readonly fromName: string | null; readonly sequence: number | null;
  readonly applied: number; readonly unchanged: number; readonly conflicts: number; readonly quarantined: number;
  /** Whether it is for several offices: their reports are a series of numbers beside that of reports for one. */
  readonly shared: boolean;
  /** Whether it waited here and another package of this run brought what it lacked: it lay on no stick then. */
  readonly released: boolean;
  readonly missing: readonly string[]; readonly receipt: string | null;
  /** The answer that waits in the outbox, because where it was to go could not take it; known only in the run that took the file. */
  readonly answerWaits: { readonly packageId: string; readonly code: string; readonly why: 'readonly' | 'full' | 'gone' | 'other' } | null;
  /** Papers of families that move which it carried, and how many of them answered offers of this office. */
  readonly papers: { readonly count: number; readonly accepted: number; readonly refused: number };
  /** Records and changes that the package says it carries. */
  readonly changes: number | null;
  /** Size of the file, and how long checking and taking it took; known only in the run that took it. */
  readonly bytes: number | null; readonly seconds: number | null;
  /** By which questions about the package name it; null where its header could not be read. */
  readonly packageId: string | null;
  /** The hash of the file, by which sender and receiver compare it; null where it could not be read. */
  readonly sha256: string | null;
}

/** A row of the inbox table. */
export interface PackageInRow {
  readonly sha256: string; readonly packageId: string; readonly kind: string; readonly officeId: string; readonly code: string; readonly name: string;
  readonly deviceUid: string; readonly epoch: number; readonly stream: string; readonly sequence: number; readonly file: string;
  readonly outcome: Exclude<Outcome, 'duplicate' | 'refused'>; readonly reason: string | null; readonly params: string; readonly changes: number;
  readonly applied: number; readonly unchanged: number; readonly conflicts: number; readonly quarantined: number; readonly missing: string;
  readonly at: string; readonly by: string; readonly receipt: string | null;
}

export const NOTHING: Tally = { applied: 0, unchanged: 0, conflicts: 0, quarantined: 0, parked: 0 };

/** The papers that a package which was taken carried. */
export function papersTold(header: Header, { answers = { accepted: 0, refused: 0 } }: Tally): ReceivedRow['papers'] {
  return { count: header.counts.files.transfer ?? 0, ...answers };
}

/** Papers are kept with what fills the words of the package: few packages carry any. */
function paperParams({ count, accepted, refused }: ReceivedRow['papers']): Params {
  return count === 0 ? {} : { papers: count, papersAccepted: accepted, papersRefused: refused };
}

function papersNoted({ papers = 0, papersAccepted = 0, papersRefused = 0 }: Params): ReceivedRow['papers'] {
  return { count: Number(papers), accepted: Number(papersAccepted), refused: Number(papersRefused) };
}

/** Where files wait while they are checked, and where parked and forked packages are kept. */
export function inboxFolder(office: Reader): string {
  const folder = join(office.dir, 'inbox');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Where a package that waits is kept. */
export function keptFile(office: Reader, sha256: string): string {
  return join(inboxFolder(office), `${sha256}.tepat`);
}

/** Removes what a power cut left half copied. Called when nothing is being taken. */
export function sweepInbox(office: Reader): void {
  for (const name of readdirSync(inboxFolder(office))) {
    if (name.startsWith('~')) rmSync(join(inboxFolder(office), name), { force: true });
  }
}

/**
 * The Tepat files among files and folders, in order; paths that are not there are returned too, to be refused by name.
 * What this PC itself wrote to a folder is passed over: one stick travels both ways.
 */
export function packageFiles(office: Reader, paths: readonly string[]): string[] {
  const found = paths.flatMap((path) => {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
    if (!isFolder) return [path];
    const names = readdirSync(path).filter((name) => /\.tepat$/i.test(name) && !/^[.~]/.test(name)).sort();
    return names.map((name) => join(path, name)).filter((file) => !isOwn(office, file));
  });
  return [...new Set(found)];
}

function isOwn(office: Reader, file: string): boolean {
  try {
    return peekHeader(file).header?.origin.deviceId === getMeta(office.db, 'device');
  } catch {
    return false;
  }
}

/** A result row of a file whose header was read. */
export function resultRow(file: string, header: Header | null, outcome: Outcome, more: Partial<ReceivedRow> = {}): ReceivedRow {
  const params = more.params ?? {};
  const code = more.code ?? null;
  return {
    file, outcome, code, params, message: code === null ? null : wordText(code, params),
    kind: header?.kind ?? null, from: header?.origin.code ?? null, fromName: header?.origin.name ?? null, sequence: header?.sequence ?? null, shared: header !== null && new Set(header.destination.map((one) => one.officeId)).size > 1,
    applied: 0, unchanged: 0, conflicts: 0, quarantined: 0, released: false, missing: [], receipt: null, answerWaits: null, papers: papersNoted({}),
    changes: header?.counts.changes ?? null, bytes: null, seconds: null, packageId: header?.packageId ?? null, sha256: null, ...more,
  };
}

/** Where a package is kept, still sealed, that held something this version does not know. */
export function laterFile(office: Reader, sha256: string): string {
  return join(inboxFolder(office), `${sha256}.later.tepat`);
}

/** Writes what became of a package; replaces what was written when it was parked. */
export function notePackage(
  office: Writer, by: string, header: Header, sha256: string, file: string, outcome: PackageInRow['outcome'], tally: Tally,
  why: Word | null = null,
): void {
  const { officeId, code, name, deviceId } = header.origin;
  sql(office, `INSERT OR REPLACE INTO packageIn (sha256, packageId, kind, officeId, code, name, deviceUid, epoch, stream, sequence, file, outcome, reason, params,
      changes, applied, unchanged, conflicts, quarantined, missing, at, by, receipt) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL)`)
    .run(sha256, header.packageId, header.kind, officeId, code, name, deviceId, header.epoch.number, header.stream, header.sequence, basename(file), outcome,
      why?.code ?? null, JSON.stringify({ ...why?.params, ...paperParams(papersTold(header, tally)) }), header.counts.changes, tally.applied, tally.unchanged, tally.conflicts, tally.quarantined,
      JSON.stringify(why?.missing ?? []), office.now().toISOString(), by);
}

/** The row of a package with this hash, or undefined. */
export function packageIn(office: Reader, sha256: string): PackageInRow | undefined {
  return sql(office, 'SELECT * FROM packageIn WHERE sha256 = ?').get(sha256) as PackageInRow | undefined;
}

/** Whether a package that came is of a series for several offices. */
export function isSharedStream(office: Reader, { kind, stream }: Pick<PackageInRow, 'kind' | 'stream'>): boolean {
  return stream !== streamOf(kind as PackageKind, [office.identity.officeId]);
}

/** What arrived and what became of it, refusals included, newest first. */
export function inbox(office: Reader, limit = 500): (ReceivedRow & { at: string; by: string })[] {
  const rows = sql(office, 'SELECT * FROM packageIn ORDER BY at DESC LIMIT ?').all(limit) as PackageInRow[];
  const owed = owedFollowUp(office);
  const taken = rows.map((row) => ({ ...fromTable(office, row, owed?.sha256 === row.sha256 ? owed : null), at: row.at, by: row.by }));
  const refused = readJournal(office).slice(-limit).map((entry) => ({
    ...resultRow(entry.file, null, 'refused', { code: entry.code, params: entry.params, kind: entry.kind, from: entry.from, fromName: entry.fromName, sequence: entry.sequence, shared: entry.shared ?? false, packageId: entry.packageId ?? null, sha256: entry.sha256 }),
    at: entry.at, by: entry.by,
  }));
  return [...taken, ...refused].sort((a, b) => b.at.localeCompare(a.at)).slice(0, limit);
}

function fromTable(office: Reader, row: PackageInRow, owed: Owed | null): ReceivedRow {
  const missing = JSON.parse(row.missing) as string[];
  // Notes of before name the ranges only.
  const noted: Params = { ...(missing.length > 0 && { count: countMissing(missing) }), ...(JSON.parse(row.params) as Params) };
  const word = row.reason === null ? null : { code: row.reason, params: noted, missing };
  const { code = null, params = noted } = (owed?.detail ? sayAlso(word, waitingWord(owed, { file: row.file, from: row.name })) : word) ?? {};
  return {
    file: row.file, outcome: row.outcome, code, params, message: code === null ? null : wordText(code, params),
    kind: row.kind, from: row.code, fromName: row.name, sequence: row.sequence, shared: isSharedStream(office, row), released: false, applied: row.applied, unchanged: row.unchanged, conflicts: row.conflicts,
    quarantined: row.quarantined, missing, receipt: row.receipt, answerWaits: null, papers: papersNoted(noted),
    changes: row.changes, bytes: null, seconds: null, packageId: row.packageId, sha256: row.sha256,
  };
}

/** Whether a package, whatever became of it, is done with here: one that waits for what comes before it is not. */
export function isTaken(office: Reader, packageId: string): boolean {
  return sql(office, "SELECT 1 FROM packageIn WHERE packageId = ? AND outcome <> 'parked'").get(packageId) !== undefined;
}
