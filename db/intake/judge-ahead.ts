import type { Reader } from '../store/office.ts';
import { sql } from '../store/office.ts';
import type { Connection } from '../store/connection.ts';
import type { Regions } from '../store/regions.ts';
import { bridgeRegion } from './bridge-regions.ts';
import type { FileFacts } from './check-file.ts';
import type { Judged } from './judged.ts';
import { judgedSaver, rowToJudge } from './judged-rows.ts';
import { judgeWith } from './match-rows.ts';
import { matchSession } from './match-session.ts';
import type { MatchSession } from './match-session.ts';
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
  /** A row that was taken in, of a family row or of none. */
  take(row: Judged, entity: 'family' | 'person', parent: number | null): void;
  /** Judges the families that are whole by now; inside the transaction that took their people in. */
  judge(): void;
  /** What was judged; null, and nothing of it left, where it does not count. */
  settle(counts: boolean): JudgedAhead | null;
}

interface Whole { readonly id: number; readonly people: readonly Judged[] }

/** Begins to judge; `facts` may still grow by plans, `seen` by region codes. The register is only read. */
export function judgeAhead(office: Reader, regions: Regions, db: Connection, file: StagedFile, facts: FileFacts, seen: RegionsSeen): AheadJudge {
  const asOf = (sql(office, 'SELECT max(id) FROM tx').pluck().get() as number | null) ?? 0;
  const session: MatchSession = { ...matchSession(office, regions, db, file, facts, true), regionOf: bridgedAsSeen(office, regions, seen) };
  const save = judgedSaver(db, file.id);
  /** Family rows that wait for their people, in order. */
  const waiting: number[] = [];
  let next = 0;
  let whole: Whole[] = [];
  let current: { id: number; people: Judged[] } | null = null;
  let upTo = 0;
  let inOrder = true;
  /** Findings by number, from and to, of each time that some were judged. */
  const told: (readonly [from: number, to: number])[] = [];
  const lastFinding = (): number => (db.prepare('SELECT max(id) FROM finding').pluck().get() as number | null) ?? 0;

  /** All family rows up to this one are whole: whoever comes now belongs to a later one. */
  const close = (last: number): void => {
    for (let id = waiting[next]; id !== undefined && id <= last; id = waiting[next += 1]) whole.push({ id, people: current?.id === id ? current.people : [] });
    current = null;
  };
  const judgeWhole = (): void => {
    if (!inOrder || whole.length === 0) return;
    const from = lastFinding();
    for (const { id, people } of whole) {
      const family = rowToJudge(db, id);
      if (family) judgeWith(session, family, people, save);
      upTo = id;
    }
    whole = [];
    told.push([from, lastFinding()]);
  };
  return {
    take(row, entity, parent) {
      if (!inOrder) return;
      if (entity === 'family') {
        if (row.id <= (waiting.at(-1) ?? 0)) inOrder = false;
        waiting.push(row.id);
      } else if (parent !== null) {
        if (current === null || parent > current.id) {
          close(parent - 1);
          if (waiting[next] !== parent) inOrder = false;
          current = { id: parent, people: [row] };
        } else if (parent === current.id) current.people.push(row);
        else inOrder = false;
      }
    },
    judge: judgeWhole,
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
