import type { Connection } from '../../../db/store/connection.ts';

/** Takes a database back to before migration 0009. */
export function undoBirthNames(db: Connection): void {
  db.exec("DROP INDEX person_birth; CREATE INDEX person_birth ON person (birthDate, sex); DELETE FROM migration WHERE name = '0009-birth-names'");
}
