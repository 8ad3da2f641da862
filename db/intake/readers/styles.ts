import { colourName, indexedColours, parseColour, tinted, withColour } from './colours.ts';
import { walkXml } from './xml-walk.ts';

export interface CellStyles {
  /** Whether a cell style shows its number as a date. */
  isDate(style: number): boolean;
  /** The names of a cell style's colours, fill or letters, other than white and plain black; '' for most. */
  colours(style: number): string;
}

/** Built-in number formats that show dates or times (ECMA-376 18.8.30, with the East Asian ones). */
export const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a number format shows a date: a day, month, year or hour letter outside quotes, brackets and escapes. */
export function isDateFormat(code: string): boolean {
  const first = code.split(';')[0] ?? '';
  const bare = first.replace(/"[^"]*"/g, '').replace(/\\./g, '').replace(/_./g, '').replace(/\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return !/general/i.test(bare) && /[dmyhs]/i.test(bare.replace(/E[+-]/g, ''));
}

type Attributes = Readonly<Record<string, string>>;

const noStyles: CellStyles = { isDate: () => false, colours: () => '' };

/** Reads `styles.xml`, with the theme that its colours may name; without one every number is a number. */
export function readStyles(content: Buffer | null, theme: Buffer | null): CellStyles {
  if (!content) return noStyles;
  const themeColours = theme ? readTheme(theme) : [];
  const formats = new Map<number, boolean>();
  const fills: string[] = [];
  const fonts: string[] = [];
  const dates: boolean[] = [];
  const colours: string[] = [];
  const path: string[] = [];
  let solid = false;
  walkXml(content, {
    open(name, attributes) {
      const parent = path.at(-1);
      const above = path.at(-2);
      path.push(name);
      if (name === 'numFmt' && parent === 'numFmts') formats.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''));
      if (name === 'fill' && parent === 'fills') fills.push('');
      if (name === 'font' && parent === 'fonts') fonts.push('');
      if (name === 'patternFill') solid = !['none', 'gray125', undefined].includes(attributes.patternType);
      if (name === 'fgColor' && solid && fills.length > 0) fills[fills.length - 1] = nameOf(attributes, themeColours);
      if (name === 'color' && parent === 'font' && above === 'fonts') fonts[fonts.length - 1] = letterColour(nameOf(attributes, themeColours));
      if (name === 'xf' && parent === 'cellXfs') {
        const format = Number(attributes.numFmtId ?? 0);
        dates.push(formats.get(format) ?? isBuiltInDate(format));
        colours.push(withColour(fills[Number(attributes.fillId ?? 0)] ?? '', fonts[Number(attributes.fontId ?? 0)] ?? ''));
      }
    },
    close: () => void path.pop(),
  });
  return { isDate: (style) => dates[style] ?? false, colours: (style) => colours[style] ?? '' };
}

/** Letters in black or grey say nothing. */
export function letterColour(colour: string): string {
  return colour === 'black' || colour === 'grey' ? '' : colour;
}

function nameOf(colour: Attributes, theme: readonly number[]): string {
  const base = colour.rgb ? parseColour(colour.rgb) : colour.theme ? theme[Number(colour.theme)] : indexedColours[Number(colour.indexed ?? NaN)];
  return base === undefined || base === null ? '' : (colourName(tinted(base, Number(colour.tint ?? 0))) ?? '');
}

const THEME_ORDER: readonly string[] = ['lt1', 'dk1', 'lt2', 'dk2', 'accent1', 'accent2', 'accent3', 'accent4', 'accent5', 'accent6', 'hlink', 'folHlink'];

function readTheme(content: Buffer): number[] {
  const colours: number[] = [];
  let slot = -1;
  walkXml(content, {
    open(name, attributes) {
      if (THEME_ORDER.includes(name)) slot = THEME_ORDER.indexOf(name);
      if (slot < 0 || (name !== 'srgbClr' && name !== 'sysClr')) return;
      colours[slot] = parseColour((name === 'sysClr' ? attributes.lastClr : attributes.val) ?? '') ?? 0xffffff;
      slot = -1;
    },
  });
  return colours;
}
