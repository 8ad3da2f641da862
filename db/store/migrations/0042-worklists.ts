/** Notes that the worklists of an RT may be others now. (Not `OR REPLACE`: the conflict clause of the statement outside would overrule it.) */
const note = (places: string): string => `DELETE FROM workTouched WHERE EXISTS (SELECT 1 FROM (${places}) x WHERE x.region = workTouched.region AND x.rw = workTouched.rw AND x.rt = workTouched.rt);
  INSERT INTO workTouched (region, rw, rt) SELECT DISTINCT region, rw, rt FROM (${places});`;
const place = (row: string): string => `coalesce(${row}.region, '') AS region, coalesce(${row}.rw, '') AS rw, coalesce(${row}.rt, '') AS rt`;
const placeOf = (condition: string): string => `SELECT ${place('s')} FROM familySummary s WHERE ${condition}`;
/** A line of the lists alone: no look at other tables, because whole imports write them. */
const noteLine = (row: string): string => `DELETE FROM workTouched WHERE region = coalesce(${row}.region, '') AND rw = coalesce(${row}.rw, '') AND rt = coalesce(${row}.rt, '');
  INSERT INTO workTouched (region, rw, rt) VALUES (coalesce(${row}.region, ''), coalesce(${row}.rw, ''), coalesce(${row}.rt, ''));`;
/** A family, and the one that it was merged into. */
const noteFamilies = (...uids: string[]): string => note(placeOf(`s.uid IN (${uids.flatMap((uid) => [uid, `(SELECT toFamily FROM alias WHERE fromFamily = ${uid} AND ended IS NULL)`]).join(', ')})`));
/** Both sides of a pair: families, or those of its people. */
const notePair = (row: string): string => note(placeOf(`s.uid IN (${row}."left", ${row}."right", (SELECT family FROM person WHERE uid = ${row}."left"), (SELECT family FROM person WHERE uid = ${row}."right"))`));
const lineColumns = ['region', 'rw', 'rt', 'addressKey', 'surveyDate', 'warnings', 'active'];
const visitColumns = ['round', 'family', 'enumerator', 'plannedOn', 'state', 'about', 'voided'];
const differ = (columns: readonly string[]): string => columns.map((column) => `OLD."${column}" IS NOT NEW."${column}"`).join(' OR ');

/**
 * In which RT somebody may be due who was not, or is no longer, by the order in which that happened: a worklist that a connection
 * holds asks for the RT since its last look and judges these anew. Local, not logged, never sent; one row an RT.
 */
export const migration0042 = {
  name: '0042-worklists',
  sql: `
CREATE TABLE workTouched (id INTEGER PRIMARY KEY AUTOINCREMENT, region TEXT NOT NULL, rw TEXT NOT NULL, rt TEXT NOT NULL, UNIQUE (region, rw, rt)) STRICT;
CREATE INDEX duplicateFound_right ON duplicateFound (kind, "right");
CREATE TRIGGER familySummary_work_over BEFORE INSERT ON familySummary WHEN EXISTS (SELECT 1 FROM familySummary WHERE family = NEW.family) BEGIN ${note(placeOf('s.family = NEW.family'))} END;
CREATE TRIGGER familySummary_work_made AFTER INSERT ON familySummary BEGIN ${noteLine('NEW')} END;
CREATE TRIGGER familySummary_work_changed AFTER UPDATE OF ${lineColumns.join(', ')} ON familySummary WHEN ${differ(lineColumns)} BEGIN ${noteLine('OLD')} ${noteLine('NEW')} END;
CREATE TRIGGER familySummary_work_gone AFTER DELETE ON familySummary BEGIN ${noteLine('OLD')} END;
CREATE TRIGGER family_work_changed AFTER UPDATE OF dasawisma, owner ON family WHEN ${differ(['dasawisma', 'owner'])} BEGIN ${note(placeOf('s.family = NEW.id'))} END;
CREATE TRIGGER person_work_moved AFTER UPDATE OF family ON person WHEN OLD.family IS NOT NEW.family BEGIN ${noteFamilies('OLD.family', 'NEW.family')} END;
CREATE TRIGGER visit_work_made AFTER INSERT ON visit WHEN NEW.round IS NOT NULL BEGIN ${noteFamilies('NEW.family')} END;
CREATE TRIGGER visit_work_changed AFTER UPDATE OF ${visitColumns.map((column) => `"${column}"`).join(', ')} ON visit WHEN ${differ(visitColumns)} BEGIN ${noteFamilies('OLD.family', 'NEW.family')} END;
CREATE TRIGGER visit_work_gone AFTER DELETE ON visit BEGIN ${noteFamilies('OLD.family')} END;
CREATE TRIGGER alias_work_made AFTER INSERT ON alias WHEN NEW.fromFamily IS NOT NULL BEGIN ${noteFamilies('NEW.fromFamily', 'NEW.toFamily')} END;
CREATE TRIGGER alias_work_changed AFTER UPDATE ON alias WHEN NEW.fromFamily IS NOT NULL OR OLD.fromFamily IS NOT NULL BEGIN ${noteFamilies('OLD.fromFamily', 'OLD.toFamily', 'NEW.fromFamily', 'NEW.toFamily')} END;
CREATE TRIGGER duplicateFound_work_made AFTER INSERT ON duplicateFound BEGIN ${notePair('NEW')} END;
CREATE TRIGGER duplicateFound_work_gone AFTER DELETE ON duplicateFound BEGIN ${notePair('OLD')} END;
`,
} as const;
