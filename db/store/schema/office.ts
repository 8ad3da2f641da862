import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What this office is: identity and state that is not part of the register. */
export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() });

/** Unfinished input. Local, never logged, never sent. */
export const draft = sqliteTable('draft', {
  id: text().primaryKey(),
  kind: text().notNull(),
  target: text(),
  title: text().notNull(),
  content: text().notNull(),
  savedAt: text().notNull(),
  savedBy: text().notNull(),
});
