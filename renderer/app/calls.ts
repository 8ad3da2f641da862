import { keepPreviousData, QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { CallInput, CallName, CallOutput } from '../../db/api/contract.ts';
import { callApi, onApiEvent } from '../bridge.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** The cache of answers. Nothing is refetched by itself but when the api says that something changed. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, gcTime: 5 * 60_000, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

interface CallOptions {
  /** False waits: nothing is asked yet. */
  readonly enabled?: boolean;
  /** Shows the last answer while the next one for another input is on its way. */
  readonly keepPrevious?: boolean;
}

/** Asks the api and keeps the answer until a 'changed' event: `useCall('family.get', { id })`. */
export function useCall<N extends CallName>(name: N, input: CallInput<N>, options: CallOptions = {}): UseQueryResult<CallOutput<N>, Error> {
  return useQuery<CallOutput<N>, Error>({
    queryKey: [name, input],
    queryFn: () => callApi(name, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Does something through the api: `const save = useAction('family.save'); save.mutate(input)` or `mutateAsync`. */
export function useAction<N extends CallName>(name: N): UseMutationResult<CallOutput<N>, Error, CallInput<N>> {
  return useMutation<CallOutput<N>, Error, CallInput<N>>({ mutationFn: (input) => callApi(name, input) });
}

/** Rows that grow page by page, as `DataTable` takes them. */
export interface Pages<Row> {
  readonly rows: readonly Row[];
  readonly loading: boolean;
  readonly loadingMore: boolean;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/**
 * Keyset pages of a call. `key` is the call's name and what the page depends on; `fetchPage` asks for the rows after a
 * cursor (null for the first page) and gives the rows and the next cursor (null on the last page).
 */
export function usePages<Row, Cursor = string>(
  key: readonly [CallName, ...unknown[]],
  fetchPage: (after: Cursor | null) => Promise<{ rows: readonly Row[]; next: Cursor | null }>,
): Pages<Row> {
  const query = useInfiniteQuery({
    queryKey: ['pages', ...key],
    queryFn: ({ pageParam }) => fetchPage(pageParam as Cursor | null),
    initialPageParam: null as Cursor | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  return {
    rows,
    loading: query.isPending,
    loadingMore: query.isFetchingNextPage,
    error: query.error,
    hasMore: query.hasNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
    retry: () => void query.refetch(),
  };
}

type PagedCall = 'case.list' | 'petition.page' | 'round.work';

/** The same for a call that takes `limit` and `offset`; `first` is the first page with what it says beside its rows. */
export function useOffsetPages<N extends PagedCall>(name: N, input: Omit<CallInput<N>, 'limit' | 'offset'>, size = 200): { first: CallOutput<N> | undefined; pages: Pages<CallOutput<N>['rows'][number]> } {
  const query = useInfiniteQuery({
    queryKey: ['pages', name, input],
    queryFn: ({ pageParam }) => callApi(name, { ...input, limit: size, offset: pageParam } as CallInput<N>),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (all.length * size < last.total ? all.length * size : null),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page): CallOutput<N>['rows'][number][] => page.rows) ?? [], [query.data]);
  return {
    first: query.data?.pages[0],
    pages: {
      rows, loading: query.isPending, loadingMore: query.isFetchingNextPage, error: query.error, hasMore: query.hasNextPage,
      loadMore: () => {
        if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
      },
      retry: () => void query.refetch(),
    },
  };
}

/** Rows that are all there already, in the shape of {@link Pages}. */
export function allRows<Row>(query: { data: readonly Row[] | undefined; isPending: boolean; error: Error | null; refetch: () => unknown }): Pages<Row> {
  return {
    rows: query.data ?? [], loading: query.isPending, loadingMore: false, error: query.error, hasMore: false,
    loadMore: () => undefined, retry: () => void query.refetch(),
  };
}

/** Refreshes what is on screen whenever the api says that something changed. Mounted once, by the frame. */
export function useRefreshOnChange(): void {
  const client = useQueryClient();
  useEffect(() => {
    // Many changes in a row, such as people ticked one after the other, are one refresh at a time.
    const refreshAll = oneAtATime(() => client.invalidateQueries());
    return onApiEvent((event) => {
      if (event.type !== 'changed') return;
      // An autosaved draft changes only the lists of drafts; the register's answers stay as they are.
      if (event.what.every((what) => what === 'draft')) void client.invalidateQueries({ predicate: (query) => ['draft.list', 'home'].includes(String(query.queryKey[0])) });
      else refreshAll();
    });
  }, [client]);
}
