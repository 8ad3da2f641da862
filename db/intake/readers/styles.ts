import { walkXml } from './xml-walk.ts';

export interface CellStyles {
  /** Whether a cell style shows its number as a date. */
  isDate(style: number): boolean;
  /** Whether a cell style has a fill that is not white. */
  isColoured(style: number): boolean;
}

/** Built-in number formats that show dates or times (ECMA-376 18.8.30, with the East Asian ones). */
const builtIn = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a number format shows a date: a day, month, year or hour letter outside quotes, brackets and escapes. */
export function isDateFormat(code: string): boolean {
  const first = code.split(';')[0] ?? '';
  const bare = first.replace(/"[^"]*"/g, '').replace(/\\./g, '').replace(/_./g, '').replace(/\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return !/general/i.test(bare) && /[dmyhs]/i.test(bare.replace(/E[+-]/g, ''));
}

const noStyles: CellStyles = { isDate: () => false, isColoured: () => false };

/** Reads `styles.xml`; without one every number is a number. */
export function readStyles(content: Buffer | null): CellStyles {
  if (!content) return noStyles;
  const formats = new Map<number, boolean>();
  const fills: boolean[] = [];
  const dates: boolean[] = [];
  const colours: boolean[] = [];
  const path: string[] = [];
  let solid = false;
  walkXml(content, {
    open(name, attributes) {
      const parent = path.at(-1);
      path.push(name);
      if (name === 'numFmt' && parent === 'numFmts') formats.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''));
      if (name === 'fill' && parent === 'fills') fills.push(false);
      if (name === 'patternFill') solid = !['none', 'gray125', undefined].includes(attributes.patternType);
      if (name === 'fgColor' && solid && fills.length > 0) fills[fills.length - 1] = !isWhite(attributes);
      if (name === 'xf' && parent === 'cellXfs') {
        const format = Number(attributes.numFmtId ?? 0);
        dates.push(formats.get(format) ?? builtIn(format));
        colours.push(fills[Number(attributes.fillId ?? 0)] ?? false);
      }
    },
    close: () => void path.pop(),
  });
  return { isDate: (style) => dates[style] ?? false, isColoured: (style) => colours[style] ?? false };
}

function isWhite(colour: Readonly<Record<string, string>>): boolean {
  if (colour.rgb) return /^(FF|00)?FFFFFF$/i.test(colour.rgb);
  return colour.theme === '0' || colour.indexed === '9' || colour.indexed === '65' || (colour.indexed === '64' && !colour.theme);
}
