/** What a family counts for in recaps, as one text; the order is that of `readRecapLine`. */
const line = (row: string, date: string): string => [
  ...['region', 'rw', 'rt'].map((column) => `coalesce(${row}.${column}, '')`), `coalesce(${row}.desil, 0)`, `${row}.members`, `${row}.needs`, `${row}.programmes`, `coalesce(substr(${date}, 1, 7), '')`, `coalesce(${row}.faults, 0)`, `coalesce(${row}.badNiks, 0)`, `coalesce(${row}.tags, '')`,
].join(" || char(31) || ");
/** What a family counted for, or nothing where it counted for nothing: a family that is not active, or none at all. */
export const recapLine = (row: string, date = `${row}.surveyDate`): string => `iif(${row}.active = 1, ${line(row, date)}, NULL)`;
const columns = ['region', 'rw', 'rt', 'desil', 'members', 'needs', 'programmes', 'surveyDate', 'faults', 'badNiks', 'tags', 'active'];
/** Notes what a family was counted as, once until the counts follow. (An `OR REPLACE` of the statement outside would overrule an `OR IGNORE` here.) */
export const noteRecap = (family: string, was: string): string => `INSERT INTO recapPending (family, was) SELECT ${family}, ${was} WHERE NOT EXISTS (SELECT 1 FROM recapPending WHERE family = ${family});`;

/**
 * Recaps counted beforehand: families and people by desil for each item of a dimension (a need, a programme, a month of the
 * last survey …), by RT in \`recapCell\` and by kelurahan in \`recapTotal\`. Local, not logged, never sent. Whatever changes a line of
 * the lists notes here what the line was counted as: until the counts follow, whoever reads them adds the difference. So no way of
 * writing can make them wrong, and bulk work pays one note a family. Lines written before say nothing of faults: they are derived anew.
 */
export const migration0028 = {
  name: '0028-recaps',
  sql: `
ALTER TABLE familySummary ADD COLUMN faults INTEGER NOT NULL DEFAULT 0;
ALTER TABLE familySummary ADD COLUMN badNiks INTEGER NOT NULL DEFAULT 0;
CREATE TABLE recapCell (id INTEGER PRIMARY KEY, dimension TEXT NOT NULL, region TEXT NOT NULL, rw TEXT NOT NULL, rt TEXT NOT NULL, counts TEXT NOT NULL, UNIQUE (dimension, region, rw, rt)) STRICT;
CREATE TABLE recapTotal (id INTEGER PRIMARY KEY, dimension TEXT NOT NULL, region TEXT NOT NULL, counts TEXT NOT NULL, UNIQUE (dimension, region)) STRICT;
CREATE TABLE recapPending (family INTEGER PRIMARY KEY, was TEXT) STRICT;
CREATE TABLE boundary (id INTEGER PRIMARY KEY, level TEXT NOT NULL, region TEXT NOT NULL, rw TEXT NOT NULL, rt TEXT NOT NULL, name TEXT NOT NULL, geometry TEXT NOT NULL, UNIQUE (level, region, rw, rt)) STRICT;
INSERT INTO recapPending (family, was) SELECT family, NULL FROM familySummary;
DELETE FROM meta WHERE key IN ('derivedVersion', 'derivedRenewing') AND EXISTS (SELECT 1 FROM family);
CREATE TRIGGER familySummary_recap_made BEFORE INSERT ON familySummary BEGIN ${noteRecap('NEW.family', `(SELECT ${recapLine('s')} FROM familySummary s WHERE s.family = NEW.family)`)} END;
CREATE TRIGGER familySummary_recap_changed AFTER UPDATE OF ${columns.join(', ')} ON familySummary WHEN ${columns.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ')} BEGIN ${noteRecap('OLD.family', recapLine('OLD'))} END;
CREATE TRIGGER familySummary_recap_gone AFTER DELETE ON familySummary BEGIN ${noteRecap('OLD.family', recapLine('OLD'))} END;
`,
} as const;
