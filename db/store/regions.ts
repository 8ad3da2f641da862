import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { commonSpelling, narrow, otherSpellings, regionKey, nameWords, retiredRegencies, withoutKind, written } from './region-names.ts';
import { createRegionSearch } from './region-search.ts';
import { resourceFile } from './resource-file.ts';

export type RegionKind = 'provinsi' | 'kabupaten' | 'kota' | 'kecamatan' | 'kelurahan' | 'desa';

/** 1 province, 2 regency or city, 3 district, 4 kelurahan or desa. */
export type RegionLevel = 1 | 2 | 3 | 4;

export interface Region {
  /** Kemendagri code, dotted: `64.74.03.1002`. */
  readonly code: string;
  /** Official name, as decreed. */
  readonly name: string;
  /** The name as people write it; equals `name` where they do not differ. */
  readonly displayName: string;
  readonly level: RegionLevel;
  readonly kind: RegionKind;
}

/** How sure a match of names is: the same letters, a listed other spelling, or one letter apart. */
export interface RegionMatch {
  readonly region: Region;
  readonly quality: 'exact' | 'alias' | 'near';
}

export interface Regions {
  readonly count: number;
  /** The region of a dotted code, or undefined. */
  get(code: string): Region | undefined;
  /** The region itself preceded by the regions it lies in, the province first; empty for an unknown code. */
  path(code: string): readonly Region[];
  /** The regions directly below a code, in the order of their codes; the provinces for an empty code. */
  children(code: string): readonly Region[];
  /**
   * Regions whose name, or whose name and parents, match what was typed, best first; with a code in `near`, those that
   * lie nearest to it come first. Also takes the start of a code.
   */
  search(text: string, limit: number, near?: string): readonly Region[];
  /** Whether the first six digits of a NIK or No KK are a district of today, or of a regency that is no more. */
  knownNikPrefix(sixDigits: string): boolean;
  /** The regions directly below a parent that a name from a file may mean, surest first. */
  matchName(parentCode: string, name: string): readonly RegionMatch[];
  /** Whether a name is a spelling of this region's name: the check of a code beside a name. */
  isNameOf(code: string, name: string): boolean;
}

/** The regions as read from the resource: codes as sorted numbers of ten digits, and where each name lies in the text. */
export interface RegionTable {
  readonly text: string;
  readonly codes: Float64Array;
  readonly levels: Uint8Array;
  readonly parents: Int32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const resourceName = 'regions.txt.gz';
const capacity = 131_072;
/** The commonest two letters find about so many; more are not sorted by how near they lie. */
const MOST_SORTED = 20_000;

/**
 * Reads the regions of Indonesia. Takes the path of the resource built by `build/regions.mjs`; without one it is looked
 * for in the packaged app and in the project. Throws a plain error when there is none: the installation is incomplete.
 */
export function loadRegions(path?: string): Regions {
  const table = parse(narrow(gunzipSync(readFileSync(path ?? resourceFile(resourceName))).toString('utf8')));
  return createRegions(table);
}

function parse(text: string): RegionTable {
  const codes = new Float64Array(capacity);
  const levels = new Uint8Array(capacity);
  const parents = new Int32Array(capacity);
  const starts = new Uint32Array(capacity);
  const ends = new Uint32Array(capacity);
  // Latest number and place of each level, from which the lines below are counted.
  const base = [0, 0, 0, 0];
  const last = [-1, -1, -1, -1];
  let count = 0;
  for (let at = 0; at < text.length; count++) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const mark = text.charCodeAt(at);
    const level = mark >= 65 ? mark - 64 : 4;
    const nameAt = level === 4 ? at + 4 : at + 3;
    const part = Number(text.slice(level === 4 ? at : at + 1, nameAt));
    const number = (base[level - 1] ?? 0) + part * (level === 4 ? 1 : 10 ** (10 - 2 * level));
    codes[count] = number;
    levels[count] = level;
    parents[count] = last[level - 1] ?? -1;
    starts[count] = nameAt;
    ends[count] = end;
    if (level < 4) {
      base[level] = number;
      last[level] = count;
    }
    at = end + 1;
  }
  return {
    text,
    // Copies: a part of an array keeps the whole of it.
    codes: codes.slice(0, count),
    levels: levels.slice(0, count),
    parents: parents.slice(0, count),
    starts: starts.slice(0, count),
    ends: ends.slice(0, count),
  };
}

