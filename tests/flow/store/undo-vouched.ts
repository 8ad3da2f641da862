import type { Connection } from '../../../db/store/connection.ts';

/** Takes a database back to before migration 0052: no card is trusted on another's word. */
export function undoVouched(db: Connection): void {
  db.exec("ALTER TABLE card DROP COLUMN vouchedBy; DELETE FROM migration WHERE name = '0052-vouched-cards'");
}
