import { noteRecap, recapLine } from './0028-recaps.ts';

/** The date of a family's last survey, for a line of the lists. */
const dateOf = (row: string): string => `(SELECT l.surveyDate FROM lineChange l WHERE l.family = ${row}.family)`;
const columns = ['region', 'rw', 'rt', 'desil', 'members', 'needs', 'programmes', 'faults', 'badNiks', 'tags', 'active'];
const workColumns = ['region', 'rw', 'rt', 'addressKey', 'active'];
const differ = (names: readonly string[]): string => names.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ');
/** What a family counted for before its date became another: its line stands where it did. */
const noteDate = (row: string): string => noteRecap(`${row}.family`, `(SELECT ${recapLine('s', `${row}.surveyDate`)} FROM familySummary s WHERE s.family = ${row}.family)`);
/** Worklists of an RT: see `0042-worklists`. */
const noteWork = (row: string): string => `DELETE FROM workTouched WHERE region = coalesce(${row}.region, '') AND rw = coalesce(${row}.rw, '') AND rt = coalesce(${row}.rt, '');
  INSERT INTO workTouched (region, rw, rt) VALUES (coalesce(${row}.region, ''), coalesce(${row}.rw, ''), coalesce(${row}.rt, ''));`;
const placed = "SELECT coalesce(s.region, ''), coalesce(s.rw, ''), coalesce(s.rt, '') FROM familySummary s WHERE s.family = NEW.family";

/**
 * The date of the last survey and the number of warnings, which nearly every survey changes, beside the last change of a family in place of
 * its line in the lists, which is thirty times as wide: a report of 5,000 families wrote a page of lines for each of them. What
 * recaps and worklists note of a line is noted from both tables: for recaps whichever is written first says what was.
 */
export const migration0050 = {
  name: '0050-often-changed',
  sql: `
DROP TRIGGER familySummary_recap_made;
DROP TRIGGER familySummary_recap_changed;
DROP TRIGGER familySummary_recap_gone;
DROP TRIGGER familySummary_work_changed;
DROP INDEX familySummary_surveyDate;
CREATE TABLE lineChangeNew (family INTEGER PRIMARY KEY, tx INTEGER NOT NULL, surveyDate TEXT, warnings INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO lineChangeNew SELECT l.family, l.tx, s.surveyDate, coalesce(s.warnings, 0) FROM lineChange l LEFT JOIN familySummary s ON s.family = l.family ORDER BY l.family;
DROP TABLE lineChange;
ALTER TABLE lineChangeNew RENAME TO lineChange;
CREATE INDEX lineChange_surveyDate ON lineChange (surveyDate);
ALTER TABLE familySummary DROP COLUMN surveyDate;
ALTER TABLE familySummary DROP COLUMN warnings;
CREATE TRIGGER familySummary_recap_made BEFORE INSERT ON familySummary BEGIN ${noteRecap('NEW.family', `(SELECT ${recapLine('s', dateOf('s'))} FROM familySummary s WHERE s.family = NEW.family)`)} END;
CREATE TRIGGER familySummary_recap_changed AFTER UPDATE OF ${columns.join(', ')} ON familySummary WHEN ${differ(columns)} BEGIN ${noteRecap('OLD.family', recapLine('OLD', dateOf('OLD')))} END;
CREATE TRIGGER familySummary_recap_gone AFTER DELETE ON familySummary BEGIN ${noteRecap('OLD.family', recapLine('OLD', dateOf('OLD')))} END;
CREATE TRIGGER lineChange_recap_made AFTER INSERT ON lineChange WHEN NEW.surveyDate IS NOT NULL BEGIN ${noteRecap('NEW.family', `(SELECT ${recapLine('s', 'NULL')} FROM familySummary s WHERE s.family = NEW.family)`)} END;
CREATE TRIGGER lineChange_recap_changed AFTER UPDATE OF surveyDate ON lineChange WHEN substr(OLD.surveyDate, 1, 7) IS NOT substr(NEW.surveyDate, 1, 7) BEGIN ${noteDate('OLD')} END;
CREATE TRIGGER lineChange_recap_gone AFTER DELETE ON lineChange WHEN OLD.surveyDate IS NOT NULL BEGIN ${noteDate('OLD')} END;
CREATE TRIGGER familySummary_work_changed AFTER UPDATE OF ${workColumns.join(', ')} ON familySummary WHEN ${differ(workColumns)} BEGIN ${noteWork('OLD')} ${noteWork('NEW')} END;
CREATE TRIGGER lineChange_work_changed AFTER UPDATE OF surveyDate, warnings ON lineChange WHEN ${differ(['surveyDate', 'warnings'])} BEGIN
  DELETE FROM workTouched WHERE (region, rw, rt) = (${placed});
  INSERT INTO workTouched (region, rw, rt) ${placed}; END;
`,
} as const;
