import type { Reader } from '../store/office.ts';
import { sql } from '../store/office.ts';
import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import type { Regions } from '../store/regions.ts';
import { bridgeRegion } from './bridge-regions.ts';
import type { FileFacts } from './check-file.ts';
import type { Judged } from './judged.ts';
import { judgedSaver, keepUnsaved, rowToJudge } from './judged-rows.ts';
import { judgeWith } from './match-rows.ts';
import { matchSession } from './match-session.ts';
import type { MatchSession } from './match-session.ts';
import { readingOf } from './packed-reading.ts';
import type { RegionsSeen } from './read-sheet.ts';
import { saveLines } from './staged-lines.ts';
import type { StagedFile } from './staging-store.ts';

/** Families that were judged while the rows behind them were read, as they came. */
export interface JudgedAhead {
  /** The last transaction of the register when the first was judged. */
  readonly asOf: number;
  readonly session: MatchSession;
  /** The family rows up to this one are judged. */
  readonly upTo: number;
}

/**
 * Judges the families of a file while it is read, each once its people are there, from what was just read: no row is opened
 * again for it. That comes to the same as judging all at the end only if the people come in the order of their families;
 * where they do not, everything is judged at the end.
 */
export interface AheadJudge {
  /** A row that was taken in, of a family row or of none. Returns whether it will be kept in staging here, with what is decided about it. */
  take(row: Judged): boolean;
  /** Judges the families that are whole by now; inside the transaction that took their people in. */
  judge(): void;
  /** Keeps the rows whose family is not whole yet. */
  keep(): void;
  /** What was judged; null, and nothing of it left, where it does not count. */
  settle(counts: boolean): JudgedAhead | null;
}

interface Whole { readonly id: number; readonly family: Judged | null; readonly people: readonly Judged[] }

/** Begins to judge; `facts` may still grow by plans, `seen` by region codes. The register is only read. */
export function judgeAhead(office: Reader, regions: Regions, db: Connection, file: StagedFile, facts: FileFacts, seen: RegionsSeen): AheadJudge {
  const asOf = (sql(office, 'SELECT max(id) FROM tx').pluck().get() as number | null) ?? 0;
  const session: MatchSession = { ...matchSession(office, regions, db, file, facts, true), regionOf: bridgedAsSeen(office, regions, seen) };
  const save = judgedSaver(db, file.id);
  /** Family rows that wait for their people, in order, and those of them that are not in staging yet. */
  const waiting: number[] = [];
  const begun = new Map<number, Judged>();
  let next = 0;
  let whole: Whole[] = [];
  let current: { id: number; people: Judged[] } | null = null;
  let upTo = 0;
  let inOrder = true;
  /** Findings by number, from and to, of each time that some were judged. */
  const told: (readonly [from: number, to: number])[] = [];
  const lastFinding = (): number => (prepared(db, 'SELECT max(id) FROM finding').pluck().get() as number | null) ?? 0;

  /** All family rows up to this one are whole: whoever comes now belongs to a later one. */
  const close = (last: number): void => {
    for (let id = waiting[next]; id !== undefined && id <= last; id = waiting[next += 1]) whole.push({ id, family: begun.get(id) ?? null, people: current?.id === id ? current.people : [] });
    current = null;
  };
  const keep = (): void => {
    for (const row of [...begun.values(), ...whole.flatMap(({ people }) => people), ...(current?.people ?? [])]) keepUnsaved(db, file.id, row);
    begun.clear();
  };
  const stopJudging = (): void => {
    inOrder = false;
    keep();
  };
  const judgeWhole = (): void => {
    if (!inOrder || whole.length === 0) return;
    const from = lastFinding();
    for (const { id, family: held, people } of whole) {
      // Rows behind the first may have completed what it said.
      const family = held ? { ...held, parsed: readingOf(db, id) } : rowToJudge(db, id);
      begun.delete(id);
      if (family) judgeWith(session, family, people, save);
      upTo = id;
    }
    whole = [];
    told.push([from, lastFinding()]);
  };
  return {
    take(row) {
      const parent = row.unsaved?.parent ?? null;
      if (!inOrder) return false;
      if (row.unsaved?.entity === 'family') {
        if (row.id <= (waiting.at(-1) ?? 0)) stopJudging();
        waiting.push(row.id);
        // Families of a sheet of their own wait for another sheet: too long to hold them.
        if (!row.derived || !inOrder) return false;
        begun.set(row.id, row);
        return true;
      }
      if (parent === null) return false;
      if (parent === current?.id) current.people.push(row);
      else if (current !== null && parent < current.id) stopJudging();
      else {
        close(parent - 1);
        if (waiting[next] === parent) current = { id: parent, people: [row] };
        else stopJudging();
      }
      return inOrder;
    },
    judge: judgeWhole,
    keep,
    settle(counts) {
      if (counts && inOrder) {
        if (current) close(current.id);
        db.transaction(() => {
          judgeWhole();
          saveLines(db);
        })();
        return { asOf, session, upTo };
      }
      db.transaction(() => takeBack(db, file.id, told))();
      return null;
    },
  };
}

/** Which region a code means, asked of the names beside it when the first row needs it. */
function bridgedAsSeen(office: Reader, regions: Regions, seen: RegionsSeen): MatchSession['regionOf'] {
  const known = new Map<string, string | null>();
  return {
    get(code) {
      let region = known.get(code);
      if (region === undefined) known.set(code, (region = bridgeRegion(office, regions, code, seen.get(code)?.names ?? [], 0).region));
      return region;
    },
  };
}

/** Rows as they were when they were read: what judging told goes, and only what reading refused is refused. */
function takeBack(db: Connection, file: number, told: readonly (readonly [from: number, to: number])[]): void {
  const remove = db.prepare('DELETE FROM finding WHERE file = ? AND id > ? AND id <= ?');
  for (const [from, to] of told) remove.run(file, from, to);
  db.prepare(`UPDATE row SET record = NULL, changes = NULL, ownerFamily = NULL,
    state = iif(EXISTS (SELECT 1 FROM finding f WHERE f.row = row.id AND f.severity = 'block'), 'rejected', NULL) WHERE file = ? AND state IS NOT NULL`).run(file);
}
