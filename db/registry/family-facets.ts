import { tags } from '../rules/tags/tags.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { Scope } from './access.ts';
import { listItems } from './derive.ts';
import { filterCondition } from './family-filter.ts';

export interface FamilyFacets {
  readonly areas: { readonly region: string; readonly rw: string | null; readonly rt: string | null; readonly families: number }[];
  readonly needs: { readonly need: string; readonly families: number }[];
  readonly tags: { readonly tag: string; readonly families: number }[];
  readonly programmes: { readonly id: string; readonly name: string; readonly families: number }[];
}

/** What the filter menus offer, with the number of active families behind each. Names of regions are the caller's to add. */
export function familyFacets(office: Reader, scope: Scope): FamilyFacets {
  const { where, params } = filterCondition(office, {}, scope);
  const areas = sql(office, `SELECT coalesce(s.region, '') AS region, s.rw AS rw, s.rt AS rt, count(*) AS families FROM familySummary s
    WHERE ${where} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`).all(...params) as FamilyFacets['areas'];
  const needs = countItems(sql(office, `SELECT s.needs, count(*) FROM familySummary s WHERE ${where} GROUP BY 1`).raw().all(...params));
  const marks = countItems(sql(office, `SELECT s.tags, count(*) FROM familySummary s WHERE ${where} GROUP BY 1`).raw().all(...params));
  const programmes = countItems(sql(office, `SELECT s.programmes, count(*) FROM familySummary s WHERE ${where} GROUP BY 1`).raw().all(...params));
  const names = sql(office, 'SELECT id, uid, coalesce(shortName, name, code) FROM programme ORDER BY name').raw().all() as [number, string, string][];
  return {
    areas,
    needs: [...needs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([need, families]) => ({ need, families })),
    tags: tags.flatMap((tag) => { const families = marks.get(tag); return families === undefined ? [] : [{ tag, families }]; }),
    programmes: names.flatMap(([number, id, name]) => {
      const families = programmes.get(String(number));
      return families === undefined ? [] : [{ id, name, families }];
    }),
  };
}

/** Adds up how often each item stands in grouped list texts. */
function countItems(rows: readonly unknown[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [text, families] of rows as [string, number][]) {
    for (const item of listItems(text)) counts.set(item, (counts.get(item) ?? 0) + families);
  }
  return counts;
}
