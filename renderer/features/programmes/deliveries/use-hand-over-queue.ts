import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useSession } from '../../../app/session.tsx';
import { callApi } from '../../../bridge.ts';
import { heldLines } from './delivery-rows.tsx';
import { createHandOverQueue } from './hand-over-queue.ts';
import type { HandOverQueue, HandOverState } from './hand-over-queue.ts';

// One for each programme and whoever hands out: leaving the screen, or locking, loses nothing that was taken.
const queues = new Map<string, HandOverQueue>();

/** What is taken and recorded on the day of a distribution, and how it stands. */
export function useHandOverQueue(programme: string): { queue: HandOverQueue; state: HandOverState } {
  const client = useQueryClient();
  const { user, office } = useSession();
  const key = `${office.officeId} ${user.name} ${programme}`;
  const queue = queues.get(key) ?? makeQueue(client, programme);
  queues.set(key, queue);
  return { queue, state: useSyncExternalStore(queue.subscribe, queue.state) };
}

function makeQueue(client: QueryClient, programme: string): HandOverQueue {
  return createHandOverQueue({
    look: async (card) => (await callApi('delivery.scan', { programme, number: card })).enrolments,
    rows: async (phase) => {
      const queryKey = ['delivery.list', { programme, phase }];
      const known = client.getQueryState<CallOutput<'delivery.list'>>(queryKey);
      // What changed since is known to the queue; the list that is drawn is read again meanwhile.
      const list = known?.data ?? (await client.fetchQuery<CallOutput<'delivery.list'>>({ queryKey, queryFn: () => callApi('delivery.list', { programme, phase }) }));
      return { rows: [...list.rows, ...heldLines(list)], at: known?.data ? known.dataUpdatedAt : Date.now() };
    },
    write: async (rows) => {
      const [first] = rows;
      if (!first) return;
      const { phase, date } = first.terms;
      await callApi('delivery.record', { mayWait: true, programme, phase, date, items: rows.map(({ row, terms }) => ({ enrolment: row.enrolment, status: 1, relation: 1, ...terms.amounts })) });
    },
    keep: async (cards) => (await callApi('delivery.keepCards', { programme, cards: cards.map(({ card, enrolment, terms: { phase, date, amounts, sign } }) => ({ card, enrolment, phase, date, sign, ...amounts })) })).nos,
    kept: async () => {
      const cards = await callApi('delivery.keptCards', { programme });
      return cards.map(({ no, card, enrolment, phase, date, sign, ...amounts }) => ({ no, card, enrolment, terms: { phase, date, sign, amounts } }));
    },
    unkeep: (nos) => callApi('delivery.forgetCards', { nos: [...nos] }),
    sign: (delivery) => callApi('delivery.sign', { ids: [delivery], proof: 1, proofNo: null }),
  });
}
