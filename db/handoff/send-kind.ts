import { fail } from '../rules/failure.ts';
import { isInside } from '../rules/region-code.ts';
import { buildPackage, inTurn } from './build-package.ts';
import type { OutboxPackage } from './build-package.ts';
import { boundFor, deliver } from './export.ts';
import type { Exported, Place } from './export.ts';
import { buildPhotos } from './photos/photo-package.ts';
import { emptyContents, openingOf, reportBlocks } from './payload.ts';
import { rangesFor } from './ranges.ts';
import { readLedger } from './sqlite-ledger.ts';
import { buildReference } from './reference/issue.ts';
import { buildRelay } from './relay/relay-package.ts';
import type { Session, Watch } from './session.ts';
import { buildTransfer } from './transfer/transfer-package.ts';
import { receiverCards } from './trust.ts';
import type { TrustedCard } from './trust.ts';

/** The kinds that are made on their own, beside reports and receipts. */
export type OwnKind = 'ACUAN' | 'SASARAN' | 'PINDAH' | 'TERUSAN' | 'FOTO';

const builders: Readonly<Record<OwnKind, (session: Session, receivers: readonly TrustedCard[], watch: Watch) => Promise<OutboxPackage>>> = {
  ACUAN: buildReference, SASARAN: buildTargets, PINDAH: buildTransfer, TERUSAN: buildRelay, FOTO: buildPhotos,
};

/**
 * Builds a package of one of these kinds and copies it to a folder. Reference data may go to many offices in one file;
 * tasks, transfers and relays go to one. Errors as `exportPackage`, and those of the kind.
 */
export function exportKind(session: Session, kind: OwnKind, options: Place & { readonly to: readonly string[] }, watch: Watch = {}): Promise<Exported> {
  return inTurn(session.office, async () => {
    const receivers = receiverCards(session.office, options.to);
    if (kind !== 'ACUAN' && new Set(receivers.map((one) => one.card.officeId)).size > 1) fail('MIXED_RECEIVERS');
    return deliver(session.office, await builders[kind](session, receivers, boundFor(options, watch)), options.folder, watch);
  });
}

/** The lists of tasks for one office below, whole each time: what it has already changes nothing there. */
function buildTargets(session: Session, receivers: readonly TrustedCard[], watch: Watch): Promise<OutboxPackage> {
  const { office } = session;
  const card = receivers[0]?.card;
  if (!card || !isInside(card.code, office.identity.code)) return fail('NOT_BELOW', { name: card?.name ?? '' });
  const ledger = readLedger(office);
  const ranges = rangesFor(ledger, [], true);
  const { opening, wire } = openingOf(ledger);
  const contents = emptyContents();
  const blocks = reportBlocks(ledger, ranges, wire, contents, 'office', [card.code], { only: ['targetList', 'task'] });
  return buildPackage(session, { kind: 'SASARAN', receivers, ranges, opening, blocks, contents }, watch);
}
