/** The family that a case is about now: the one that stayed, where it was merged. */
const familyNow = 'coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = c.family AND a.ended IS NULL), c.family)';
/** The needs of a family as it is now, with those of families that were merged into it. */
export const casesOf = (family: string): string => `SELECT ${family} UNION SELECT fromFamily FROM alias WHERE toFamily = ${family} AND ended IS NULL`;
/** The columns of a line. */
export const lineColumns = 'id, family, owner, region, rw, rt, headKey, need, agency, state, stateDate, due, planned, fading, hides';
/** The lines of decided needs, where they stand. */
export const lines = `SELECT c.id, s.family, c.owner, s.region, s.rw, s.rt, s.headKey, coalesce(c.need, ''), c.agency, coalesce(c.state, 1), coalesce(c.stateDate, ''), coalesce(c.dueOn, '9'), c.plan IS NOT NULL AND c.dueOn IS NOT NULL,
  coalesce(c.state, 1) = 1 AND coalesce(c.byHand, 0) <> 1 AND instr(s.needs, ' ' || coalesce(c.need, '') || ' ') = 0, 0
  FROM caseNeed c JOIN familySummary s ON s.uid = ${familyNow} WHERE c.voided IS NULL`;
/** The decision on a need that counts (one that is followed, else the last) takes the proposal away, unless the need showed anew after it. */
export const hides = (which: string): string => `UPDATE caseLine SET hides = 1 WHERE ${which}
  AND EXISTS (SELECT 1 FROM familySummary s WHERE s.family = caseLine.family AND s.active = 1 AND instr(s.needs, ' ' || caseLine.need || ' ') > 0)
  AND NOT EXISTS (SELECT 1 FROM caseLine b WHERE b.family = caseLine.family AND b.need = caseLine.need AND b.id <> caseLine.id AND CASE WHEN caseLine.state = 1 THEN b.state = 1 AND b.id < caseLine.id
    ELSE b.state = 1 OR b.stateDate > caseLine.stateDate OR (b.stateDate = caseLine.stateDate AND b.id > caseLine.id) END)
  AND (state = 1 OR NOT EXISTS (SELECT 1 FROM needTurn t WHERE t.family = caseLine.family AND t.day > caseLine.stateDate AND instr(t."after", ' ' || caseLine.need || ' ') > 0 AND instr(t."before", ' ' || caseLine.need || ' ') = 0));`;
/** Keeps the lines of a family anew, by its uid; also when it is merged into another one by now. */
const keepFamily = (uid: string): string => {
  const now = `coalesce((SELECT toFamily FROM alias WHERE fromFamily = ${uid} AND ended IS NULL), ${uid})`;
  return `DELETE FROM caseLine WHERE id IN (SELECT id FROM caseNeed WHERE family = ${uid} OR family IN (SELECT fromFamily FROM alias WHERE toFamily = ${uid}));
  INSERT OR REPLACE INTO caseLine (${lineColumns}) ${lines} AND c.family IN (${casesOf(now)});
  ${hides(`family = (SELECT family FROM familySummary WHERE uid = ${now})`)}`;
};
/** Whether a family, or one merged into it, has decided needs. */
export const hasCases = (uid: string): string => `EXISTS (SELECT 1 FROM caseNeed WHERE family = ${uid}) OR EXISTS (SELECT 1 FROM alias WHERE toFamily = ${uid})`;
/** What of a line of the lists needs stand by. */
export const placed = ['needs', 'active', 'region', 'rw', 'rt', 'headKey'];

/** Of offices above its owner, the word of the city on this handing in, else that of the kecamatan. */
const answer = (column: string): string => `(SELECT t.${column} FROM petitionStep t WHERE t.petition = p.uid AND coalesce(t.round, 1) = coalesce(p.round, 1) AND coalesce(t.owner, '') <> coalesce(p.owner, '') AND (coalesce(t.owner, '') = '' OR p.owner LIKE t.owner || '.%')
  ORDER BY length(coalesce(t.owner, '')) - length(replace(coalesce(t.owner, ''), '.', '')) >= 2, t.id DESC LIMIT 1)`;
/** What is to be done next, as \`standingOf\` says it; `closed` says it of what its own office closed. */
const waitWith = (closed: string): string => `CASE WHEN p.voided IS NOT NULL THEN 'none' ELSE CASE coalesce(p.state, 1) WHEN 2 THEN 'verify' WHEN 3 THEN iif(p.result IS 3, 'mend', 'discuss') WHEN 4 THEN iif(p.result IS 6, 'discuss', 'approve')
  WHEN 5 THEN CASE ${answer('state')} WHEN 12 THEN 'mend' WHEN 10 THEN iif(p.toldOn IS NULL, 'tell', 'none') WHEN 11 THEN iif(p.toldOn IS NULL, 'tell', 'none') ELSE 'answer' END
  ${closed}`;
/** Where petitions stand, to be kept as lines. */
export const standingsWith = (closed: string): string => `SELECT p.id, p.owner, p.kind, coalesce(p.number, ''), ${waitWith(closed)}, coalesce(iif(p.state IS 5, ${answer('date')}, NULL), p.stateDate, p.receivedOn, ''),
  coalesce(p.state, 1) IN (5, 10) OR (coalesce(p.state, 1) = 11 AND p.result IS 8), p.voided IS NOT NULL FROM petition p`;
