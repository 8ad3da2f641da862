import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { countBoundaries, listBoundaries, removeBoundaries, saveBoundaries } from '../../registry/recaps/boundaries.ts';
import { requireWholeOffice } from '../../registry/access.ts';
import { recapPoints } from '../../reports/recaps/recap-points.ts';
import { fail } from '../../rules/failure.ts';
import { matchBoundaries } from '../../rules/recaps/match-boundaries.ts';
import type { BoundaryLevel } from '../../rules/recaps/match-boundaries.ts';
import type { recapCalls } from '../contract/recap.ts';
import type { Context, Handlers } from '../handler.ts';
import { villagesBelow } from '../office-facts.ts';

/** A city's boundaries are some megabytes; what is larger is a map of something else. */
const MOST_BYTES = 64 * 1024 * 1024;

export const recapHandlers: Handlers<keyof typeof recapCalls> = {
  'recap.points': ({ params, day }, { reader, scope }) => {
    const { points, ...counts } = recapPoints(reader, { params, scope, period: day });
    return { ...counts, points: points.map((point) => ({ ...point })) };
  },
  'boundary.list': ({ level }, { reader, scope }) => listBoundaries(reader, level, scope).map(({ level: _level, polygons, ...place }) => ({ ...place, polygons: polygons.map((rings) => rings.map((ring) => ring.map(([x, y]): [number, number] => [x, y]))) })),
  'boundary.counts': (_input, { reader }) => countBoundaries(reader),
  'boundary.import': ({ path: file }, context) => {
    const { writer, scope, meta, changed } = context;
    requireWholeOffice(writer, scope);
    const match = matchBoundaries(readJson(file), writer.identity.code, areasOf(context)) ?? fail('BOUNDARY_UNREADABLE', { name: path.basename(file) });
    if (match.found.length === 0) fail('BOUNDARY_NONE', { name: path.basename(file), n: match.lost.length });
    const taken: Partial<Record<BoundaryLevel, number>> = {};
    for (const { level } of match.found) taken[level] = (taken[level] ?? 0) + 1;
    saveBoundaries(writer, match.found, meta('system', { detail: { what: 'boundaries', file: path.basename(file), taken } }));
    changed('office');
    return { taken, lost: [...match.lost] };
  },
  'boundary.remove': ({ level }, { writer, scope, meta, changed }) => {
    requireWholeOffice(writer, scope);
    const removed = removeBoundaries(writer, level, meta('system', { detail: { what: 'boundaries', removed: level } }));
    changed('office');
    return { removed };
  },
};

function readJson(file: string): unknown {
  const name = path.basename(file);
  if (statSync(file).size > MOST_BYTES) fail('BOUNDARY_UNREADABLE', { name });
  try {
    // Programs for maps on Windows begin a file with a mark of its encoding.
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return fail('BOUNDARY_UNREADABLE', { name });
    throw error;
  }
}

/** Kelurahan and kecamatan within the office, by code and name. */
function areasOf({ host, writer }: Context): { code: string; name: string }[] {
  const regions = host.regions();
  const villages = villagesBelow(regions, writer.identity.code);
  return [...new Set(villages.flatMap((code) => [code, code.slice(0, 8)]))].map((code) => ({ code, name: regions.get(code)?.displayName ?? code }));
}
