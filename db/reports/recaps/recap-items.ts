import { anyItem } from '../../rules/recaps/recap-line.ts';
import type { RecapDimension } from '../../rules/recaps/recap-line.ts';
import { freshnessOf, freshnessOn, surveyedText } from '../../rules/recaps/freshness.ts';
import type { Freshness } from '../../rules/recaps/freshness.ts';
import { qualityMeasures, qualityScore } from '../../rules/recaps/quality.ts';
import type { QualityCounts } from '../../rules/recaps/quality.ts';
import { isHealthTag, tagLabel, tags } from '../../rules/tags/tags.ts';
import { needRulesOf } from '../../registry/needs/need-rules.ts';
import { peopleAt } from '../../registry/recaps/recap-counts.ts';
import type { Counts, ItemCounts } from '../../registry/recaps/recap-counts.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { RecapArea } from './recap-areas.ts';
import type { RecapDay } from './recap-day.ts';

/** What a recap's columns are. */
export const recapKinds = ['desil', 'need', 'programme', 'tag', 'fresh', 'quality'] as const;
export type RecapKind = (typeof recapKinds)[number];
export type RecapUnit = 'families' | 'people';

/** A column: what it counts in an area, and the filter of families that its numbers open. */
export interface RecapItem {
  readonly key: string;
  readonly title: string;
  readonly filter: Readonly<Record<string, string>>;
  count(area: Pick<RecapArea, 'items'>, unit: RecapUnit, desil: readonly number[]): number;
}

/** Which dimensions a recap of a kind is made of. */
export const dimensionsOf: Readonly<Record<RecapKind, readonly RecapDimension[]>> = {
  desil: ['all'], need: ['all', 'need'], programme: ['all', 'programme'], tag: ['all', 'tag'], fresh: ['all', 'fresh'], quality: ['all', 'fresh', 'quality'],
};

export const allDesils: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** How many of some counts are of these desils. */
export function sumOf(counts: Counts | undefined, unit: RecapUnit, desil: readonly number[]): number {
  if (!counts) return 0;
  const start = unit === 'families' ? 0 : peopleAt;
  let sum = 0;
  for (const one of desil) sum += counts[start + one] ?? 0;
  return sum;
}

/** All that is counted in an area. */
export function countAll(area: Pick<RecapArea, 'items'>, unit: RecapUnit, desil: readonly number[]): number {
  return sumOf(area.items.get('all')?.get(''), unit, desil);
}

/** The columns of a recap of a kind: those that stand in these areas, in an order that does not depend on them. */
export function recapItems(office: Reader, kind: RecapKind, areas: readonly RecapArea[], { day, isPast }: Pick<RecapDay, 'day' | 'isPast'>, health: boolean): RecapItem[] {
  switch (kind) {
    case 'desil':
      return [...allDesils.slice(1).map((one) => desilItem(`d${one}`, `D${one}`, one)), desilItem('unranked', 'Belum diperingkat', 0)];
    case 'need':
      return [...needItems(office, areas), anyOf('need', 'Ada kebutuhan', { need: '*' }), noneOf('need', 'Tanpa kebutuhan', { need: 'none' })];
    case 'programme':
      return [...programmeItems(office, areas), anyOf('programme', 'Menerima program', { least: '1' }), noneOf('programme', 'Tanpa program', { most: '0' })];
    case 'tag':
      // What is known of somebody's health is for those who may read it, also as a number.
      return tags.filter((tag) => health || !isHealthTag(tag)).map((tag) => itemOf('tag', tag, tagLabel('id', tag), { tag }));
    case 'fresh':
      return freshnessOn(day).map((span) => freshItem(span, day));
    case 'quality':
      return qualityMeasures.filter(({ key }) => !isPast || key !== 'single').map(({ key }) => ({ key, title: lackTitles[key], filter: { lacking: key }, count: (area, unit, desil) => lackingIn(area, key, unit, desil, day) }));
  }
}

/** What a family lacks that does not pass a measure of quality. */
export const lackTitles = { nik: 'NIK tidak sah', noKk: 'No KK tidak sah', address: 'Alamat tidak lengkap', desil: 'Tanpa desil', fresh: 'Didata lebih dari 12 bulan lalu', single: 'Dugaan ganda' } as const;
const freshTitles = { m6: '6 bulan terakhir', m12: '7–12 bulan lalu', m24: '13–24 bulan lalu', older: 'Lebih lama', none: 'Belum pernah didata' } as const;