function createRegions(table: RegionTable): Regions {
  const { codes, parents } = table;
  let search: ReturnType<typeof createRegionSearch> | undefined;

  const at = (index: number): Region => regionAt(table, index);
  const indexOf = (code: string): number => findCode(codes, codeNumber(code));
  const childIndexes = (code: string): number[] => {
    const parent = code === '' ? -1 : indexOf(code);
    if (code !== '' && parent < 0) return [];
    const until = parent < 0 ? Infinity : (codes[parent] ?? 0) + span(table.levels[parent] ?? 4);
    const found: number[] = [];
    for (let i = parent + 1; i < codes.length && (codes[i] ?? 0) < until; i++) if (parents[i] === parent) found.push(i);
    return found;
  };

  return {
    count: codes.length,
    get(code) {
      const index = indexOf(code);
      return index < 0 ? undefined : at(index);
    },
    path(code) {
      const found: Region[] = [];
      for (let i = indexOf(code); i >= 0; i = parents[i] ?? -1) found.unshift(at(i));
      return found;
    },
    children: (code) => childIndexes(code).map(at),
    search(text, limit, near = '') {
      search ??= createRegionSearch(table, indexOf);
      if (near === '') return search(text, limit).map(at);
      const found = search(text, MOST_SORTED).map(at);
      return found.sort((a, b) => levelsShared(b.code, near) - levelsShared(a.code, near)).slice(0, limit);
    },
    knownNikPrefix(sixDigits) {
      if (!/^\d{6}$/.test(sixDigits)) return false;
      if (findCode(codes, Number(sixDigits) * 10_000) >= 0) return true;
      return retiredRegencies.includes(`${sixDigits.slice(0, 2)}.${sixDigits.slice(2, 4)}`);
    },
    matchName: (parentCode, name) => matchName(childIndexes(parentCode).map(at), name),
    isNameOf(code, name) {
      const index = indexOf(code);
      return index >= 0 && qualityOf(at(index), keysOf(name), 0) !== undefined;
    },
  };
}

/** `64.74.03.1002` → 6474031002, `64.74` → 6474000000; NaN for anything that is not a dotted code. */
function codeNumber(code: string): number {
  return /^\d\d(?:\.\d\d){0,2}$|^\d\d\.\d\d\.\d\d\.\d{4}$/.test(code) ? Number(code.replaceAll('.', '').padEnd(10, '0')) : NaN;
}

/** How many regions two codes have in common: 2 are of one city or regency. */
function levelsShared(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  const differs = left.findIndex((part, place) => part !== right[place]);
  return differs < 0 ? left.length : differs;
}

/** How many numbers a region of this level holds. */
function span(level: number): number {
  return level === 4 ? 1 : 10 ** (10 - 2 * level);
}

function findCode(codes: Float64Array, wanted: number): number {
  let low = 0;
  let high = codes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const code = codes[middle] ?? 0;
    if (code === wanted) return middle;
    if (code < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function regionAt(table: RegionTable, index: number): Region {
  const digits = String(table.codes[index]);
  const level = (table.levels[index] ?? 4) as RegionLevel;
  const parts = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6)];
  const code = parts.slice(0, level).join('.');
  // The data writes some apostrophes as double quotes ("Ja"an").
  const name = written(table.text.slice(table.starts[index], table.ends[index])).replaceAll('"', "'");
  return { code, name, displayName: commonSpelling[code] ?? name, level, kind: kindOf(level, name, parts[3] ?? '') };
}

function kindOf(level: RegionLevel, name: string, villagePart: string): RegionKind {
  if (level === 1) return 'provinsi';
  if (level === 2) return name.startsWith('Kota ') ? 'kota' : 'kabupaten';
  if (level === 3) return 'kecamatan';
  return villagePart.startsWith('1') ? 'kelurahan' : 'desa';
}

function matchName(children: readonly Region[], name: string): readonly RegionMatch[] {
  const keys = keysOf(name);
  const order = { exact: 0, alias: 1, near: 2 };
  const matches = children.flatMap((region): RegionMatch[] => {
    const quality = qualityOf(region, keys, 1);
    return quality ? [{ region, quality }] : [];
  });
  return matches.sort((a, b) => order[a.quality] - order[b.quality]);
}

/** A name may or may not begin with its kind: "Kota Baru" is a village, "Kota Bontang" a city called Bontang. */
function keysOf(name: string): readonly string[] {
  const words = nameWords(name);
  return [...new Set([words, withoutKind(words)])].map((text) => text.replaceAll(' ', ''));
}

function qualityOf(region: Region, keys: readonly string[], slips: 0 | 1): RegionMatch['quality'] | undefined {
  const own = [...keysOf(region.name), ...keysOf(region.displayName)];
  if (keys.some((key) => own.includes(key))) return 'exact';
  const others = otherSpellings.filter(([code]) => code === region.code).map(([, name]) => regionKey(name));
  if (keys.some((key) => others.includes(key))) return 'alias';
  if (slips === 0) return undefined;
  return keys.some((key) => [...own, ...others].some((other) => oneSlipApart(key, other))) ? 'near' : undefined;
}

/** Whether two keys of six letters or more differ by one letter changed, added or left out. */
function oneSlipApart(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const rest = (text: string, skip: number): string => text.slice(start + skip);
  if (a.length === b.length) return rest(a, 1) === rest(b, 1);
  return a.length > b.length ? rest(a, 1) === rest(b, 0) : rest(a, 0) === rest(b, 1);
}
