import type { Bounds } from './guard.ts';
import type { LedgerReader } from './ledger.ts';

const NOWHERE = { officeId: '', code: '', area: '-' };

/** Who a trusted device's office is to this one, and where it may write: nowhere for one that is not trusted. */
export function boundsOf(ledger: LedgerReader, deviceUid: string): Bounds {
  const { area, code, officeId } = ledger.cardOf(deviceUid) ?? NOWHERE;
  return { area, ownCode: ledger.self.code, sender: code, sibling: officeId === ledger.self.officeId };
}
