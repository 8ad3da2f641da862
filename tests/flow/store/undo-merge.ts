import type { Connection } from '../../../db/store/connection.ts';
import { undoBirthNames } from './undo-birth-names.ts';

/** Takes a database back to before migration 0008, and what came after it. */
export function undoMerge(db: Connection): void {
  undoBirthNames(db);
  db.exec(`DROP TABLE seen; DROP TABLE askedBack; DROP INDEX conflict_record; DROP INDEX quarantine_record; ALTER TABLE conflict DROP COLUMN theirs; ALTER TABLE conflict DROP COLUMN outcome;
    ALTER TABLE acknowledged RENAME COLUMN receiver TO officeId; DROP TABLE receiptIn;
    CREATE TABLE receiptIn (officeId TEXT PRIMARY KEY, deviceUid TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL, at TEXT NOT NULL, content TEXT NOT NULL) STRICT, WITHOUT ROWID;
    DELETE FROM migration WHERE name >= '0008-merge'`);
}
