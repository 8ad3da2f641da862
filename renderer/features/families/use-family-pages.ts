import { usePages } from '../../app/calls.ts';
import type { Pages } from '../../app/calls.ts';
import { callApi } from '../../bridge.ts';
import type { FamilyFilter, FamilyRow, FamilySort } from './family-types.ts';

/** The list of families by keyset; the same filter and order share what was already read. */
export function useFamilyPages(filter: FamilyFilter, sort: FamilySort): Pages<FamilyRow> {
  return usePages<FamilyRow>(['family.list', filter, sort], (after) => callApi('family.list', { filter, sort, after }));
}
