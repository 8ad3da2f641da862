import type { recapErrorsId } from './recap-errors.id.ts';

export const recapErrorsEn: Record<keyof typeof recapErrorsId, string> = {
  BOUNDARY_UNREADABLE: 'The file {name} is no GeoJSON of areas (FeatureCollection) in degrees WGS 84. The map that is there did not change. Export it again from the map program as GeoJSON, EPSG:4326.',
  BOUNDARY_NONE: 'None of the {n} shapes in {name} belongs to an area of this office. The map that is there did not change. Fill in the code or name of the kelurahan, or RT and RW, and export it again.',
};
