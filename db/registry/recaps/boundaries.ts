import type { Boundary, BoundaryLevel, Polygon } from '../../rules/recaps/match-boundaries.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { WriteMeta } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { narrowing } from '../access.ts';
import type { Scope } from '../access.ts';

interface Row { readonly level: BoundaryLevel; readonly region: string; readonly rw: string; readonly rt: string; readonly name: string; readonly geometry: string }

/** The boundaries of a level within an area. */
export function listBoundaries(office: Reader, level: BoundaryLevel, scope: Scope): Boundary[] {
  const area = narrowing(office, scope);
  const rows = sql(office, 'SELECT level, region, rw, rt, name, geometry FROM boundary WHERE level = ? ORDER BY region, rw, rt').all(level) as Row[];
  return rows.filter(({ region }) => area === null || region === area || region.startsWith(`${area}.`)).map(({ geometry, ...place }) => ({ ...place, polygons: JSON.parse(geometry) as Polygon[] }));
}

/** How many boundaries there are of each level. */
export function countBoundaries(office: Reader): Partial<Record<BoundaryLevel, number>> {
  return Object.fromEntries(sql(office, 'SELECT level, count(*) FROM boundary GROUP BY 1').raw().all() as [BoundaryLevel, number][]);
}

/** Keeps boundaries; those of the same areas are replaced. They are this office's own and never sent; that they were taken in is logged. */
export function saveBoundaries(office: Writer, boundaries: readonly Boundary[], meta: WriteMeta): void {
  writeChanges(office, meta, () => {
    const write = sql(office, 'INSERT OR REPLACE INTO boundary (level, region, rw, rt, name, geometry) VALUES (?, ?, ?, ?, ?, ?)');
    for (const { level, region, rw, rt, name, polygons } of boundaries) write.run(level, region, rw, rt, name, JSON.stringify(polygons));
  });
}

/** Takes the boundaries of a level away. Answers how many there were. */
export function removeBoundaries(office: Writer, level: BoundaryLevel, meta: WriteMeta): number {
  return writeChanges(office, meta, () => sql(office, 'DELETE FROM boundary WHERE level = ?').run(level).changes);
}
