/**
 * Prints the SQL of the register's tables as the entity declarations now stand, for the first migration or to see what
 * a new migration must add. Migrations are frozen text: nothing reads this at run time.
 */
import { entities, entityKeys } from '../db/rules/entities.ts';
import type { EntityDef } from '../db/rules/field.ts';
import { sqlType } from '../db/store/schema/columns.ts';

const lines: string[] = [];
for (const key of entityKeys) {
  const entity: EntityDef = entities[key];
  const columns = Object.entries(entity.fields).map(([name, field]) => `"${name}" ${sqlType(field.kind)}`);
  lines.push(`CREATE TABLE "${key}" (\n  id INTEGER PRIMARY KEY,\n  uid TEXT NOT NULL UNIQUE,\n  raw TEXT,\n  ${columns.join(',\n  ')}\n) STRICT;`);
}
process.stdout.write(`${lines.join('\n')}\n`);
