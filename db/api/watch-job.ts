import type { Session, Watch } from '../handoff/session.ts';
import type { Context } from './handler.ts';
import { noteFailure } from './survival/event-log.ts';

/** The open office and its user as the hand-off wants them. */
export function sessionOf({ writer, host, actor }: Context): Session {
  return { office: writer, secrets: host.secrets(), user: actor.user };
}

/** Watches a job under the name its caller chose; the shared flag asks it to stop. */
export function watch({ host, progress }: Context, job: string): Watch {
  const tell = progress(job);
  const began = performance.now();
  Atomics.store(host.cancelFlag, 0, 0);
  return {
    fault: (what, error) => noteFailure(host.options, what, error),
    cancelled: () => Atomics.load(host.cancelFlag, 0) !== 0,
    progress: ({ step, done, total }) => {
      const seconds = (performance.now() - began) / 1000;
      const perSecond = seconds > 0.2 ? Math.round(done / seconds) : null;
      tell({ phase: step, done, total, perSecond, secondsLeft: perSecond ? Math.round((total - done) / perSecond) : null });
    },
  };
}
