import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { callApi } from '../../bridge.ts';
import { receiptsFolder } from './package-words.ts';
import type { FoundFile } from './package-words.ts';

/** What a stick or folder holds; asked anew whenever something changed, and never kept once nobody looks. */
export function useStickContents(folder: string): UseQueryResult<FoundFile[], Error> {
  return useQuery({ queryKey: ['package.look', folder], queryFn: () => lookInto(folder), gcTime: 0 });
}

/** The files that are for this office, or to be carried on by it, and were not taken yet. */
export function freshFiles(files: readonly FoundFile[] | undefined): FoundFile[] {
  return (files ?? []).filter((file) => (file.forUs || file.relay) && !file.seen);
}

/** The packages of a folder and, where there is one, the receipts beside them. */
async function lookInto(folder: string): Promise<FoundFile[]> {
  const files = await callApi('package.look', { folder });
  const receipts = await callApi('package.look', { folder: receiptsFolder(folder) }).catch(() => []);
  return [...files, ...receipts];
}
