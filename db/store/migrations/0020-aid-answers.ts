/** Families in these houses and rumah tangga: who lives there, and who received for one. */
const inHouses = (places: string): string =>
  `SELECT id FROM family WHERE household IN (${places}) OR house IN (${places}) OR uid IN (SELECT family FROM enrolment WHERE house IN (${places}))`;
/** The houses that a family lives in or received for. */
const housesOf = (family: string): string => `SELECT household FROM family WHERE id = ${family} AND household IS NOT NULL UNION ALL SELECT house FROM family WHERE id = ${family} AND house IS NOT NULL
  UNION ALL SELECT e.house FROM family f JOIN enrolment e ON e.family = f.uid WHERE f.id = ${family} AND e.house IS NOT NULL`;
const outdate = (families: string): string => `UPDATE aidState SET edition = 0 WHERE edition <> 0 AND family IN (${families});`;
/** Families by these ids, of families and of people, also by what they were merged into. */
const homes = (families: readonly string[], people: readonly string[]): string => `SELECT id FROM family WHERE uid IN (${[
  ...families.flatMap((uid) => [uid, `(SELECT toFamily FROM alias WHERE fromFamily = ${uid} AND ended IS NULL)`]),
  ...people.flatMap((uid) => [`(SELECT family FROM person WHERE uid = ${uid})`, `(SELECT p.family FROM alias a JOIN person p ON p.uid = a.toPerson WHERE a.fromPerson = ${uid} AND a.ended IS NULL)`]),
].join(', ')})`;
/** Triggers of a table for what is made, changed and taken away. */
const watch = (table: string, statement: (row: 'NEW' | 'OLD') => string): string => `
CREATE TRIGGER ${table}_aid_made AFTER INSERT ON "${table}" BEGIN ${statement('NEW')} END;
CREATE TRIGGER ${table}_aid_changed AFTER UPDATE ON "${table}" BEGIN ${statement('OLD')} ${statement('NEW')} END;
CREATE TRIGGER ${table}_aid_gone AFTER DELETE ON "${table}" BEGIN ${statement('OLD')} END;`;
const otherRules = 'UPDATE aidEdition SET edition = edition + 1;';

/**
 * What the four lists of aid say of each family, kept: not logged, never sent, and made anew from the records at any time.
 * A family whose records change is marked by the tables themselves (edition 0), so that no way of writing can forget it; a
 * rule or a programme that changes marks all at once (the next edition). \`until\` is the day on which an answer changes by
 * itself, \`renews\` the same for a family's line in the lists.
 */
export const migration0020 = {
  name: '0020-aid-answers',
  sql: `
ALTER TABLE familySummary ADD COLUMN renews TEXT;
CREATE TABLE aidEdition (id INTEGER PRIMARY KEY CHECK (id = 1), edition INTEGER NOT NULL, made TEXT NOT NULL, day TEXT NOT NULL) STRICT;
INSERT INTO aidEdition (id, edition, made, day) VALUES (1, 1, '', '');
CREATE TABLE aidState (family INTEGER PRIMARY KEY, edition INTEGER NOT NULL, until TEXT NOT NULL, untoldEligibility INTEGER NOT NULL, untoldAnomaly INTEGER NOT NULL) STRICT;
CREATE INDEX aidState_stale ON aidState (edition, until);
CREATE TABLE aidFinding (
  family INTEGER NOT NULL, kind INTEGER NOT NULL, place INTEGER NOT NULL, rule TEXT, enrolment TEXT, programme TEXT, person TEXT, other TEXT, otherProgramme TEXT, otherFamily TEXT, reasons TEXT,
  PRIMARY KEY (family, kind, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX aidFinding_kind ON aidFinding (kind, family);
INSERT INTO aidState (family, edition, until, untoldEligibility, untoldAnomaly) SELECT id, 0, '', 0, 0 FROM family;
CREATE TRIGGER family_aid_made AFTER INSERT ON family BEGIN INSERT OR IGNORE INTO aidState (family, edition, until, untoldEligibility, untoldAnomaly) VALUES (NEW.id, 0, '', 0, 0); END;
CREATE TRIGGER family_aid_changed AFTER UPDATE ON family BEGIN ${outdate('NEW.id')} END;
CREATE TRIGGER family_aid_housed AFTER UPDATE OF household, house ON family WHEN OLD.household IS NOT NEW.household OR OLD.house IS NOT NEW.house BEGIN
  ${outdate(inHouses('OLD.household, NEW.household, OLD.house, NEW.house'))} END;
CREATE TRIGGER family_aid_joined AFTER INSERT ON family WHEN NEW.household IS NOT NULL OR NEW.house IS NOT NULL BEGIN ${outdate(inHouses('NEW.household, NEW.house'))} END;
CREATE TRIGGER enrolment_aid_housed AFTER UPDATE ON enrolment WHEN OLD.house IS NOT NULL OR NEW.house IS NOT NULL BEGIN ${outdate(inHouses('OLD.house, NEW.house'))} END;
CREATE TRIGGER enrolment_aid_entered AFTER INSERT ON enrolment WHEN NEW.house IS NOT NULL BEGIN ${outdate(inHouses('NEW.house'))} END;
CREATE TRIGGER family_aid_gone AFTER DELETE ON family BEGIN DELETE FROM aidState WHERE family = OLD.id; DELETE FROM aidFinding WHERE family = OLD.id; END;
CREATE TRIGGER aidState_housemates AFTER UPDATE OF edition ON aidState WHEN NEW.edition = 0 BEGIN ${outdate(inHouses(housesOf('NEW.family')))} END;
${watch('person', (row) => outdate(homes([`${row}.family`], [])))}
${watch('enrolment', (row) => outdate(homes([`${row}.family`], [`${row}.person`])))}
${watch('ranking', (row) => outdate(homes([`${row}.family`], [])))}
${watch('alias', (row) => outdate(homes([`${row}.fromFamily`, `${row}.toFamily`], [`${row}.fromPerson`, `${row}.toPerson`])))}
${watch('programme', () => otherRules)}
${watch('aidRule', () => otherRules)}
`,
} as const;
