import { commonSpelling, otherSpellings, nameWords, withoutKind, written } from './region-names.ts';
import type { RegionTable } from './regions.ts';

/** Finds the places of regions in the table that match a text, best first. */
export type RegionSearch = (text: string, limit: number) => readonly number[];

/**
 * Names in two long texts, one row a line: words run together (official names are), and words apart (to see where a
 * word begins). A row belongs to a region; a region with several spellings has several rows.
 */
interface NameIndex {
  readonly together: string;
  readonly togetherStarts: Uint32Array;
  readonly apart: string;
  readonly apartStarts: Uint32Array;
  readonly regionOfRow: Int32Array;
  /** First row of each region, and the others of the few regions that have more than one. */
  readonly firstRow: Int32Array;
  readonly otherRows: ReadonlyMap<number, readonly number[]>;
}

/**
 * Builds the index (some 60 ms, once) and returns the search over it: a scan of one megabyte per typed word, which
 * takes one or two milliseconds and needs no structure beside the text.
 */
export function createRegionSearch(table: RegionTable, indexOfCode: (code: string) => number): RegionSearch {
  const index = buildIndex(table, indexOfCode);
  return (text, limit) => {
    if (/^[\d.\s]+$/.test(text.trim())) return searchCode(table, text.replace(/\D/g, ''), limit);
    const found = new Map<number, number>();
    for (const words of spellingsOf(text)) {
      for (const [region, rank] of searchWords(table, index, words)) {
        if (rank < (found.get(region) ?? Infinity)) found.set(region, rank);
      }
    }
    return bestOf(found, limit);
  };
}

/** The regions of lowest rank; sorts only the classes of rank that can be among them, for one letter finds thousands. */
function bestOf(found: ReadonlyMap<number, number>, limit: number): readonly number[] {
  const sizes: number[] = [];
  for (const rank of found.values()) sizes[Math.floor(rank)] = (sizes[Math.floor(rank)] ?? 0) + 1;
  let last = 0;
  for (let total = sizes[0] ?? 0; total < limit && last < sizes.length; total += sizes[last] ?? 0) last++;
  const candidates: (readonly [region: number, rank: number])[] = [];
  for (const entry of found) if (Math.floor(entry[1]) <= last) candidates.push(entry);
  return candidates.sort((a, b) => a[1] - b[1] || a[0] - b[0]).slice(0, limit).map(([region]) => region);
}

