import type { Connection } from '../../../db/store/connection.ts';
import { undoOfficesOfPairs } from './undo-offices-of-pairs.ts';

/** Takes a database back to before migration 0052, and what came after it: no card is trusted on another's word. */
export function undoVouched(db: Connection): void {
  undoOfficesOfPairs(db);
  db.exec("ALTER TABLE card DROP COLUMN vouchedBy; DELETE FROM migration WHERE name = '0052-vouched-cards'");
}
