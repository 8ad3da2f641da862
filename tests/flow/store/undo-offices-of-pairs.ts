import type { Connection } from '../../../db/store/connection.ts';
import { undoEditsTold } from './undo-edits-told.ts';

/** Takes a database back to before migration 0053, and what came after it: a pair does not say whose its records are. */
export function undoOfficesOfPairs(db: Connection): void {
  undoEditsTold(db);
  db.exec(`ALTER TABLE pair DROP COLUMN leftOffice; ALTER TABLE pair DROP COLUMN rightOffice; DELETE FROM migration WHERE name = '0053-offices-of-pairs'`);
}
