import { anyItem } from '../rules/recaps/recap-line.ts';
import { tags } from '../rules/tags/tags.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { Scope } from './access.ts';
import { readRecap } from './recaps/read-recap.ts';
import { allDesils } from './recaps/recap-table.ts';

export interface FamilyFacets {
  readonly areas: { readonly region: string; readonly rw: string | null; readonly rt: string | null; readonly families: number }[];
  readonly needs: { readonly need: string; readonly families: number }[];
  readonly tags: { readonly tag: string; readonly families: number }[];
  readonly programmes: { readonly id: string; readonly name: string; readonly families: number }[];
}

/** What the filter menus offer, with the number of active families behind each, out of what recaps keep. Names of regions are the caller's to add. */
export function familyFacets(office: Reader, scope: Scope): FamilyFacets {
  const byRt = readRecap(office, ['all'], 'rt', {}, scope);
  const areas = byRt.areas.map(({ region, rw, rt }, area) => ({ region, rw: rw || null, rt: rt || null, families: byRt.sum([area], 'all', '', 'families', allDesils) }))
    .filter(({ families }) => families > 0).sort((a, b) => order(a.region, b.region) || order(a.rw ?? '', b.rw ?? '') || order(a.rt ?? '', b.rt ?? ''));
  const whole = readRecap(office, ['need', 'tag', 'programme'], 'region', {}, scope);
  const everywhere = whole.areas.map((_, area) => area);
  const found = (dimension: 'need' | 'tag' | 'programme'): Map<string, number> => new Map(whole.items(dimension).flatMap((item): [string, number][] => {
    const families = whole.sum(everywhere, dimension, item, 'families', allDesils);
    return item === anyItem || families === 0 ? [] : [[item, families]];
  }));
  const [ofTag, ofProgramme] = [found('tag'), found('programme')];
  const names = sql(office, 'SELECT id, uid, coalesce(shortName, name, code) FROM programme ORDER BY name').raw().all() as [number, string, string][];
  return {
    areas,
    needs: [...found('need')].sort(([a], [b]) => order(a, b)).map(([need, families]) => ({ need, families })),
    tags: tags.flatMap((tag) => { const families = ofTag.get(tag); return families === undefined ? [] : [{ tag, families }]; }),
    programmes: names.flatMap(([number, id, name]) => {
      const families = ofProgramme.get(String(number));
      return families === undefined ? [] : [{ id, name, families }];
    }),
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
