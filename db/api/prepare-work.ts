import { setImmediate, setTimeout } from 'node:timers/promises';
import { today } from '../store/office.ts';
import type { Context } from './handler.ts';

/** What somebody looks at first goes before. */
const AFTER_MS = 1500;
/** The latest periods; a connection holds few. */
const MOST = 3;

/**
 * Makes the worklists of the open periods ready on the reading lane, once a session and day: judging who is due in a city takes more
 * than a second, which nobody should wait for. Answers what to do after each call.
 */
export function preparesWork(afterMs = AFTER_MS): (context: Context) => void {
  let done = '';
  return (context) => {
    const of = `${context.session.token} ${today(context.reader)}`;
    if (of === done) return;
    done = of;
    void prepare(context, afterMs).catch(() => {
      // Whoever opens a worklist has it judged then.
    });
  };
}

async function prepare({ reader, scope, host, session }: Context, afterMs: number): Promise<void> {
  await setTimeout(afterMs, null, { ref: false });
  const isOpen = async (): Promise<boolean> => {
    await setImmediate();
    return reader.db.open && (await host.session(session.token).then(() => true, () => false));
  };
  if (!(await isOpen())) return;
  const [{ listRounds }, { prepareWork }] = await Promise.all([import('../registry/visits/rounds.ts'), import('../registry/visits/worklist.ts')]);
  for (const round of listRounds(reader, scope).filter(({ own, closed }) => own && closed === null).slice(0, MOST)) await prepareWork(reader, round.id, scope, isOpen);
}
