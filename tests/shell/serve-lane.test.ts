import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { ThreadReply } from '../../electron/shell/data-lane.ts';
import { serveLane } from '../../electron/shell/serve-lane.ts';

/** A lane whose calls take their thread as a query does; `meanwhile` happens while the first of them is at work. */
async function answered(names: readonly string[], meanwhile: (page: MessagePort) => void = () => undefined): Promise<string[]> {
  const { port1: page, port2: thread } = new MessageChannel();
  const begun: string[] = [];
  serveLane(thread, () => ({
    call: async (name) => {
      await Promise.resolve();
      begun.push(name);
      if (begun.length === 1) meanwhile(page);
      return name;
    },
    close: async () => undefined,
  }));
  const order: string[] = [];
  const done = new Promise<void>((resolve) => page.on('message', (reply: ThreadReply) => {
    if ('answer' in reply && reply.answer.ok) order.push(String(reply.answer.value));
    if (order.includes('last')) resolve();
  }));
  for (const [id, name] of [...names, 'last'].entries()) page.postMessage({ id, name, input: {}, session: '' });
  await done;
  page.close();
  return order;
}

test('a search goes before what was asked earlier and has not begun', async () => {
  expect(await answered(['home', 'family.list', 'search', 'family.facets', 'search'])).toEqual(['search', 'search', 'home', 'family.list', 'family.facets', 'last']);
});

test('a search that is asked while a call is at work is the next', async () => {
  const order = await answered(['home', 'family.list', 'family.facets'], (page) => page.postMessage({ id: 99, name: 'search', input: {}, session: '' }));
  expect(order).toEqual(['home', 'search', 'family.list', 'family.facets', 'last']);
});

test('all other calls keep their order', async () => {
  expect(await answered(['family.save', 'family.list', 'no.such.call', 'setting.set'])).toEqual(['family.save', 'family.list', 'no.such.call', 'setting.set', 'last']);
});
