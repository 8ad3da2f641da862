import { z } from 'zod';
import { boundaryLevels } from '../../rules/recaps/match-boundaries.ts';
import { nothing } from './common.ts';
import { call } from './define.ts';

const count = z.number().int().min(0);
const level = z.enum(boundaryLevels);
const params = z.record(z.string(), z.union([z.string(), z.number()])).default({});
const counts = z.object({ rt: count.optional(), rw: count.optional(), region: count.optional(), district: count.optional() });

/** Maps of recaps; the numbers themselves are the reports `recap`, `freshness`, `quality` and `meeting`. */
export const recapCalls = {
  'recap.points': call({
    about: 'Where the families of a filter live, today or as of a past day: a point a family, squares of about 100 m where there are very many, how many have coordinates, and how many of these lie outside their region and are no point.', lane: 'read', long: true, permission: 'register.read',
    input: z.object({ params, day: z.string().optional() }),
    output: z.object({ points: z.array(z.object({ latitude: z.number(), longitude: z.number(), families: count, id: z.string().nullable() })), families: count, located: count, outside: count }),
  }),
  'boundary.list': call({
    about: 'Boundaries of RT, RW, kelurahan or kecamatan that were taken in from GeoJSON, as rings of longitude and latitude.', lane: 'read', permission: 'report.run',
    input: z.object({ level }),
    output: z.array(z.object({ region: z.string(), rw: z.string(), rt: z.string(), name: z.string(), polygons: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))) })),
  }),
  'boundary.counts': call({ about: 'How many boundaries of each level there are.', lane: 'read', permission: 'report.run', input: nothing, output: counts }),
  'boundary.import': call({
    about: 'Takes boundaries in from a GeoJSON file (degrees, WGS 84), matched to areas of this office by code, name, RW and RT; those of the same areas are replaced.', lane: 'write', permission: 'programme.write',
    input: z.object({ path: z.string() }), output: z.object({ taken: counts, lost: z.array(z.string()) }),
  }),
  'boundary.remove': call({ about: 'Takes the boundaries of a level away.', lane: 'write', permission: 'programme.write', input: z.object({ level }), output: z.object({ removed: count }) }),
} as const;
