import type { Connection } from '../../../db/store/connection.ts';
import { migration0028 } from '../../../db/store/migrations/0028-recaps.ts';
import { migration0042 } from '../../../db/store/migrations/0042-worklists.ts';
import { undoOfficesOfPairs } from './undo-offices-of-pairs.ts';
import { undoVouched } from './undo-vouched.ts';

const triggers = ['familySummary_recap_made', 'familySummary_recap_changed', 'familySummary_recap_gone', 'familySummary_work_changed'];

/** Takes a database back to before migration 0050, and what came after it: the date of the last survey and the warnings stand in the lines of the lists. */
export function undoOftenChanged(db: Connection): void {
  undoOfficesOfPairs(db);
  undoVouched(db);
  const made = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'lineChange_*'").pluck().all() as string[];
  for (const name of [...made, ...triggers]) db.exec(`DROP TRIGGER ${name}`);
  db.exec(`DROP INDEX lineChange_surveyDate;
    ALTER TABLE familySummary ADD COLUMN surveyDate TEXT; ALTER TABLE familySummary ADD COLUMN warnings INTEGER NOT NULL DEFAULT 0;
    UPDATE familySummary SET (surveyDate, warnings) = (SELECT surveyDate, warnings FROM lineChange l WHERE l.family = familySummary.family);
    ALTER TABLE lineChange DROP COLUMN surveyDate; ALTER TABLE lineChange DROP COLUMN warnings;
    CREATE INDEX familySummary_surveyDate ON familySummary (surveyDate, family);
    DELETE FROM migration WHERE name = '0050-often-changed'`);
  for (const name of triggers) db.exec(new RegExp(`CREATE TRIGGER ${name} .*? END;\n`, 'su').exec(migration0028.sql + migration0042.sql)?.[0] ?? '');
}
