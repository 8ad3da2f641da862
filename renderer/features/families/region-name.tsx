import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';

/** The name of a region; null until it is known, and for a code that is none. */
export function useRegionName(code: string): string | null {
  const found = useCall('region.search', { text: code, limit: 1 }, { enabled: code !== '' });
  return found.data?.find((each) => each.code === code)?.name ?? null;
}

/** A region by name, with its code unless `bare`; the code alone until the name is known. */
export function RegionName({ code, bare = false }: { code: string; bare?: boolean }): ReactNode {
  const name = useRegionName(code);
  if (name === null) return code;
  return bare ? name : `${name} (${code})`;
}