function desilItem(key: string, title: string, desil: number): RecapItem {
  return { key, title, filter: { desil: String(desil) }, count: (area, unit, asked) => (asked.includes(desil) ? countAll(area, unit, [desil]) : 0) };
}

function itemOf(dimension: RecapDimension, item: string, title: string, filter: RecapItem['filter']): RecapItem {
  return { key: item === anyItem ? 'any' : item, title, filter, count: (area, unit, desil) => sumOf(area.items.get(dimension)?.get(item), unit, desil) };
}

function anyOf(dimension: RecapDimension, title: string, filter: RecapItem['filter']): RecapItem {
  return itemOf(dimension, anyItem, title, filter);
}

function noneOf(dimension: RecapDimension, title: string, filter: RecapItem['filter']): RecapItem {
  const any = anyOf(dimension, title, filter);
  return { ...any, key: 'none', count: (area, unit, desil) => countAll(area, unit, desil) - any.count(area, unit, desil) };
}

function keysIn(areas: readonly RecapArea[], dimension: RecapDimension): Set<string> {
  const keys = new Set<string>();
  for (const { items } of areas) for (const key of items.get(dimension)?.keys() ?? []) keys.add(key);
  keys.delete(anyItem);
  return keys;
}

function needItems(office: Reader, areas: readonly RecapArea[]): RecapItem[] {
  const found = keysIn(areas, 'need');
  const known = needRulesOf(office).needs.map(({ need, label }) => ({ need, title: label.id }));
  const others = [...found].filter((need) => !known.some((one) => one.need === need)).sort().map((need) => ({ need, title: need }));
  return [...known, ...others].map(({ need, title }) => itemOf('need', need, title, { need }));
}

function programmeItems(office: Reader, areas: readonly RecapArea[]): RecapItem[] {
  const found = keysIn(areas, 'programme');
  const names = sql(office, 'SELECT id, uid, coalesce(shortName, name, code) FROM programme ORDER BY 3, id').raw().all() as [number, string, string][];
  return names.flatMap(([id, uid, name]) => (found.has(String(id)) ? [{ ...itemOf('programme', String(id), name, { programme: uid }), key: uid }] : []));
}

function freshItem(span: Freshness, day: string): RecapItem {
  const spans = freshnessOn(day);
  return { key: span.key, title: freshTitles[span.key], filter: { surveyed: surveyedText(span) }, count: (area, unit, desil) => freshIn(area.items.get('fresh'), (month) => freshnessOf(month, spans) === span.key, unit, desil) };
}

function freshIn(months: ItemCounts | undefined, fits: (month: string) => boolean, unit: RecapUnit, desil: readonly number[]): number {
  let sum = 0;
  for (const [month, counts] of months ?? []) if (fits(month)) sum += sumOf(counts, unit, desil);
  return sum;
}

function lackingIn(area: Pick<RecapArea, 'items'>, key: (typeof qualityMeasures)[number]['key'], unit: RecapUnit, desil: readonly number[], day: string): number {
  if (key === 'desil') return desil.includes(0) ? countAll(area, unit, [0]) : 0;
  if (key !== 'fresh') return sumOf(area.items.get('quality')?.get(key), unit, desil);
  const spans = freshnessOn(day);
  return freshIn(area.items.get('fresh'), (month) => !['m6', 'm12'].includes(freshnessOf(month, spans)), unit, desil);
}

/** How many pass each measure of quality in an area. */
export function qualityIn(area: Pick<RecapArea, 'items'>, desil: readonly number[], day: string): QualityCounts & { readonly score: number } {
  const whole = { families: countAll(area, 'families', desil), people: countAll(area, 'people', desil) };
  const passing = Object.fromEntries(qualityMeasures.map(({ key, unit }) => [key, whole[unit] - lackingIn(area, key, unit, desil, day)])) as Omit<QualityCounts, 'families' | 'people'>;
  const counts = { ...whole, ...passing };
  return { ...counts, score: qualityScore(counts) };
}

/** Several areas as one. */
export function joinAreas(areas: readonly RecapArea[]): Pick<RecapArea, 'items'> {
  const items = new Map<RecapDimension, Map<string, Counts>>();
  for (const area of areas) for (const [dimension, counts] of area.items) {
    let into = items.get(dimension);
    if (!into) items.set(dimension, (into = new Map<string, Counts>()));
    for (const [item, more] of counts) {
      const sum = into.get(item);
      if (!sum) into.set(item, [...more]);
      else for (let place = 0; place < more.length; place += 1) sum[place] = (sum[place] ?? 0) + (more[place] ?? 0);
    }
  }
  return { items };
}
