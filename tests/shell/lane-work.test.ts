import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { utilityProcess } from '../../build/stand-in/utility-process.ts';
import { keepWorks, laneWork } from '../../electron/shell/lane-work.ts';
import type { FromWork } from '../../electron/shell/lane-work.ts';
import type { ThreadReply } from '../../electron/shell/data-lane.ts';
import { startProcess } from '../../db/store/child-work.ts';
import type { StartProcess, WorkProcess } from '../../db/store/child-work.ts';

const channel = new MessageChannel();
afterEach(() => channel.port2.removeAllListeners('message'));

/** Both sides of a data thread's work: what the thread has in hand, and what main keeps for it. */
function bothSides(start: StartProcess) {
  const works = keepWorks(start, (work: FromWork) => channel.port2.postMessage({ work }));
  channel.port2.on('message', (reply: ThreadReply) => {
    if ('work' in reply) works.take(reply.work);
  });
  return { start: laneWork(channel.port1), works };
}

/** A process that answers with what it is sent. */
function echo(): { start: StartProcess; killed: () => number } {
  let killed = 0;
  const start: StartProcess = (script) => {
    let take: (message: unknown) => void = () => undefined;
    let ended: (code: number | null) => void = () => undefined;
    const work: WorkProcess = {
      send: (message) => take({ script: script.href, message }),
      onMessage: (hear) => {
        take = hear;
      },
      onExit: (hear) => {
        ended = hear;
      },
      kill: () => {
        killed += 1;
        ended(0);
      },
    };
    return work;
  };
  return { start, killed: () => killed };
}

const heard = (work: WorkProcess): Promise<unknown> => new Promise((resolve) => work.onMessage(resolve));
const ended = (work: WorkProcess): Promise<number | null> => new Promise((resolve) => work.onExit(resolve));

/** Runs work with a script in a folder of its own. */
async function withScript(text: string, work: (script: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tepat-work-'));
  const script = join(folder, 'work.cjs');
  writeFileSync(script, text);
  try {
    await work(script);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('work that a data thread has done by a process of main', () => {
  it('gets what it is sent, answers to the thread that asked, and is told to end', async () => {
    const { start, killed } = echo();
    const side = bothSides(start);
    const [first, second] = [side.start(new URL('file:///a.cjs')), side.start(new URL('file:///b.cjs'))];
    const [one, two] = [heard(first), heard(second)];
    second.send('dua');
    first.send('satu');
    expect([await one, await two]).toEqual([{ script: 'file:///a.cjs', message: 'satu' }, { script: 'file:///b.cjs', message: 'dua' }]);
    const end = ended(first);
    first.kill();
    expect(await end).toBe(0);
    expect(killed()).toBe(1);
  });

  it('ends with its thread', async () => {
    const { start, killed } = echo();
    const side = bothSides(start);
    const work = side.start(new URL('file:///a.cjs'));
    const answer = heard(work);
    work.send('ada');
    await answer;
    side.works.end();
    expect(killed()).toBe(1);
  });

  it('is done by a script under the stand-in as under Electron', async () => {
    await withScript("process.on('message', (said) => process.send({ said, bytes: said.key.length }));", async (script) => {
      const child = utilityProcess.fork(script, [], { execArgv: ['--max-semi-space-size=4'], stdio: 'ignore' });
      const answer = new Promise((resolve) => child.once('message', resolve));
      const exit = new Promise((resolve) => child.once('exit', resolve));
      child.postMessage({ key: Uint8Array.of(1, 2, 3) });
      expect(await answer).toEqual({ said: { key: Uint8Array.of(1, 2, 3) }, bytes: 3 });
      expect(child.kill()).toBe(true);
      await exit;
    });
  });

  it('is told when a process could not do its work', async () => {
    await withScript('process.exit(3);', async (script) => {
      expect(await ended(startProcess(pathToFileURL(script)))).toBe(3);
    });
  });
});
