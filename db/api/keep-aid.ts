import { setImmediate } from 'node:timers/promises';
import { keepAnswers, staleFamilies } from '../registry/aid/keep-answers.ts';
import { today } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import type { Context } from './handler.ts';

/** So many families are judged anew before a call answers: a few milliseconds. */
const AT_ONCE = 50;
/** Families a step where there are more: other calls go in between. */
const STEP = 250;
/** A terminal has nothing else to do, and may be asked again at once. */
const TERMINAL_MS = 1000;

const running = new WeakSet<Writer>();

/**
 * Keeps the answers of the four lists of aid current after a call that wrote: what changed is judged anew before it returns,
 * or step by step afterwards where it is much. Whatever stops that, lists judge for themselves what is not kept.
 */
export async function keepAid(context: Context): Promise<void> {
  try {
    await keepWhatChanged(context);
  } catch {
    // What the call did is done and stands; what could not be kept is judged whenever a list asks for it.
  }
}

async function keepWhatChanged(context: Context): Promise<void> {
  const { writer, host } = context;
  const many = staleFamilies(writer, today(writer), AT_ONCE + 1).length;
  if (many === 0 || writer.db.inTransaction) return;
  if (many <= AT_ONCE) {
    keepAnswers(writer, AT_ONCE);
    return;
  }
  if (host.options.lane !== 'both') {
    void keepTheRest(context, writer).catch(() => context.changed('register'));
    return;
  }
  for (const until = performance.now() + TERMINAL_MS; performance.now() < until && keepAnswers(writer, STEP) > 0;) await setImmediate();
}

/** Goes on in the background until all is kept; locking closes the register meanwhile, and that is the end of it. */
async function keepTheRest(context: Context, writer: Writer): Promise<void> {
  if (running.has(writer)) return;
  running.add(writer);
  try {
    for (let left = 1; left > 0;) {
      await setImmediate();
      if (!writer.db.open) return;
      if (!writer.db.inTransaction) left = keepAnswers(writer, STEP);
    }
    context.changed('register');
  } finally {
    running.delete(writer);
  }
}
