/** Families by this id, also by what it was merged into, as 0020 finds them. */
const marked = (row: 'NEW' | 'OLD'): string => `UPDATE aidState SET edition = 0 WHERE edition <> 0 AND family IN (SELECT id FROM family WHERE uid IN (${row}.family, (SELECT toFamily FROM alias WHERE fromFamily = ${row}.family AND ended IS NULL)));`;
/** Where a record stays with its family, the family is looked for once. */
const once = (table: string): string => `
DROP TRIGGER ${table}_aid_changed;
CREATE TRIGGER ${table}_aid_changed AFTER UPDATE ON "${table}" BEGIN ${marked('NEW')} END;
CREATE TRIGGER ${table}_aid_moved AFTER UPDATE OF family ON "${table}" WHEN OLD.family IS NOT NEW.family BEGIN ${marked('OLD')} END;`;
const rearranged = (table: string, columns: string): string => `
CREATE TABLE ${table}Ordered (dimension TEXT NOT NULL, ${columns.split(', ').map((column) => `${column} TEXT NOT NULL`).join(', ')}, counts TEXT NOT NULL, PRIMARY KEY (dimension, ${columns})) STRICT, WITHOUT ROWID;
INSERT INTO ${table}Ordered SELECT dimension, ${columns}, counts FROM ${table} ORDER BY dimension, ${columns};
DROP TABLE ${table};
ALTER TABLE ${table}Ordered RENAME TO ${table};`;

/**
 * Recaps in the order in which they are asked: of one dimension all areas lie together, so that a report that changes one answer
 * all over a city writes an eighth of the pages. And what changes about a person looks for the family once.
 */
export const migration0041 = {
  name: '0041-recap-order',
  sql: `${rearranged('recapCell', 'region, rw, rt')}${rearranged('recapTotal', 'region')}${once('person')}${once('ranking')}
`,
} as const;
