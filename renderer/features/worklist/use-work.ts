import { useCall, usePages } from '../../app/calls.ts';
import { useSession } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useLanguage } from '../../text/text.ts';
import type { Pair, View, WorkItem, WorkKind } from './work-items.ts';

/** Everything that waits, by kind, in the order in which it is best done. */
export interface Work {
  readonly items: readonly WorkItem[];
  readonly counts: Readonly<Record<View, number>>;
  readonly loading: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  /** More of the likely duplicates, when there are. */
  readonly more: (() => void) | null;
}

/** What waits for a decision, of every kind. Konflik and quarantine are of the whole office: a user of a part of it is not asked. */
export function useWork(view: View): Work {
  const lang = useLanguage();
  const { user, office } = useSession();
  const whole = user.areaPrefix === '' || office.code.startsWith(user.areaPrefix);
  const conflicts = useCall('conflict.list', { lang }, { enabled: whole });
  const proposals = useCall('proposal.list', { direction: 'in', lang });
  const own = useCall('proposal.list', { direction: 'out', state: 'all', lang });
  const breaches = useCall('worklist.breaches', { lang });
  const quarantine = useCall('quarantine.list', { lang }, { enabled: whole });
  const transfers = useCall('transfer.list', { direction: 'in', open: true });
  const tasks = useCall('task.list', { state: 'open' });
  const doubles = useCall('delivery.doubles', {});
  const count = useCall('worklist.count', {});
  const pairs = usePages<Pair>(['duplicate.list', 'open', lang], (after) => callApi('duplicate.list', { state: 'open', after, lang }));
  const queries = [conflicts, proposals, own, breaches, quarantine, transfers, tasks, doubles, count];
  const of = <K extends WorkKind>(kind: K, rows: readonly Extract<WorkItem, { kind: K }>['one'][] | undefined): WorkItem[] =>
    (rows ?? []).map((one) => ({ kind, id: one.id, one }) as WorkItem);
  const decided = [
    ...of('conflict', conflicts.data), ...of('proposal', proposals.data), ...of('breach', breaches.data), ...of('transfer', transfers.data), ...of('task', tasks.data?.rows), ...of('quarantine', quarantine.data), ...of('delivery', doubles.data?.filter((one) => one.own)), ...of('duplicate', pairs.rows),
  ];
  const items = view === 'own' ? of('own', own.data?.toReversed()) : decided.filter((item) => view === 'all' || item.kind === view);
  const numbers = {
    conflict: conflicts.data?.length ?? 0, proposal: proposals.data?.length ?? 0, breach: breaches.data?.length ?? 0, transfer: transfers.data?.length ?? 0, task: tasks.data?.total ?? 0, quarantine: quarantine.data?.length ?? 0, duplicate: count.data?.duplicates ?? 0, delivery: count.data?.deliveries ?? 0,
  };
  return {
    items, counts: { ...numbers, all: Object.values(numbers).reduce((sum, each) => sum + each, 0), own: own.data?.filter((one) => one.state === 'open').length ?? 0 },
    loading: queries.some((query) => query.isLoading) || pairs.loading, error: queries.find((query) => query.error)?.error ?? pairs.error,
    retry: () => { for (const query of queries) if (query.error) void query.refetch(); if (pairs.error) pairs.retry(); },
    more: pairs.hasMore && (view === 'all' || view === 'duplicate') ? pairs.loadMore : null,
  };
}
