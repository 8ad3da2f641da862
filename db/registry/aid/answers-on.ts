import { rulesOfDay } from '../../rules/aid/day-rules.ts';
import type { Connection } from '../../store/connection.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { aidEdition } from './aid-edition.ts';
import { aidProgrammes } from './aid-families.ts';
import type { FamilyFindings } from './aid-finding.ts';
import { listAidRules } from './aid-rules.ts';
import { judgeAll } from './judge-all.ts';
import { judgeSome } from './judge-some.ts';
import { findingWriter, staleFamilies } from './keep-answers.ts';

/** From so many families on, reading the register whole costs less than one family after another. */
const MANY = 3000;

/** Where the answers of a day are read: `aidAnswer` and `aidUntold`, as queries that may stand in a FROM. */
export interface AnswersOn {
  readonly findings: string;
  readonly untold: string;
}

/** What the tables of a connection hold: of which day, edition and state of the register. */
const held = new WeakMap<Connection, string>();

const answers: AnswersOn = {
  findings: '(SELECT * FROM temp.aidNow UNION ALL SELECT f.* FROM aidFinding f WHERE f.family NOT IN (SELECT family FROM temp.aidJudged) AND (SELECT kept FROM temp.aidBasis))',
  untold: '(SELECT family, untoldEligibility, untoldAnomaly FROM temp.aidJudged UNION ALL SELECT family, untoldEligibility, untoldAnomaly FROM aidState WHERE family NOT IN (SELECT family FROM temp.aidJudged) AND (SELECT kept FROM temp.aidBasis))',
};

/**
 * Makes ready what the four lists say on a day. What is kept is used where it holds; what does not hold, and everything on a
 * day before the kept answers, is judged now, beside them: an answer never depends on whether somebody had the time to keep it.
 */
export function answersOn(office: Reader, day: string): AnswersOn {
  const { edition, isUsable } = aidEdition(office, day);
  const state = sql(office, 'SELECT (SELECT max(id) FROM tx) || \' \' || (SELECT count(*) FROM alias)').pluck().get() as string | null;
  const stale = isUsable ? staleFamilies(office, day) : null;
  const key = JSON.stringify([day, edition, isUsable, state, stale === null ? null : [stale.length, stale[0], stale.at(-1)]]);
  if (held.get(office.db) === key) return answers;
  held.delete(office.db);
  emptyTables(office);
  const judged = office.db.prepare('INSERT INTO temp.aidJudged (family, untoldEligibility, untoldAnomaly) VALUES (?, ?, ?)');
  const write = findingWriter(office, 'temp.aidNow');
  const take = (family: number, found: FamilyFindings | undefined): void => {
    judged.run(family, found?.untoldEligibility ?? 0, found?.untoldAnomaly ?? 0);
    if (found) write(family, found.findings);
  };
  const rules = listAidRules(office);
  if (stale !== null && stale.length <= MANY) {
    for (const { family, days: [found] } of judgeSome(office, stale, aidProgrammes(office), [rulesOfDay(rules, day)])) take(family, found);
    office.db.prepare('INSERT INTO temp.aidBasis (kept) VALUES (1)').run();
  } else {
    for (const { family, days: [found] } of judgeAll(office, rules, [day])) take(family, found);
    office.db.prepare('INSERT INTO temp.aidBasis (kept) VALUES (0)').run();
  }
  held.set(office.db, key);
  return answers;
}

/** Tables of this connection alone, in memory. */
function emptyTables({ db }: Reader): void {
  db.exec(`CREATE TEMP TABLE IF NOT EXISTS aidNow (family INTEGER, kind INTEGER, place INTEGER, rule TEXT, enrolment TEXT, programme TEXT, person TEXT, other TEXT, otherProgramme TEXT, otherFamily TEXT, reasons TEXT);
    CREATE TEMP TABLE IF NOT EXISTS aidJudged (family INTEGER PRIMARY KEY, untoldEligibility INTEGER, untoldAnomaly INTEGER);
    CREATE TEMP TABLE IF NOT EXISTS aidBasis (kept INTEGER);
    DELETE FROM aidNow; DELETE FROM aidJudged; DELETE FROM aidBasis;`);
}
