import { fail } from '../rules/failure.ts';
import { isInside } from '../rules/region-code.ts';
import { getMeta } from '../store/meta.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { buildPackage, inTurn } from './build-package.ts';
import { boundFor, deliver } from './export.ts';
import type { Exported, Place } from './export.ts';
import type { Header } from './header.ts';
import type { Ledger } from './ledger.ts';
import { emptyContents, openingOf, reportBlocks } from './payload.ts';
import type { OwnRange } from './ranges.ts';
import { STARTER_ISSUER } from './reference/introduction.ts';
import type { Session, Watch } from './session.ts';
import { readLedger } from './sqlite-ledger.ts';
import { receiverCards } from './trust.ts';

/**
 * Gives an office below, whose PC was lost, back everything that is held here of the PCs it had: a report of ranges from
 * the first change on, for the PC that took their place with a starter file. Fields that were never sent, users, keys
 * and the audit trail do not come back. Errors: NOT_BELOW, NO_CARD, NO_SIGNING_KEY and those of copying.
 */
export function handBack(session: Session, { to, ...place }: Place & { readonly to: string }, watch: Watch = {}): Promise<Exported> {
  const { office } = session;
  return inTurn(office, async () => {
    if (to === office.identity.code || !isInside(to, office.identity.code)) fail('NOT_BELOW', { name: to });
    const receivers = receiverCards(office, [to]);
    const living = new Set(receivers.map((one) => one.card.deviceId));
    const ledger = readLedger(office);
    const ranges = ledger.positions().filter((one) => !living.has(one.deviceUid) && ledger.deviceByNumber(one.device).office === to)
      .map((one): OwnRange => ({ device: one.device, deviceUid: one.deviceUid, epoch: one.epoch, from: 0, to: one.counter, returned: true }));
    const { opening, wire } = openingOf(ledger);
    const contents = emptyContents();
    const built = await buildPackage(session, { kind: 'LAPORAN', receivers, ranges, opening, blocks: reportBlocks(ledger, ranges, wire, contents), contents, returns: true }, boundFor(place, watch));
    return deliver(office, built, place.folder, watch);
  });
}

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
