import { anyItem } from '../rules/recaps/recap-line.ts';
import { tags } from '../rules/tags/tags.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { Scope } from './access.ts';
import { readRecap } from './recaps/read-recap.ts';
import { peopleAt } from './recaps/recap-counts.ts';

export interface FamilyFacets {
  readonly areas: { readonly region: string; readonly rw: string | null; readonly rt: string | null; readonly families: number }[];
  readonly needs: { readonly need: string; readonly families: number }[];
  readonly tags: { readonly tag: string; readonly families: number }[];
  readonly programmes: { readonly id: string; readonly name: string; readonly families: number }[];
}

/** What the filter menus offer, with the number of active families behind each, out of what recaps keep. Names of regions are the caller's to add. */
export function familyFacets(office: Reader, scope: Scope): FamilyFacets {
  const areas = readRecap(office, ['all'], 'rt', {}, scope).map(({ region, rw, rt, dimensions }) => ({ region, rw: rw || null, rt: rt || null, families: familiesIn(dimensions.get('all')?.get('')) }))
    .filter(({ families }) => families > 0).sort((a, b) => order(a.region, b.region) || order(a.rw ?? '', b.rw ?? '') || order(a.rt ?? '', b.rt ?? ''));
  const found = { need: new Map<string, number>(), tag: new Map<string, number>(), programme: new Map<string, number>() };
  for (const { dimensions } of readRecap(office, ['need', 'tag', 'programme'], 'region', {}, scope)) {
    for (const dimension of ['need', 'tag', 'programme'] as const) for (const [item, counts] of dimensions.get(dimension) ?? []) {
      const families = familiesIn(counts);
      if (item !== anyItem && families > 0) found[dimension].set(item, (found[dimension].get(item) ?? 0) + families);
    }
  }
  const names = sql(office, 'SELECT id, uid, coalesce(shortName, name, code) FROM programme ORDER BY name').raw().all() as [number, string, string][];
  return {
    areas,
    needs: [...found.need].sort(([a], [b]) => order(a, b)).map(([need, families]) => ({ need, families })),
    tags: tags.flatMap((tag) => { const families = found.tag.get(tag); return families === undefined ? [] : [{ tag, families }]; }),
    programmes: names.flatMap(([number, id, name]) => {
      const families = found.programme.get(String(number));
      return families === undefined ? [] : [{ id, name, families }];
    }),
  };
}

function familiesIn(counts: readonly number[] | undefined): number {
  return (counts ?? []).slice(0, peopleAt).reduce((sum, count) => sum + count, 0);
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
