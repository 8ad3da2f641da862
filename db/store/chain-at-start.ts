import type { Connection } from './connection.ts';

/**
 * What opening an office looks at in the chain, which costs no more than a walk over the transactions: every one names the
 * hash of the one before, and the last one that this PC remembers (in the profile, not beside the database) still has the
 * hash it had. The hashes of what is new are proved beside it (`verified-mark`); whether every value fits is the whole check, on demand. Returns the first transaction that does not fit, or null.
 */
export function brokenAt(db: Connection, remembered: { readonly tx?: number | undefined; readonly head?: string | undefined } | null): number | null {
  const torn = db.prepare('SELECT b.id FROM tx a JOIN tx b ON b.id = a.id + 1 WHERE b.previous IS NOT a.hash ORDER BY b.id LIMIT 1').pluck().get() as number | undefined;
  if (torn !== undefined) return torn;
  const gap = db.prepare('SELECT id FROM tx t WHERE id > 1 AND NOT EXISTS (SELECT 1 FROM tx p WHERE p.id = t.id - 1) LIMIT 1').pluck().get() as number | undefined;
  if (gap !== undefined) return gap;
  if (remembered?.tx === undefined || remembered.head === undefined) return null;
  const present = db.prepare('SELECT hash FROM tx WHERE id = ?').pluck().get(remembered.tx) as Buffer | undefined;
  return present !== undefined && present.toString('hex') !== remembered.head ? remembered.tx : null;
}