/** The readings of what was typed: as it stands, with short forms written out, and without a leading kind. */
function spellingsOf(text: string): readonly string[] {
  const plain = text.toUpperCase().replace(/['’"`]/g, '').replace(/[^A-Z0-9]+/g, ' ').trim();
  const full = nameWords(text);
  return [...new Set([plain, full, withoutKind(full)])].filter(Boolean);
}

function buildIndex(table: RegionTable, indexOfCode: (code: string) => number): NameIndex {
  const apart: string[] = [];
  const regionOfRow: number[] = [];
  const firstRow = new Int32Array(table.codes.length);
  const otherRows = new Map<number, number[]>();
  const addSpelling = (region: number, words: string): void => {
    otherRows.set(region, [...(otherRows.get(region) ?? []), apart.length]);
    apart.push(words);
    regionOfRow.push(region);
  };
  const common = new Map(Object.entries(commonSpelling).map(([code, name]) => [indexOfCode(code), name]));
  const upper = table.text.toUpperCase();
  for (let region = 0; region < table.codes.length; region++) {
    const name = common.get(region) ?? upper.slice(table.starts[region], table.ends[region]);
    const words = plainName.test(name) ? name : nameWords(written(name));
    firstRow[region] = apart.length;
    apart.push(words);
    regionOfRow.push(region);
    if (table.levels[region] === 2) addSpelling(region, withoutKind(words));
  }
  for (const [code, name] of otherSpellings) addSpelling(indexOfCode(code), nameWords(name));
  const together = apart.map((words) => words.replaceAll(' ', ''));
  return {
    together: `\n${together.join('\n')}\n`,
    togetherStarts: startsOf(together),
    apart: `\n${apart.join('\n')}\n`,
    apartStarts: startsOf(apart),
    regionOfRow: Int32Array.from(regionOfRow),
    firstRow,
    otherRows,
  };
}

/** Names that `nameWords` would leave as they are: most of them, which saves most of the time. */
const plainName = /^(?!S |(?:.* )?(?:SEI|SUNGEI|TJ|GN)(?: |$))[A-Z]+(?: [A-Z]+)*$/;

/** Where each row begins in the joined text, and where the text ends. */
function startsOf(rows: readonly string[]): Uint32Array {
  const starts = new Uint32Array(rows.length + 1);
  let at = 1;
  rows.forEach((row, i) => {
    starts[i] = at;
    at += row.length + 1;
  });
  starts[rows.length] = at;
  return starts;
}

/** Regions with every word in their own name or a parent's, at least one in their own, each with its rank. */
function searchWords(table: RegionTable, index: NameIndex, words: string): Map<number, number> {
  const tokens = words.split(' ').slice(0, 8);
  const joined = tokens.join('');
  const all = (1 << tokens.length) - 1;
  const own = new Uint8Array(table.codes.length);
  tokens.forEach((token, bit) => {
    markRows(index, token, tokens.length === 1, (region) => (own[region] = (own[region] ?? 0) | (1 << bit)));
  });
  // The words typed apart may be one word here, or the other way round.
  if (tokens.length > 1) markRows(index, joined, false, (region) => (own[region] = all));
  const found = new Map<number, number>();
  // Single letters would bring in half the country through its provinces.
  const parentsHelp = tokens.some((token) => token.length > 1);
  for (const region of matching(table, own, all, parentsHelp)) {
    found.set(region, rankOfRegion(table, index, region, { tokens, joined, complete: own[region] === all }));
  }
  return found;
}

/** Regions that have all words alone or, if parents help, together with their parents while adding at least one. */
function matching(table: RegionTable, own: Uint8Array, all: number, parentsHelp: boolean): readonly number[] {
  const inherited = Uint8Array.from(own);
  const found: number[] = [];
  for (let region = 0; region < own.length; region++) {
    const mine = own[region] ?? 0;
    const parent = table.parents[region] ?? -1;
    const above = parent < 0 ? 0 : (inherited[parent] ?? 0);
    inherited[region] = mine | above;
    if (mine === all || (parentsHelp && (mine | above) === all && (mine & ~above) !== 0)) found.push(region);
  }
  return found;
}

interface Query {
  readonly tokens: readonly string[];
  readonly joined: string;
  /** Whether the region's own name has all the words. */
  readonly complete: boolean;
}

/** The best rank among a region's spellings; among equals the higher level comes first. */
function rankOfRegion(table: RegionTable, index: NameIndex, region: number, query: Query): number {
  let best = rankOfRow(index, index.firstRow[region] ?? 0, query);
  for (const other of index.otherRows.get(region) ?? []) best = Math.min(best, rankOfRow(index, other, query));
  return best + (table.levels[region] ?? 4) / 10;
}

/** Whole name 0, start of the name 1, starts of words 2, inside a word 3, with the parents' help 4 or 5; short names first. */
function rankOfRow(index: NameIndex, row: number, { tokens, joined, complete }: Query): number {
  const start = index.togetherStarts[row] ?? 0;
  const length = (index.togetherStarts[row + 1] ?? 0) - start - 1;
  if (index.together.startsWith(joined, start)) return length === joined.length ? 0 : 1 + length / 1000;
  const apart = index.apart.slice((index.apartStarts[row] ?? 1) - 1, (index.apartStarts[row + 1] ?? 1) - 1);
  const starts = tokens.filter((token) => apart.includes(` ${token}`) || apart.startsWith(token, 1)).length;
  if (complete) return (starts === tokens.length ? 2 : 3) + length / 1000;
  return (starts > 0 ? 4 : 5) + length / 1000;
}

/** Calls `mark` for every region with the token in a row; tokens of one or two letters only count at a word's start. */
function markRows(index: NameIndex, token: string, alone: boolean, mark: (region: number) => void): void {
  if (token.length > 2) {
    scan(index.together, index.togetherStarts, token, 0, (row) => mark(index.regionOfRow[row] ?? 0));
    return;
  }
  scan(index.apart, index.apartStarts, `\n${token}`, 1, (row) => mark(index.regionOfRow[row] ?? 0));
  if (alone && token.length === 1) return;
  scan(index.apart, index.apartStarts, ` ${token}`, 1, (row) => mark(index.regionOfRow[row] ?? 0));
}

/** Calls `hit` once for each row that holds the text; `lead` letters of it lie before the place that counts. */
function scan(haystack: string, starts: Uint32Array, text: string, lead: number, hit: (row: number) => void): void {
  let row = 0;
  let at = haystack.indexOf(text);
  while (at >= 0) {
    while ((starts[row + 1] ?? Infinity) <= at + lead) row++;
    hit(row);
    at = haystack.indexOf(text, Math.max(at + 1, (starts[row + 1] ?? Infinity) - 1));
  }
}

/** Regions whose code begins with these digits. */
function searchCode(table: RegionTable, digits: string, limit: number): readonly number[] {
  if (digits.length === 0 || digits.length > 10) return [];
  const low = Number(digits.padEnd(10, '0'));
  const high = Number(digits.padEnd(10, '9'));
  const found: number[] = [];
  for (let i = 0; i < table.codes.length && found.length < limit; i++) {
    const code = table.codes[i] ?? 0;
    if (code >= low && code <= high) found.push(i);
  }
  return found;
}
