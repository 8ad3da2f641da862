import { standingsWith } from './0039-standings.ts';

/** What is to be done next, as `standingOf` says it: an answer that closes is to be told, whoever gave it. */
const standings = standingsWith("WHEN 10 THEN iif(p.toldOn IS NULL, 'tell', 'none') WHEN 11 THEN iif(p.toldOn IS NULL, 'tell', 'none') ELSE 'submit' END END");
const keepPetition = (uid: string): string => `INSERT OR REPLACE INTO petitionLine (id, owner, kind, number, wait, since, handed, gone) ${standings} WHERE p.uid = ${uid};`;
const triggers: Readonly<Record<string, string>> = {
  petition_line_made: `AFTER INSERT ON petition BEGIN ${keepPetition('NEW.uid')} END`,
  petition_line_changed: `AFTER UPDATE ON petition BEGIN ${keepPetition('NEW.uid')} END`,
  petitionStep_line_made: `AFTER INSERT ON petitionStep BEGIN ${keepPetition('NEW.petition')} END`,
  petitionStep_line_changed: `AFTER UPDATE ON petitionStep BEGIN ${keepPetition('OLD.petition')} ${keepPetition('NEW.petition')} END`,
  petitionStep_line_gone: `AFTER DELETE ON petitionStep BEGIN ${keepPetition('OLD.petition')} END`,
};

/** What a musyawarah or the head of the office turned down, and a sanggah that was carried out, waits to be told to whom it was answered, as what the city answered does. */
export const migration0046 = {
  name: '0046-answers-to-tell',
  sql: `
${Object.entries(triggers).map(([name, body]) => `DROP TRIGGER ${name};\nCREATE TRIGGER ${name} ${body};`).join('\n')}
DELETE FROM petitionLine;
INSERT INTO petitionLine (id, owner, kind, number, wait, since, handed, gone) ${standings};
`,
} as const;
