import type { SheetContent } from '../sheet-content.ts';
import { MOST_RECORD, biffText, isWide, letters, recordPen } from './biff-records.ts';
import type { RecordPen } from './biff-records.ts';
import { biffStyles } from './cell-styles.ts';

/** Records and kinds of substreams by their numbers. */
export const biff = {
  autoFilterInfo: 0x9d, blank: 0x201, bof: 0x809, boolErr: 0x205, boundSheet: 0x85, codePage: 0x42, colInfo: 0x7d, continue: 0x3c, dateMode: 0x22, dimensions: 0x200,
  eof: 0x0a, filterMode: 0x9b, font: 0x31, formula: 0x06, labelSst: 0xfd, mergedCells: 0xe5, number: 0x203, rk: 0x27e, row: 0x208, sst: 0xfc, string: 0x207, style: 0x293,
  window1: 0x3d, window2: 0x23e, xf: 0xe0,
  globals: 0x0005, worksheet: 0x0010,
} as const;

/** Styles 0 to 14 are those of the workbook itself, as in every file that Excel wrote. */
const OWN_STYLES = 15;
export const FIRST_CELL_STYLE = OWN_STYLES;
const UTF16 = 1200;
const FONTS = 4;
const PALETTE = { red: 10, yellow: 13 } as const;
const NO_FILL = { pattern: 0, colours: 64 | (65 << 7) } as const;

/** The first record of the workbook's stream or of a sheet's: BIFF8, Excel 97. */
export function beginSubstream(pen: RecordPen, kind: number): void {
  pen.begin(biff.bof).u16(0x600, kind, 0x0dbb, 0x07cc).u32(0).u32(6).end();
}

/** What stands before the sheets: fonts, styles, where each sheet begins, the shared texts. */
export function writeGlobals(sheets: readonly SheetContent[], lengths: readonly number[], texts: ReadonlyMap<string, number>, uses: number): Buffer {
  const head = recordPen();
  beginSubstream(head, biff.globals);
  head.begin(biff.codePage).u16(UTF16).end();
  head.begin(biff.window1).u16(0, 0, 16_000, 9000, 0x38, firstVisible(sheets), 0, 1, 600).end();
  head.begin(biff.dateMode).u16(0).end();
  for (let font = 0; font < FONTS; font++) head.begin(biff.font).u16(220, 0, 0x7fff, 400, 0).u8(0).u8(2).u8(0).u8(0).bytes(biffText('Calibri', 1)).end();
  for (let style = 0; style < OWN_STYLES; style++) writeStyle(head, 0, null, true);
  for (const { format, fill } of biffStyles) writeStyle(head, format, fill, false);
  head.begin(biff.style).u16(0x8000).u8(0).u8(0xff).end();
  const strings = sharedTexts(texts, uses);
  const names = sheets.map(({ name }) => biffText(name.slice(0, 31), 1));
  const boundLength = names.reduce((sum, name) => sum + 4 + 6 + name.length, 0);
  let at = head.length() + boundLength + strings.length + 4;
  for (const [i, sheet] of sheets.entries()) {
    head.begin(biff.boundSheet).u32(at).u8(sheet.hidden ? 1 : 0).u8(0).bytes(names[i] ?? Buffer.alloc(0)).end();
    at += lengths[i] ?? 0;
  }
  return Buffer.concat([head.whole(), strings, recordPen().begin(biff.eof).end().whole()]);
}

function firstVisible(sheets: readonly SheetContent[]): number {
  return Math.max(0, sheets.findIndex(({ hidden }) => !hidden));
}

function writeStyle(pen: RecordPen, format: number, fill: keyof typeof PALETTE | null, own: boolean): void {
  const { pattern, colours } = fill ? { pattern: 1, colours: PALETTE[fill] | (65 << 7) } : NO_FILL;
  pen.begin(biff.xf).u16(0, format, own ? 0xfff5 : 0x0001).u8(0x20).u8(0).u8(0).u8(own ? 0xf4 : 0x44).u32(0).u32(pattern << 26).u16(colours).end();
}

/** The shared texts: a text's letters may go on in the next record, but not its length. */
function sharedTexts(texts: ReadonlyMap<string, number>, uses: number): Buffer {
  const pen = recordPen();
  let left = MOST_RECORD;
  const next = (): void => {
    pen.end().begin(biff.continue);
    left = MOST_RECORD;
  };
  pen.begin(biff.sst).u32(uses).u32(texts.size);
  left -= 8;
  for (const text of texts.keys()) {
    const wide = isWide(text);
    const size = wide ? 2 : 1;
    if (left < 3 + size) next();
    pen.u16(text.length).u8(wide ? 1 : 0);
    left -= 3;
    for (let from = 0; from < text.length;) {
      if (left < size) {
        next();
        pen.u8(wide ? 1 : 0);
        left -= 1;
      }
      const step = Math.min(text.length - from, Math.floor(left / size));
      pen.bytes(letters(text.slice(from, from + step), wide));
      left -= step * size;
      from += step;
    }
  }
  return pen.end().whole();
}
