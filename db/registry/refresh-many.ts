import type { Writer } from '../store/office.ts';
import { rawToSparse } from '../store/records.ts';
import { startDeriveHelper } from './derive-helper.ts';
import { loadFamilies } from './family-facts.ts';
import { needsBefore, noteTurns } from './needs/need-turns.ts';
import { keepRecaps } from './recaps/keep-recaps.ts';
import { clearSet, refreshDerived } from './refresh-derived.ts';
import type { LastNumbers } from './refresh-derived.ts';

/** From so many families on, a thread that derives beside costs less than it saves. */
const MANY = 1000;
const CHUNK = 200;

/**
 * The same as `refreshDerived` for families that changed in the running transaction: many are derived in a thread of their
 * own while this one reads the next. `last` are the numbers in use before the transaction, of which something may have to
 * be taken out first.
 */
export function refreshMany(office: Writer, families: readonly number[], changedTx: number, last: LastNumbers): void {
  if (families.length <= MANY) {
    refreshDerived(office, families, changedTx);
    return;
  }
  const before = needsBefore(office, families);
  clearSet(office, families, last);
  const helper = startDeriveHelper(office, changedTx);
  try {
    for (let at = 0; at < families.length; at += CHUNK) for (const facts of loadFamilies(office, families.slice(at, at + CHUNK), rawToSparse)) helper.give(facts);
    helper.finish();
    noteTurns(office, before);
    keepRecaps(office);
  } finally {
    helper.stop();
  }
}
