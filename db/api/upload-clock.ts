import type { Context } from './handler.ts';
import { tellAnyway } from './tell-anyway.ts';
import { sessionOf, watch } from './watch-job.ts';

const EVERY_MS = 60_000;

/**
 * Looks once a minute, while someone who may send is signed in, whether an upload is due, and runs it beside other work:
 * the network never holds the writer. Without an address in the city's signed reference data it never asks anything.
 * Returns how to stop it.
 */
export function startUploadClock(present: () => Promise<Context | null>): () => void {
  const timer = setInterval(() => void tick(present), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function tick(present: () => Promise<Context | null>): Promise<void> {
  try {
    const context = await present();
    if (!context?.session.permissions.includes('package.send')) return;
    const { runUploads, uploadsDue } = await import('../handoff/upload/run.ts');
    if (!uploadsDue(context.reader)) return;
    context.changed('package');
    // Under the name that a run by hand has: whoever looks at the queue sees how far it is and may stop it.
    await tellAnyway(context, ['package', 'register', 'office'], () => runUploads(sessionOf(context), { now: false }, watch(context, 'upload')));
  } catch {
    // The office may have been locked while the run was under way: what was sent is noted, and the next look goes on from there.
  }
}
