import { fail, isFailure } from '../../rules/failure.ts';
import { biff, walkRecords } from './biff-records.ts';
import type { BiffRecord } from './biff-records.ts';
import { bytesAt, codePageDecoder, sharedTexts, unicodeAt } from './biff-strings.ts';
import { colourName, indexedColours, withColour } from './colours.ts';
import { isBuiltInDate, isDateFormat, letterColour } from './styles.ts';
import type { CellStyles } from './styles.ts';

export interface BiffSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Where its substream begins. */
  readonly at: number;
}

export interface BiffGlobals {
  readonly biff8: boolean;
  readonly date1904: boolean;
  readonly sheets: readonly BiffSheet[];
  readonly strings: readonly string[];
  readonly styles: CellStyles;
  readonly decoder: TextDecoder;
}

const BIFF8 = 0x600;
const WORKSHEET = 0x10;
/** The XF record says its fill behind the pattern's number; this one is plain colour. */
const SOLID = 1;

interface Format {
  readonly number: number;
  readonly font: number;
  readonly fill: number | null;
}

/**
 * Reads what an old workbook says before its sheets: which sheets, texts, formats, colours. A stream that is no more than
 * one sheet, as simple programs write it, has none of this. Errors: FILE_BROKEN, FILE_PROTECTED, FILE_XLS.
 */
export function readBiffGlobals(stream: Buffer): BiffGlobals {
  if (stream.length < 8 || stream.readUInt16LE(0) !== biff.bof) fail(stream.length > 1 && stream[0] === 9 ? 'FILE_XLS' : 'FILE_BROKEN', { detail: 'BOF' });
  const biff8 = stream.readUInt16LE(4) === BIFF8;
  if (stream.readUInt16LE(6) === WORKSHEET) {
    return { biff8, date1904: false, sheets: [{ name: 'Sheet1', hidden: false, at: 0 }], strings: [], styles: { isDate: () => false, colours: () => '' }, decoder: codePageDecoder(1252) };
  }
  let decoder = codePageDecoder(1252);
  let date1904 = false;
  let strings: readonly string[] = [];
  const sheets: BiffSheet[] = [];
  const dateFormats = new Map<number, boolean>();
  const fonts: number[] = [];
  const formats: Format[] = [];
  const palette = [...indexedColours];
  const need = (record: BiffRecord, bytes: number): number => (record.length >= bytes ? record.at : fail('FILE_BROKEN', { detail: `BIFF ${record.type}` }));
  const textAt = (record: BiffRecord, offset: number, lengthBytes: 1 | 2): string => biff8 ? unicodeAt(stream, record, offset, lengthBytes) : bytesAt(stream, record, offset, lengthBytes, decoder);
  // How a number is shown is no reason not to read it: some programs write these texts a byte too short.
  const formatText = (record: BiffRecord): string => {
    try {
      return textAt(record, 2, biff8 ? 2 : 1);
    } catch (error) {
      if (!isFailure(error)) throw error;
      return stream.toString('latin1', record.at + 2, record.at + record.length);
    }
  };
  for (const record of walkRecords(stream, 0)) {
    switch (record.type) {
      case biff.filePass:
        return fail('FILE_PROTECTED', { detail: 'XLS' });
      case biff.codePage:
        decoder = codePageDecoder(stream.readUInt16LE(need(record, 2)));
        break;
      case biff.dateMode:
        date1904 = stream.readUInt16LE(need(record, 2)) === 1;
        break;
      case biff.boundSheet: {
        const at = need(record, 7);
        // Only worksheets: charts and macros have no rows.
        if (stream[at + 5] === 0) sheets.push({ at: stream.readUInt32LE(at), hidden: ((stream[at + 4] ?? 0) & 3) !== 0, name: textAt(record, 6, 1) });
        break;
      }
      case biff.sst:
        strings = sharedTexts(stream, record);
        break;
      case biff.format:
        dateFormats.set(stream.readUInt16LE(need(record, 3)), isDateFormat(formatText(record)));
        break;
      case biff.font:
        fonts.push(stream.readUInt16LE(need(record, 6) + 4));
        break;
      case biff.xf:
        formats.push(formatAt(stream, need(record, biff8 ? 20 : 16), biff8));
        break;
      case biff.palette:
        for (let index = 0; index < 56 && 2 + (index + 1) * 4 <= record.length; index += 1) palette[8 + index] = stream.readUIntBE(record.at + 2 + index * 4, 3);
        break;
    }
  }
  return { biff8, date1904, sheets, strings, styles: stylesOf(formats, dateFormats, fonts, palette), decoder };
}

function formatAt(stream: Buffer, at: number, biff8: boolean): Format {
  const font = stream.readUInt16LE(at);
  const number = stream.readUInt16LE(at + 2);
  const pattern = biff8 ? stream.readUInt16LE(at + 16) >> 10 : (stream[at + 10] ?? 0) & 63;
  const fill = biff8 ? stream.readUInt16LE(at + 18) & 127 : stream.readUInt16LE(at + 8) & 127;
  return { font, number, fill: pattern === SOLID ? fill : null };
}

function stylesOf(formats: readonly Format[], dateFormats: ReadonlyMap<number, boolean>, fonts: readonly number[], palette: readonly number[]): CellStyles {
  const nameOf = (index: number | null | undefined): string => {
    const rgb = index === null || index === undefined ? undefined : palette[index];
    return rgb === undefined ? '' : (colourName(rgb) ?? '');
  };
  // There is no font 4: what counts from there on stands one place earlier.
  const letters = (font: number): string => letterColour(nameOf(fonts[font > 4 ? font - 1 : font]));
  const dates = formats.map(({ number }) => dateFormats.get(number) ?? isBuiltInDate(number));
  const colours = formats.map(({ fill, font }) => withColour(nameOf(fill), letters(font)));
  return { isDate: (style) => dates[style] ?? false, colours: (style) => colours[style] ?? '' };
}
