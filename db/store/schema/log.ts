import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Devices that ever wrote a change known here; number 1 is this one's first device. */
export const device = sqliteTable('device', {
  no: integer().primaryKey(),
  uid: text().notNull(),
  office: text().notNull(),
  officeName: text().notNull(),
});

/** Epochs of own devices: a new one begins after a restore or a clone (DESIGN §3). */
export const epoch = sqliteTable('epoch', {
  device: integer().notNull(),
  epoch: integer().notNull(),
  nonce: text().notNull(),
  /** Where this epoch branched off: the epoch before and the last of its counters that this database holds. */
  baseEpoch: integer(),
  baseCounter: integer(),
  startedAt: text().notNull(),
  reason: text().notNull(),
}, (t) => [primaryKey({ columns: [t.device, t.epoch] })]);

/** One transaction of this office, in local order; the chain runs over these. */
export const tx = sqliteTable('tx', {
  id: integer().primaryKey(),
  device: integer().notNull(),
  epoch: integer().notNull(),
  /** Own counters used: `first`..`last`; `last` = `first` - 1 when the transaction made no change of its own. */
  first: integer().notNull(),
  last: integer().notNull(),
  at: text().notNull(),
  user: text(),
  userName: text(),
  kind: text().notNull(),
  reason: text(),
  sourceKind: text(),
  sourceId: text(),
  detail: text(),
  previous: blob({ mode: 'buffer' }).notNull(),
  hash: blob({ mode: 'buffer' }).notNull(),
});

/**
 * One change of one field, or (field 0) the making of a record. Its id is (device, epoch, counter) of the PC that made
 * it; the parent is the change it replaced. A made record costs only this header: its first values are found by walking
 * back from the present ones.
 */
export const change = sqliteTable('change', {
  device: integer().notNull(),
  epoch: integer().notNull(),
  counter: integer().notNull(),
  tx: integer().notNull(),
  entity: integer().notNull(),
  record: integer().notNull(),
  field: integer().notNull(),
  /** JSON of the field's value before and after; null means empty. */
  old: text(),
  new: text(),
  parentDevice: integer(),
  parentEpoch: integer(),
  parentCounter: integer(),
  /** 1 when the register took the value; 0 while it stands beside another as a konflik; 2 when it gave way to a person's decision. */
  taken: integer().notNull(),
  /** Gone when the value was destroyed by law; the digest then stays in its place. */
  salt: blob({ mode: 'buffer' }),
  digest: blob({ mode: 'buffer' }),
}, (t) => [primaryKey({ columns: [t.device, t.epoch, t.counter] })]);
