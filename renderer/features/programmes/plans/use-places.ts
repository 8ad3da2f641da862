import { useCall } from '../../../app/calls.ts';

/** The kelurahan and desa that this office holds families of, and how they are called. */
export function usePlaces(): { places: { value: string; label: string }[]; placeOf: (code: string) => string } {
  const facets = useCall('family.facets', {});
  const names = new Map((facets.data?.areas ?? []).map((area) => [area.region, area.regionName]));
  return { places: [...names].map(([value, label]) => ({ value, label })), placeOf: (code) => names.get(code) ?? code };
}
