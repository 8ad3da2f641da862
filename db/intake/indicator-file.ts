import { fail } from '../rules/failure.ts';
import { parseNumber } from '../rules/numbers.ts';
import { isRegionCode } from '../rules/region-code.ts';
import type { ReadFigure } from '../registry/indicators/import-figures.ts';
import type { ValueInput } from '../registry/indicators/indicators.ts';
import type { Region, Regions } from '../store/regions.ts';
import type { RawRow } from './readers/cell.ts';
import { readWorkbook } from './readers/read-workbook.ts';

/** What a file does not say itself: whose figures they are, and of which document. */
export interface FigureDefaults {
  readonly indicator: string;
  readonly kind: 'published' | 'target';
  readonly source: string;
  readonly document: string;
  /** The office that reads it: names of areas are looked for above and below it. */
  readonly office: string;
}

type Column = 'code' | 'area' | 'year' | 'value' | 'source' | 'document' | 'kind';

const names: Readonly<Record<Column, RegExp>> = {
  code: /^(KODE( WILAYAH| BPS| KEMENDAGRI)?)$/,
  area: /^(WILAYAH|NAMA WILAYAH|KABUPATEN ?\/ ?KOTA|KAB ?\/ ?KOTA|KABUPATEN|KOTA|DAERAH|KECAMATAN|KELURAHAN|AREA)$/,
  year: /^(TAHUN|YEAR)$/,
  value: /^(NILAI|ANGKA|PERSEN(TASE)?.*|VALUE|JUMLAH.*)$/,
  source: /^(SUMBER|SUMBER DATA|SOURCE)$/,
  document: /^(DOKUMEN|NAMA DOKUMEN|PUBLIKASI|DOCUMENT)$/,
  kind: /^(JENIS|JENIS NILAI|KIND)$/,
};
const HEADER_WITHIN = 30;
const MOST_ROWS = 20_000;

/** Where the columns of a file are; years that stand as headers have a column each. */
interface Layout {
  readonly columns: ReadonlyMap<Column, number>;
  readonly years: readonly (readonly [year: number, column: number])[];
}

/**
 * Reads figures from a spreadsheet: one a row (area, year, figure, source, document), or as the statistics office prints
 * them, areas below and years across. Every row with a figure is answered, also one that cannot be taken, with why.
 * Errors: those of `readWorkbook`, INDICATOR_FILE, INDICATOR_FILE_EMPTY.
 */
export async function readIndicatorFile(path: string, regions: Regions, defaults: FigureDefaults): Promise<ReadFigure[]> {
  const areaOf = areaFinder(regions, defaults.office);
  const read: ReadFigure[] = [];
  let layout: Layout | null = null;
  let sheet = -1;
  for await (const event of readWorkbook(path)) {
    if (event.kind === 'sheet') [sheet, layout] = [event.head.no, layout];
    if (event.kind !== 'rows' || read.length >= MOST_ROWS) continue;
    for (const row of event.rows) {
      if (layout === null) {
        if (row.no <= HEADER_WITHIN) layout = layoutOf(row);
      } else if (event.sheet === sheet) read.push(...figuresOf(row, layout, defaults, areaOf));
    }
  }
  if (layout === null) return fail('INDICATOR_FILE', { missing: 'wilayah, tahun, nilai' });
  return read.length > 0 ? read : fail('INDICATOR_FILE_EMPTY');
}

function layoutOf(row: RawRow): Layout | null {
  const columns = new Map<Column, number>();
  const years: [number, number][] = [];
  row.cells.forEach((cell, at) => {
    const text = (cell?.text ?? '').trim().toUpperCase().replace(/\s+/g, ' ');
    const year = /^(?:TAHUN )?((?:19|20)\d{2})(?:\.0)?$/.exec(text)?.[1];
    if (year !== undefined) years.push([Number(year), at]);
    for (const [column, pattern] of Object.entries(names) as [Column, RegExp][]) if (!columns.has(column) && pattern.test(text)) columns.set(column, at);
  });
  const hasArea = columns.has('area') || columns.has('code');
  return hasArea && (years.length > 0 || (columns.has('year') && columns.has('value'))) ? { columns, years } : null;
}

function figuresOf(row: RawRow, { columns, years }: Layout, defaults: FigureDefaults, areaOf: (text: string) => string | null): ReadFigure[] {
  const text = (column: Column): string => (row.cells[columns.get(column) ?? -1]?.text ?? '').trim();
  const named = text('code') || text('area');
  const pairs = years.length > 0 ? years.map(([year, at]) => [String(year), (row.cells[at]?.text ?? '').trim()] as const) : [[text('year'), text('value')] as const];
  return pairs.filter(([, value]) => value !== '' && !/^[-–.…*]+$/.test(value)).flatMap(([yearText, valueText]): ReadFigure[] => {
    if (named === '' && yearText === '') return [];
    const area = areaOf(text('code')) ?? areaOf(text('area'));
    const year = Number(yearText.replace(/\.0$/, ''));
    const value = figureOf(valueText);
    const source = text('source') || defaults.source;
    const why = area === null ? 'area' : !Number.isInteger(year) || year < 1990 || year > 2100 ? 'year' : value === null ? 'value' : source === '' ? 'source' : null;
    const kind = /^TARGET/i.test(text('kind')) ? 'target' : text('kind') === '' ? defaults.kind : 'published';
    const input: ValueInput | null = why === null && area !== null && value !== null ? { indicator: defaults.indicator, area, year, kind, value, source, document: text('document') || defaults.document } : null;
    return [{ row: row.no, input, why }];
  });
}

/** A figure as its file writes it. A dot before three digits is read as what a rate has it for: no rate is 1.234 %. */
function figureOf(text: string): number | null {
  if (/^-?\d+\.\d+$/.test(text)) return Number(text);
  return parseNumber(text);
}

/** Finds areas by code, dotted or not, or by name: this office, those above it, and those below. */
function areaFinder(regions: Regions, office: string): (text: string) => string | null {
  const known: Region[] = [];
  const below = (code: string): void => { for (const one of regions.children(code)) { known.push(one); below(one.code); } };
  known.push(...regions.path(office));
  below(office);
  const found = new Map<string, string | null>();
  return (text) => {
    if (text === '') return null;
    const before = found.get(text);
    if (before !== undefined) return before;
    const code = /^[\d.]+$/.test(text) ? codeOf(text, regions) : (known.find((one) => regions.isNameOf(one.code, text))?.code ?? null);
    found.set(text, code);
    return code;
  };
}

/** A region by its digits; the statistics office writes a province with two noughts. */
function codeOf(text: string, regions: Regions): string | null {
  const digits = text.replace(/\D/g, '').replace(/^(\d{2})00$/, '$1');
  const dotted = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6)].filter(Boolean).join('.');
  return isRegionCode(dotted) ? (regions.get(dotted)?.code ?? null) : null;
}
