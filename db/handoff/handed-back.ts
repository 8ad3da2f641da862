import { isInside } from '../rules/region-code.ts';
import { getMeta } from '../store/meta.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import type { Header } from './header.ts';
import type { Ledger } from './ledger.ts';
import { STARTER_ISSUER } from './reference/introduction.ts';
import { readLedger } from './sqlite-ledger.ts';

/** Whether a report gives this office back what PCs before this one wrote: only whoever wrote its starter file may. */
export function isHandedBack(office: Reader, header: Header): boolean {
  const { code } = office.identity;
  if (header.returns !== true || header.origin.code === code || !isInside(code, header.origin.code) || getMeta(office.db, STARTER_ISSUER) !== header.origin.code) return false;
  const ledger = readLedger(office);
  return header.ranges.every((range) => range.device !== ledger.self.deviceUid && (ledger.deviceByUid(range.device)?.office ?? code) === code);
}

/** The PCs of a report that gives back are this office's own from now on, as if their folder had been copied here. */
export function inheritDevices(office: Writer, ledger: Ledger, header: Header): void {
  const { code, name } = office.identity;
  for (const { device, epoch } of header.ranges) {
    sql(office, "INSERT OR IGNORE INTO epoch (device, epoch, nonce, baseEpoch, baseCounter, startedAt, reason) VALUES (?,?,'',NULL,NULL,?,'handed back')")
      .run(ledger.deviceNumber(device, code, name), epoch, office.now().toISOString());
  }
}
