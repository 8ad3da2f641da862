import type { Connection } from '../../../db/store/connection.ts';

/** Takes a database back to before migration 0054: what a decision rests on does not say what was told together with it. */
export function undoEditsTold(db: Connection): void {
  db.exec("ALTER TABLE seen DROP COLUMN edited; DELETE FROM migration WHERE name = '0054-edits-told-with-decisions'");
}
