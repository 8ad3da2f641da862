import { fail } from '../rules/failure.ts';
import { isInside } from '../rules/region-code.ts';
import { buildPackage, inTurn } from './build-package.ts';
import { boundFor, deliver } from './export.ts';
import type { Exported, Place } from './export.ts';
import { emptyContents, openingOf, reportBlocks } from './payload.ts';
import type { OwnRange } from './ranges.ts';
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
