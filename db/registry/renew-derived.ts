import { getMeta, setMeta } from '../store/meta.ts';
import type { Writer } from '../store/office.ts';
import { refreshDerived } from './refresh-derived.ts';

/** What `deriveFamily` and the search index write now. A change in either takes the next number. */
const derivedVersion = '1';

/** Derives lists and search anew when an older version of Tepat wrote them; answers whether it did. Call it after opening. */
export function renewDerived(office: Writer): boolean {
  if (getMeta(office.db, 'derivedVersion') === derivedVersion) return false;
  office.db.transaction(() => {
    refreshDerived(office, 'all');
    setMeta(office.db, 'derivedVersion', derivedVersion);
  }).immediate();
  return true;
}
