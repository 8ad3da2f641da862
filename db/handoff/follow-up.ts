import { isFailure } from '../rules/failure.ts';
import { getMeta, setMeta } from '../store/meta.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { carryMerged } from './carry-merged.ts';
import { retryQuarantine } from './retry-quarantine.ts';
import type { Session, Watch } from './session.ts';
import { settleNotes } from './settle-notes.ts';
import { takeBackLate } from './transfer/take-back-late.ts';
import type { TakenBack } from './transfer/take-back-late.ts';
import { sayAlso } from './word.ts';
import type { Word } from './word.ts';

const KEY = 'followUp';

/** A package of which what follows is still to be done. */
export interface Owed {
  readonly sha256: string;
  /** What it failed for; null where nothing failed: it was not come to yet. */
  readonly detail: string | null;
}

/** A package that is taken: what is said of it already, and the file and office that are named with it. */
interface Package { readonly sha256: string; readonly word: Word | null; readonly about: Word['params'] }

/** What followed from a package: konflik about merged records that it opened, and what is said of it by now. */
export interface Followed { readonly asked: number; readonly word: Word | null }

/** The package of which what follows is still to be done, or null. */
export function owedFollowUp(office: Reader): Owed | null {
  return JSON.parse(getMeta(office.db, KEY) ?? 'null') as Owed | null;
}

/** Notes, in the transaction that takes a package, that what follows from it is still to be done. */
export function oweFollowUp(office: Writer, owed: Owed): void {
  setMeta(office.db, KEY, JSON.stringify(owed));
}

/**
 * Does what follows from a package that is committed: tries quarantine again, settles notes, takes back what a transfer
 * made late, carries what came to merged records. Each is a transaction of its own, and looks at what stands and not at
 * the package: what was cut off or failed is done with the next. A fault is said with the package, which was taken: never
 * as if it had been refused. A full disk ends the run, as everywhere.
 */
export function followUp(session: Session, { sha256, word, about }: Package, { fault }: Watch): Followed {
  const { office } = session;
  let said = word;
  try {
    retryQuarantine(session);
    settleNotes(session);
    // Said once the transaction stands.
    let noted: Word | null = null;
    takeBackLate(session, (back) => void (noted = noteTakenBack(office, sha256, word, back)));
    said = noted ?? word;
    const { asked } = carryMerged(session);
    if (asked > 0) sql(office, 'UPDATE packageIn SET conflicts = conflicts + ? WHERE sha256 = ?').run(asked, sha256);
    setMeta(office.db, KEY, null);
    return { asked, word: said };
  } catch (error) {
    if (isDiskFull(error)) throw error;
    fault?.('package.followUp', error);
    const owed = { sha256, detail: error instanceof Error ? error.message : String(error) };
    keepDetail(office, owed);
    return { asked: 0, word: sayAlso(said, waitingWord(owed, about)) };
  }
}

/** What is said of a package while what follows from it failed. */
export function waitingWord({ detail }: Owed, about: Word['params']): Word {
  return { code: 'FOLLOW_UP_WAITS', params: { ...about, detail: detail ?? '' }, missing: [] };
}

/** Does what a power cut or a fault kept from following from the last package; what fails again is owed on. */
export function catchUp(session: Session, watch: Watch): void {
  const owed = owedFollowUp(session.office);
  const row = owed && (sql(session.office, 'SELECT file, name, reason, params FROM packageIn WHERE sha256 = ?').get(owed.sha256) as { file: string; name: string; reason: string | null; params: string } | undefined);
  if (!owed || !row) return;
  const word = row.reason === null ? null : { code: row.reason, params: JSON.parse(row.params) as Word['params'], missing: [] };
  followUp(session, { sha256: owed.sha256, word, about: { file: row.file, from: row.name } }, watch);
}

/** Says with the package, in the list of what arrived too, what was taken back of what a transfer made late. */
function noteTakenBack(office: Writer, sha256: string, word: Word | null, { records, to }: TakenBack): Word {
  const said = sayAlso(word, { code: 'TRANSFER_TAKEN_BACK', params: { count: records, to: to.join(', ') }, missing: [] });
  sql(office, 'UPDATE packageIn SET reason = ?, params = json_patch(params, ?) WHERE sha256 = ?').run(said.code, JSON.stringify(said.params), sha256);
  return said;
}

/** Keeps what the follow-up failed for. A disk that fails again takes nothing from what is owed: that was noted with the package. */
function keepDetail(office: Writer, owed: Owed): void {
  try {
    oweFollowUp(office, owed);
  } catch {
    // Said in the window all the same.
  }
}

function isDiskFull(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  return code === 'SQLITE_FULL' || code === 'ENOSPC' || (isFailure(error) && error.code === 'DISK_FULL');
}
