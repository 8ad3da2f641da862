import Database from 'better-sqlite3';

/**
 * Holds every statement that any test makes the product prepare to what migration 0044 asks: a question of the log says which kind of entry
 * it wants, else it walks the log, or all of an entity in it. Of a city that is millions of entries, and no small test would notice.
 */

/** Checks and counts that are meant to walk. */
const walks = [
  'SELECT count(*) FROM change', 'SELECT DISTINCT entity, record FROM change WHERE field > 0', 'FROM change WHERE entity = ? AND field = 0 AND record > 0', 'FROM change WHERE record < 0 AND field = 0 GROUP BY entity',
  'count(*) FROM family) AS families', 'SELECT max(counter) FROM change WHERE device = ? AND epoch = ?',
];
const looked = new Set<string>();
const notNames = new Set(['where', 'join', 'on', 'order', 'set', 'group', 'left', 'cross', 'indexed', 'union', 'limit', 'values']);

/** The names that a statement reads the log by. */
function namesOfLog(text: string): string[] {
  return [...text.matchAll(/\b(?:FROM|JOIN)\s+change\b(?:\s+(?:AS\s+)?(\w+))?/g)].map(([, name = '']) => (name === '' || notNames.has(name.toLowerCase()) ? 'change' : name));
}

/** What a plan says of a walk through the log, or nothing. */
function walkIn(db: Database.Database, text: string): string | undefined {
  const names = namesOfLog(text);
  const bare = text.replaceAll(/'[^']*'/g, '');
  const named = Object.fromEntries([...bare.matchAll(/[@:$]([A-Za-z]\w*)/g)].map(([, name = '']) => [name, null]));
  const places = [...bare.matchAll(/\?/g)].map(() => null);
  const bound: unknown[] = [...places, ...(Object.keys(named).length > 0 ? [named] : [])];
  const steps = (plain.call(db, `EXPLAIN QUERY PLAN ${text}`) as Database.Statement<unknown[], { detail: string }>).all(...bound);
  return steps.map(({ detail }) => detail).find((detail) => names.some((name) => {
    if (detail.startsWith(`SCAN ${name}`)) return true;
    if (!detail.startsWith(`SEARCH ${name} `)) return false;
    // By its device alone, or one record after the other in a whole range of it.
    const byRecord = new RegExp(`${name === 'change' ? '(?<![.\\w])' : `\\b${name}\\.`}record (=|IN)`).test(bare);
    return /AUTOMATIC|INDEX change_(made|field) \(entity=\?\)|PRIMARY KEY \(device=\? AND epoch=\?\)/.test(detail) || (byRecord && /PRIMARY KEY \(.*counter[<>]/.test(detail));
  }));
}

const plain = Database.prototype.prepare;

/** Two workers read this file once each, and every test file in them asks for it again. */
const mark = Symbol.for('tepat.log-plans');
if (!(mark in Database.prototype)) {
  Object.defineProperty(Database.prototype, mark, { value: true });
  Database.prototype.prepare = function prepare(this: Database.Database, text: string) {
    const statement = plain.call(this, text);
    if (namesOfLog(text).length > 0 && !looked.has(text) && !walks.some((walk) => text.includes(walk)) && !isAskedByTest() && hasKinds(this)) {
      looked.add(text);
      const walk = walkIn(this, text);
      if (walk !== undefined) throw new Error(`This question walks the log (${walk}): ${text}`);
    }
    return statement;
  } as typeof plain;
}

/** A test itself may look at all that is there. */
function isAskedByTest(): boolean {
  return new Error().stack?.split('\n')[3]?.includes('/tests/') ?? false;
}

/** A database of before the migration, or in the middle of bulk work, has other indexes. */
function hasKinds(db: Database.Database): boolean {
  return plain.call(db, "SELECT count(*) FROM sqlite_schema WHERE name IN ('change_made', 'change_field')").pluck().get() === 2;
}
