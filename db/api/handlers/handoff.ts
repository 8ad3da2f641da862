import { cardFingerprint, cardView, ensureCard, ownCard, writeCard } from '../../handoff/card.ts';
import { copyPackage, exportPackage } from '../../handoff/export.ts';
import { handBack } from '../../handoff/hand-back.ts';
import { inbox } from '../../handoff/inbox.ts';
import { look } from '../../handoff/look.ts';
import { neighbours, outbox } from '../../handoff/neighbours.ts';
import { receivePackages } from '../../handoff/receive.ts';
import { keptUnread } from '../../handoff/relay/keep.ts';
import { renewCard } from '../../handoff/renew-card.ts';
import { revokeCards, revokedCards } from '../../handoff/revoke.ts';
import { exportKind } from '../../handoff/send-kind.ts';
import { lookAtCard, trustCard } from '../../handoff/trust.ts';
import { fail } from '../../rules/failure.ts';
import { lookAtChanged } from '../look-for-duplicates.ts';
import { householdCounts } from '../office-counts.ts';
import type { handoffCalls } from '../contract/handoff.ts';
import type { Context, Handlers } from '../handler.ts';
import { tellAnyway } from '../tell-anyway.ts';
import { sessionOf, watch } from '../watch-job.ts';

/** Tells the window also of a copy that failed: the package may have its number by then, and waits in the outbox. */
function told<T>(context: Context, work: () => Promise<T>): Promise<T> {
  return tellAnyway(context, ['package', 'office'], work);
}

export const handoffHandlers: Handlers<keyof typeof handoffCalls> = {
  'card.mine': (_input, { reader }) => {
    const card = ownCard(reader) ?? fail('NO_SIGNING_KEY');
    return { ...cardView(card), fingerprint: cardFingerprint(card) };
  },
  'card.export': async ({ path }, context) => {
    await ensureCard(sessionOf(context));
    return writeCard(sessionOf(context), path);
  },
  'card.read': (source, { reader }) => lookAtCard(reader, source),
  'card.trust': (input, context) => {
    const card = trustCard(sessionOf(context), input);
    context.changed('package', 'office');
    return card;
  },
  'card.revoke': (input, context) => {
    const revoked = revokeCards(sessionOf(context), input);
    context.changed('package', 'office');
    return revoked;
  },
  'card.renew': async ({ passphrase }, context) => {
    const card = await renewCard(sessionOf(context), passphrase);
    context.changed('package', 'office');
    return { ...card };
  },
  'card.revoked': (_input, { reader }) => revokedCards(reader),
  'neighbour.list': (_input, { reader }) =>
    neighbours(reader).map((one) => ({ ...one, undelivered: one.undelivered && { ...one.undelivered, to: [...one.undelivered.to] }, ...householdCounts(reader, one), problems: one.problems.map((problem) => ({ ...problem, params: { ...problem.params } })), pcs: [...one.pcs] })),
  'package.export': ({ to, folder, existing, full, kind, job }, context) => {
    const session = sessionOf(context);
    return told(context, () => (kind === 'LAPORAN' ? exportPackage(session, { to, folder, existing, full }, watch(context, job)) : exportKind(session, kind, { to, folder, existing }, watch(context, job))));
  },
  'package.handBack': ({ to, folder, existing, job }, context) => told(context, () => handBack(sessionOf(context), { to, folder, existing }, watch(context, job))),
  'package.copy': ({ packageId, folder, existing }, context) => told(context, () => copyPackage(sessionOf(context), packageId, { folder, existing })),
  'package.outbox': (_input, { reader }) => outbox(reader),
  'package.inbox': (_input, { reader, host }) => [...inbox(reader), ...keptUnread(reader, (code) => host.regions().get(code)?.displayName ?? code)]
    .sort((a, b) => b.at.localeCompare(a.at)).map((row) => ({ ...row, missing: [...row.missing] })),
  'package.receive': ({ paths, receiptsFolder, job }, context) => tellAnyway(context, ['package', 'register', 'office'], async () => {
    const rows = await receivePackages(sessionOf(context), { paths, receiptsFolder }, { ...watch(context, job), received: (row) => context.received(job, { ...row, missing: [...row.missing] }) });
    if (rows.some((row) => row.applied > 0)) await lookAtChanged(context, job);
    return rows.map((row) => ({ ...row, missing: [...row.missing] }));
  }),
  'package.look': ({ folder }, { reader }) => look(reader, folder),
};
