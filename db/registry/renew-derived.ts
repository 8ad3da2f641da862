import { getMeta, setMeta } from '../store/meta.ts';
import type { Writer } from '../store/office.ts';
import { sql } from '../store/office.ts';
import { keepRecaps } from './recaps/keep-recaps.ts';
import { clearDerived, deriveInto } from './refresh-derived.ts';

/** What `deriveFamily` and the search index write now. A change in either takes the next number. */
const derivedVersion = '1';
const STEP = 500;

/**
 * Derives lists and search anew when an older version of Tepat wrote them; answers whether it did. Call it after opening,
 * before anything else is written. Each step stands by itself: whatever stops it, the next opening goes on from there.
 * (A migration that empties the lists takes `derivedRenewing` away with `derivedVersion`.)
 */
export async function renewDerived(office: Writer, tell: (done: number, total: number) => void = () => undefined): Promise<boolean> {
  if (getMeta(office.db, 'derivedVersion') === derivedVersion) return false;
  const [version, reached] = (getMeta(office.db, 'derivedRenewing') ?? '').split(' ');
  let last = version === derivedVersion ? Number(reached) : 0;
  if (version !== derivedVersion) office.db.transaction(() => {
    clearDerived(office);
    setMeta(office.db, 'derivedRenewing', `${derivedVersion} 0`);
  }).immediate();
  const total = sql(office, 'SELECT count(*) FROM family').pluck().get() as number;
  let done = sql(office, 'SELECT count(*) FROM family WHERE id <= ?').pluck().get(last) as number;
  tell(done, total);
  const next = sql(office, `SELECT id FROM family WHERE id > ? ORDER BY id LIMIT ${STEP}`).pluck();
  for (let families = next.all(last) as number[]; families.length > 0; families = next.all(last) as number[]) {
    office.db.transaction(() => {
      deriveInto(office, families);
      keepRecaps(office);
      last = families.at(-1) ?? last;
      setMeta(office.db, 'derivedRenewing', `${derivedVersion} ${last}`);
    }).immediate();
    tell((done += families.length), total);
    // Lets the word of it reach the window.
    await new Promise((resolve) => void setImmediate(resolve));
  }
  office.db.transaction(() => {
    setMeta(office.db, 'derivedVersion', derivedVersion);
    setMeta(office.db, 'derivedRenewing', null);
  }).immediate();
  return true;
}
