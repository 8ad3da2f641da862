import { today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { Connection } from '../store/connection.ts';
import type { Regions } from '../store/regions.ts';
import { familiesFirst, recogniseAs } from './check-file.ts';
import { choicesOf } from './choices.ts';
import type { Choices } from './choices.ts';
import { dateOrders } from './date-orders.ts';
import type { DateClue } from './date-orders.ts';
import { judgeAhead } from './judge-ahead.ts';
import type { AheadJudge, JudgedAhead } from './judge-ahead.ts';
import { unpackLooks } from './packed-looks.ts';
import type { PackedEvent, ReadAs } from './read-packed.ts';
import { beginSheet, endSheet, takeRow } from './read-sheet.ts';
import type { FileGathering, RegionsSeen, SheetPass } from './read-sheet.ts';
import type { SheetHead, WorkbookFacts } from './readers/cell.ts';
import type { SheetPlan, SheetSample } from './sheet-plan.ts';
import { saveLines } from './staged-lines.ts';
import { fileById, removeVerdicts } from './staging-store.ts';
import type { Blocked } from './types.ts';

/**
 * Takes in what rows say while the file is still being unpacked, and read, by another thread, instead of afterwards. What a
 * sheet is must be guessed from its first rows then, without what stands at its end or in the sheets behind it; the guess
 * counts only if it comes out the same when all is known.
 */
export interface ReadAhead {
  begin(file: number, facts: WorkbookFacts): void;
  sheet(head: SheetHead): void;
  /** As what a sheet with these first rows is read; null where it is left for later. */
  plan(sheet: number, first: SheetSample['rows']): ReadAs | null;
  /** Rows that were just staged, inside that transaction; `first` is the number of the first one. */
  rows(event: PackedEvent & { readonly kind: 'rows' }, first: number): void;
  end(dates: readonly DateClue[], lost: readonly Blocked[]): void;
  /** What was read, if it was just these sheets in this order; otherwise null, and nothing that was read stays. `choices` are those that were settled in the end. */
  settle(plans: readonly SheetPlan[], choices: Choices): AheadReading | null;
}

/** What reading all sheets of a file gathered. */
export interface AheadReading {
  readonly bps: RegionsSeen;
  readonly blocked: readonly Blocked[];
  /** What was judged already; null where it does not count. Asked once, when it is known whether rows are to be judged at all. */
  judged(counts: boolean): JudgedAhead | null;
}

interface Sheet { readonly head: SheetHead; pass: SheetPass | null; lastRow: number }

/** Reads ahead into staging what is staged there. The register is only read. */
export function readAhead(office: Reader, regions: Regions, db: Connection): ReadAhead {
  const samples: SheetSample[] = [];
  const read: SheetPlan[] = [];
  const blocked: Blocked[] = [];
  const shared: FileGathering = { links: new Map(), bps: new Map(), fixes: new Map() };
  let about: { file: number; facts: WorkbookFacts } | null = null;
  let judge: AheadJudge | null = null;
  let sheet: Sheet | null = null;
  let failed = false;

  return {
    begin: (file, facts) => {
      about = { file, facts };
    },
    sheet(head) {
      sheet = { head, pass: null, lastRow: 0 };
    },
    plan(no, rows) {
      if (!sheet || !about || failed) return null;
      const { name, hidden } = sheet.head;
      samples.push({ no, name, hidden, merges: [], rows });
      const { recognition } = recogniseAs(office, samples, choicesOf({ choices: '{}' }));
      const plan = recognition.blocked.length > 0 ? undefined : recognition.sheets.find((one) => one.no === no);
      const last = read.at(-1);
      if (!plan) return null;
      read.push(plan);
      // People who stand before their families, and families that several sheets tell of in turn, are read when all are there.
      failed = last !== undefined && familiesFirst(last, plan) > 0;
      if (failed) return null;
      judge ??= judgeAhead(office, regions, db, fileById(db, about.file), { ...about.facts, plans: read, blocked: [], regions: [] }, shared.bps);
      sheet.pass = beginSheet(db, about.file, plan, { today: today(office), date1904: about.facts.date1904 }, shared, judge.take);
      return { plan, context: sheet.pass.context };
    },
    rows({ rows, looks }, first) {
      if (!sheet || failed) return;
      const said = looks && unpackLooks(looks);
      for (const [place, [no]] of rows.entries()) {
        // Rows out of order would be read in their order.
        if (no <= sheet.lastRow) failed = true;
        sheet.lastRow = no;
        if (sheet.pass && said && !failed) takeRow(sheet.pass, { id: first + place, no }, said[place] ?? null);
      }
      // What is read is written a whole block at a time: nobody else opens a file that is not ready.
      judge?.judge();
    },
    end(dates, lost) {
      const pass = sheet?.pass;
      if (!pass || failed) return;
      // A date that may be two is read as its whole column tells, and that is known only now.
      for (const [column, order] of dateOrders(dates, pass.plan)) if (pass.doubted.has(column) && pass.context.dateOrders.get(column) !== order) failed = true;
      db.transaction(() => {
        endSheet(pass);
        judge?.keep();
        saveLines(db);
      })();
      blocked.push(...lost, ...pass.heads.found());
    },
    settle(plans, choices) {
      if (!failed && read.length > 0 && JSON.stringify(read) === JSON.stringify(plans)) {
        const asFirst = JSON.stringify(choices.options) === JSON.stringify(choicesOf({ choices: '{}' }).options);
        return { bps: shared.bps, blocked, judged: (counts) => judge?.settle(counts && asFirst) ?? null };
      }
      if (about && read.length > 0) {
        const { file } = about;
        db.transaction(() => {
          removeVerdicts(db, file);
          db.prepare("UPDATE sheet SET rows = 0, skipped = '{}' WHERE file = ?").run(file);
        })();
      }
      return null;
    },
  };
}