const standings = standingsWith("WHEN 10 THEN 'none' WHEN 11 THEN 'none' ELSE 'submit' END END");
const keepPetition = (uid: string): string => `INSERT OR REPLACE INTO petitionLine (id, owner, kind, number, wait, since, handed, gone) ${standings} WHERE p.uid = ${uid};`;

/**
 * Where needs that were decided on and petitions stand, kept so that lists and counts of a city need not judge each anew. Local,
 * not logged, never sent; triggers on what they follow from write them, so that no way of writing can make them wrong.
 */
export const migration0039 = {
  name: '0039-standings',
  sql: `
-- \`due\` is '9', after every day, where none is said; \`fading\`: followed, and the answers show it no more; \`hides\`: takes the proposal of the need away.
CREATE TABLE caseLine (
  id INTEGER PRIMARY KEY, family INTEGER NOT NULL, owner TEXT, region TEXT, rw TEXT, rt TEXT, headKey TEXT, need TEXT NOT NULL, agency TEXT, state INTEGER NOT NULL, stateDate TEXT NOT NULL, due TEXT NOT NULL,
  planned INTEGER NOT NULL, fading INTEGER NOT NULL, hides INTEGER NOT NULL
) STRICT;
CREATE INDEX caseLine_family ON caseLine (family, need);
CREATE INDEX caseLine_walk ON caseLine (state, region, rw, rt, headKey, family, id);
CREATE INDEX caseLine_due ON caseLine (state, due, region, rw, rt, headKey, family, id);
CREATE INDEX caseLine_count ON caseLine (state, due, planned, fading, need, agency, owner);
CREATE INDEX caseLine_hides ON caseLine (region, need, rw, rt) WHERE hides = 1;
CREATE TABLE petitionLine (
  id INTEGER PRIMARY KEY, owner TEXT, kind INTEGER, number TEXT NOT NULL, wait TEXT NOT NULL, since TEXT NOT NULL, handed INTEGER NOT NULL, gone INTEGER NOT NULL
) STRICT;
CREATE INDEX petitionLine_wait ON petitionLine (kind, wait, since, number);
CREATE INDEX petitionLine_since ON petitionLine (kind, since, number);
INSERT INTO caseLine (${lineColumns}) ${lines};
${hides('1')}
INSERT INTO petitionLine (id, owner, kind, number, wait, since, handed, gone) ${standings};
CREATE TRIGGER caseNeed_line_made AFTER INSERT ON caseNeed BEGIN ${keepFamily('NEW.family')} END;
CREATE TRIGGER caseNeed_line_changed AFTER UPDATE ON caseNeed BEGIN DELETE FROM caseLine WHERE id = OLD.id; ${keepFamily('NEW.family')} END;
CREATE TRIGGER caseNeed_line_moved AFTER UPDATE OF family ON caseNeed WHEN OLD.family IS NOT NEW.family BEGIN ${keepFamily('OLD.family')} END;
CREATE TRIGGER caseNeed_line_gone AFTER DELETE ON caseNeed BEGIN DELETE FROM caseLine WHERE id = OLD.id; ${keepFamily('OLD.family')} END;
CREATE TRIGGER alias_line_made AFTER INSERT ON alias WHEN NEW.fromFamily IS NOT NULL BEGIN ${keepFamily('NEW.toFamily')} ${keepFamily('NEW.fromFamily')} END;
CREATE TRIGGER alias_line_changed AFTER UPDATE ON alias WHEN NEW.fromFamily IS NOT NULL OR OLD.fromFamily IS NOT NULL BEGIN ${keepFamily('OLD.toFamily')} ${keepFamily('NEW.toFamily')} ${keepFamily('NEW.fromFamily')} END;
CREATE TRIGGER familySummary_line_made AFTER INSERT ON familySummary WHEN ${hasCases('NEW.uid')} BEGIN ${keepFamily('NEW.uid')} END;
CREATE TRIGGER familySummary_line_changed AFTER UPDATE OF ${placed.join(', ')} ON familySummary WHEN (${placed.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ')}) AND (${hasCases('NEW.uid')}) BEGIN ${keepFamily('NEW.uid')} END;
CREATE TRIGGER familySummary_line_gone AFTER DELETE ON familySummary BEGIN DELETE FROM caseLine WHERE family = OLD.family; END;
CREATE TRIGGER needTurn_line_made AFTER INSERT ON needTurn WHEN EXISTS (SELECT 1 FROM caseLine WHERE family = NEW.family) BEGIN UPDATE caseLine SET hides = 0 WHERE family = NEW.family; ${hides('family = NEW.family')} END;
CREATE TRIGGER petition_line_made AFTER INSERT ON petition BEGIN ${keepPetition('NEW.uid')} END;
CREATE TRIGGER petition_line_changed AFTER UPDATE ON petition BEGIN ${keepPetition('NEW.uid')} END;
CREATE TRIGGER petition_line_gone AFTER DELETE ON petition BEGIN DELETE FROM petitionLine WHERE id = OLD.id; END;
CREATE TRIGGER petitionStep_line_made AFTER INSERT ON petitionStep BEGIN ${keepPetition('NEW.petition')} END;
CREATE TRIGGER petitionStep_line_changed AFTER UPDATE ON petitionStep BEGIN ${keepPetition('OLD.petition')} ${keepPetition('NEW.petition')} END;
CREATE TRIGGER petitionStep_line_gone AFTER DELETE ON petitionStep BEGIN ${keepPetition('OLD.petition')} END;
`,
} as const;
