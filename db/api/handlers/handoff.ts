import { cardFingerprint, cardView, ensureCard, ownCard, writeCard } from '../../handoff/card.ts';
import { copyPackage, exportPackage } from '../../handoff/export.ts';
import { inbox } from '../../handoff/inbox.ts';
import { look, neighbours, outbox } from '../../handoff/neighbours.ts';
import { receivePackages } from '../../handoff/receive.ts';
import type { Session, Watch } from '../../handoff/session.ts';
import { lookAtCard, trustCard } from '../../handoff/trust.ts';
import { fail } from '../../rules/failure.ts';
import { lookAtChanged } from '../look-for-duplicates.ts';
import { householdCounts } from '../office-counts.ts';
import type { handoffCalls } from '../contract/handoff.ts';
import type { Context, Handlers } from '../handler.ts';

export const handoffHandlers: Handlers<keyof typeof handoffCalls> = {
  'card.mine': (_input, { reader }) => {
    const card = ownCard(reader) ?? fail('NO_SIGNING_KEY');
    return { ...cardView(card), fingerprint: cardFingerprint(card) };
  },
  'card.export': async ({ path }, context) => {
    await ensureCard(sessionOf(context));
    return writeCard(sessionOf(context), path);
  },
  'card.read': ({ path }, { reader }) => lookAtCard(reader, path),
  'card.trust': (input, context) => {
    const card = trustCard(sessionOf(context), input);
    context.changed('package', 'office');
    return card;
  },
  'neighbour.list': (_input, { reader }) =>
    neighbours(reader).map((one) => ({ ...one, ...householdCounts(reader, one), problems: one.problems.map((problem) => ({ ...problem, params: { ...problem.params } })) })),
  'package.export': async ({ to, folder, full, job }, context) => {
    const made = await exportPackage(sessionOf(context), { to, folder, full }, watch(context, job));
    context.changed('package', 'office');
    return made;
  },
  'package.copy': ({ packageId, folder }, context) => copyPackage(sessionOf(context), packageId, folder),
  'package.outbox': (_input, { reader }) => outbox(reader),
  'package.inbox': (_input, { reader }) => inbox(reader).map((row) => ({ ...row, missing: [...row.missing] })),
  'package.receive': async ({ paths, receiptsFolder, job }, context) => {
    const rows = await receivePackages(sessionOf(context), { paths, receiptsFolder }, { ...watch(context, job), received: (row) => context.received(job, { ...row, missing: [...row.missing] }) });
    if (rows.some((row) => row.applied > 0)) await lookAtChanged(context, job);
    context.changed('package', 'register', 'office');
    return rows.map((row) => ({ ...row, missing: [...row.missing] }));
  },
  'package.look': ({ folder }, { reader }) => look(reader, folder),
};

function sessionOf({ writer, host, actor }: Context): Session {
  return { office: writer, secrets: host.secrets(), user: actor.user };
}

/** Watches a job under the name its caller chose; the shared flag asks it to stop. */
function watch({ host, progress }: Context, job: string): Watch {
  const tell = progress(job);
  const began = performance.now();
  Atomics.store(host.cancelFlag, 0, 0);
  return {
    cancelled: () => Atomics.load(host.cancelFlag, 0) !== 0,
    progress: ({ step, done, total }) => {
      const seconds = (performance.now() - began) / 1000;
      const perSecond = seconds > 0.2 ? Math.round(done / seconds) : null;
      tell({ phase: step, done, total, perSecond, secondsLeft: perSecond ? Math.round((total - done) / perSecond) : null });
    },
  };
}
