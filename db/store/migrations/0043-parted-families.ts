import { casesOf, hasCases, hides, lineColumns, lines, placed } from './0039-standings.ts';

/** Keeps the lines of a family anew, by its uid; also when it is merged into another one by now. Those of a family that was parted from it again stay. */
const keepFamily = (uid: string): string => {
  const now = `coalesce((SELECT toFamily FROM alias WHERE fromFamily = ${uid} AND ended IS NULL), ${uid})`;
  return `DELETE FROM caseLine WHERE id IN (SELECT id FROM caseNeed WHERE family IN (${casesOf(now)}));
  INSERT OR REPLACE INTO caseLine (${lineColumns}) ${lines} AND c.family IN (${casesOf(now)});
  ${hides(`family = (SELECT family FROM familySummary WHERE uid = ${now})`)}`;
};
const triggers: Readonly<Record<string, string>> = {
  caseNeed_line_made: `AFTER INSERT ON caseNeed BEGIN ${keepFamily('NEW.family')} END`,
  caseNeed_line_changed: `AFTER UPDATE ON caseNeed BEGIN DELETE FROM caseLine WHERE id = OLD.id; ${keepFamily('NEW.family')} END`,
  caseNeed_line_moved: `AFTER UPDATE OF family ON caseNeed WHEN OLD.family IS NOT NEW.family BEGIN ${keepFamily('OLD.family')} END`,
  caseNeed_line_gone: `AFTER DELETE ON caseNeed BEGIN DELETE FROM caseLine WHERE id = OLD.id; ${keepFamily('OLD.family')} END`,
  alias_line_made: `AFTER INSERT ON alias WHEN NEW.fromFamily IS NOT NULL BEGIN ${keepFamily('NEW.fromFamily')} END`,
  // First the one that may stand alone again, then whom its needs were counted with.
  alias_line_changed: `AFTER UPDATE ON alias WHEN NEW.fromFamily IS NOT NULL OR OLD.fromFamily IS NOT NULL BEGIN ${keepFamily('OLD.fromFamily')} ${keepFamily('NEW.fromFamily')} ${keepFamily('OLD.toFamily')} ${keepFamily('NEW.toFamily')} END`,
  familySummary_line_made: `AFTER INSERT ON familySummary WHEN ${hasCases('NEW.uid')} BEGIN ${keepFamily('NEW.uid')} END`,
  familySummary_line_changed: `AFTER UPDATE OF ${placed.join(', ')} ON familySummary WHEN (${placed.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ')}) AND (${hasCases('NEW.uid')}) BEGIN ${keepFamily('NEW.uid')} END`,
};

/**
 * A family that was parted again from one that it had been merged into lost its decided needs from the lists once those of the other changed. And the lines of one
 * kelurahan of a city are found by an index.
 */
export const migration0043 = {
  name: '0043-parted-families',
  sql: `
${Object.entries(triggers).map(([name, body]) => `DROP TRIGGER ${name};\nCREATE TRIGGER ${name} ${body};`).join('\n')}
CREATE INDEX caseLine_place ON caseLine (region, state, due, planned, fading, need, agency, owner);
DELETE FROM caseLine;
INSERT INTO caseLine (${lineColumns}) ${lines};
${hides('1')}
`,
} as const;
