import { anyItem } from '../../rules/recaps/recap-line.ts';
import type { RecapDimension } from '../../rules/recaps/recap-line.ts';
import { freshnessOn, surveyedText } from '../../rules/recaps/freshness.ts';
import type { Freshness } from '../../rules/recaps/freshness.ts';
import { qualityMeasures, qualityScore } from '../../rules/recaps/quality.ts';
import type { QualityCounts, QualityKey } from '../../rules/recaps/quality.ts';
import { isHealthTag, tagLabel, tags } from '../../rules/tags/tags.ts';
import { needRulesOf } from '../../registry/needs/need-rules.ts';
import type { RecapUnit } from '../../registry/recaps/recap-counts.ts';
import { allDesils } from '../../registry/recaps/recap-table.ts';
import type { RecapTable } from '../../registry/recaps/recap-table.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { RecapDay } from './recap-day.ts';

/** What a recap's columns are. */
export const recapKinds = ['desil', 'need', 'programme', 'tag', 'fresh', 'quality'] as const;
export type RecapKind = (typeof recapKinds)[number];

/** Areas of a table, as one. */
export interface Areas { readonly table: RecapTable; readonly places: readonly number[] }

/** A column: what it counts in areas, and the filter of families that its numbers open. */
export interface RecapItem {
  readonly key: string;
  readonly title: string;
  readonly filter: Readonly<Record<string, string>>;
  count(areas: Areas, unit: RecapUnit, desil: readonly number[]): number;
}

/** Which dimensions a recap of a kind is made of. */
export const dimensionsOf: Readonly<Record<RecapKind, readonly RecapDimension[]>> = {
  desil: ['all'], need: ['all', 'need'], programme: ['all', 'programme'], tag: ['all', 'tag'], fresh: ['all', 'fresh'], quality: ['all', 'fresh', 'quality'],
};

/** All that is counted in areas. */
export function countAll({ table, places }: Areas, unit: RecapUnit, desil: readonly number[]): number {
  return table.sum(places, 'all', '', unit, desil);
}

/** The columns of a recap of a kind: those that stand in these areas, in an order that does not depend on them. */
export function recapItems(office: Reader, kind: RecapKind, table: RecapTable, { day, isPast }: Pick<RecapDay, 'day' | 'isPast'>, health: boolean): RecapItem[] {
  switch (kind) {
    case 'desil':
      return [...allDesils.slice(1).map((one) => desilItem(`d${one}`, `D${one}`, one)), desilItem('unranked', 'Belum diperingkat', 0)];
    case 'need':
      return [...needItems(office, table), anyOf('need', 'Ada kebutuhan', { need: '*' }), noneOf('need', 'Tanpa kebutuhan', { need: 'none' })];
    case 'programme':
      return [...programmeItems(office, table), anyOf('programme', 'Menerima program', { least: '1' }), noneOf('programme', 'Tanpa program', { most: '0' })];
    case 'tag':
      // What is known of somebody's health is for those who may read it, also as a number.
      return tags.filter((tag) => health || !isHealthTag(tag)).map((tag) => itemOf('tag', tag, tagLabel('id', tag), { tag }));
    case 'fresh':
      return freshnessOn(day).map((span) => itemOf('fresh', span.key, freshTitles[span.key], { surveyed: surveyedText(span) }));
    case 'quality':
      return qualityMeasures.filter(({ key }) => !isPast || key !== 'single').map(({ key }) => ({ key, title: lackTitles[key], filter: { lacking: key }, count: (areas, unit, desil) => lackingIn(areas, key, unit, desil) }));
  }
}

/** What a family lacks that does not pass a measure of quality. */
export const lackTitles = { nik: 'NIK tidak sah', noKk: 'No KK tidak sah', address: 'Alamat tidak lengkap', desil: 'Tanpa desil', fresh: 'Didata lebih dari 12 bulan lalu', single: 'Dugaan ganda' } as const;
const freshTitles = { m6: '6 bulan terakhir', m12: '7–12 bulan lalu', m24: '13–24 bulan lalu', older: 'Lebih lama', none: 'Belum pernah didata' } as const;

/** Spans in which a survey is out of date. */
const stale: readonly Freshness['key'][] = ['m24', 'older', 'none'];

function desilItem(key: string, title: string, desil: number): RecapItem {
  return { key, title, filter: { desil: String(desil) }, count: (areas, unit, asked) => (asked.includes(desil) ? countAll(areas, unit, [desil]) : 0) };
}

function itemOf(dimension: RecapDimension, item: string, title: string, filter: RecapItem['filter']): RecapItem {
  return { key: item === anyItem ? 'any' : item, title, filter, count: ({ table, places }, unit, desil) => table.sum(places, dimension, item, unit, desil) };
}

function anyOf(dimension: RecapDimension, title: string, filter: RecapItem['filter']): RecapItem {
  return itemOf(dimension, anyItem, title, filter);
}

function noneOf(dimension: RecapDimension, title: string, filter: RecapItem['filter']): RecapItem {
  const any = anyOf(dimension, title, filter);
  return { ...any, key: 'none', count: (areas, unit, desil) => countAll(areas, unit, desil) - any.count(areas, unit, desil) };
}

function needItems(office: Reader, table: RecapTable): RecapItem[] {
  const found = table.items('need').filter((need) => need !== anyItem);
  const known = needRulesOf(office).needs.map(({ need, label }) => ({ need, title: label.id }));
  const others = [...found].filter((need) => !known.some((one) => one.need === need)).sort().map((need) => ({ need, title: need }));
  return [...known, ...others].map(({ need, title }) => itemOf('need', need, title, { need }));
}

function programmeItems(office: Reader, table: RecapTable): RecapItem[] {
  const found = new Set(table.items('programme'));
  const names = sql(office, 'SELECT id, uid, coalesce(shortName, name, code) FROM programme ORDER BY 3, id').raw().all() as [number, string, string][];
  return names.flatMap(([id, uid, name]) => (found.has(String(id)) ? [{ ...itemOf('programme', String(id), name, { programme: uid }), key: uid }] : []));
}

function lackingIn(areas: Areas, key: QualityKey, unit: RecapUnit, desil: readonly number[]): number {
  if (key === 'desil') return desil.includes(0) ? countAll(areas, unit, [0]) : 0;
  const { table, places } = areas;
  if (key !== 'fresh') return table.sum(places, 'quality', key, unit, desil);
  return stale.reduce((sum, span) => sum + table.sum(places, 'fresh', span, unit, desil), 0);
}

/** How many pass each measure of quality in areas. */
export function qualityIn(areas: Areas, desil: readonly number[]): QualityCounts & { readonly score: number } {
  const whole = { families: countAll(areas, 'families', desil), people: countAll(areas, 'people', desil) };
  const passing = Object.fromEntries(qualityMeasures.map(({ key, unit }) => [key, whole[unit] - lackingIn(areas, key, unit, desil)])) as Record<QualityKey, number>;
  const counts = { ...whole, ...passing };
  return { ...counts, score: qualityScore(counts) };
}
