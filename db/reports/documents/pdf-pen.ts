import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { resourceFile } from '../../store/resource-file.ts';
import type { Align, DocumentModel, WriteOptions } from './model.ts';
import { pageOf, points } from './paper.ts';

export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
}

/** Where the next thing is drawn, and with what; lengths are points. */
export interface Pen {
  readonly doc: PDFKit.PDFDocument;
  readonly model: DocumentModel;
  readonly left: number;
  readonly top: number;
  /** The lowest that anything may reach. */
  readonly bottom: number;
  readonly width: number;
  readonly size: number;
  y: number;
  /** Begins a page. */
  turn(): void;
  /** Begins a page unless so much room is left on this one. */
  need(height: number): void;
  /** Width of one line of text. */
  widthOf(text: string, style: TextStyle): number;
  /** Text as the lines that fit into a width. */
  lines(text: string, width: number, style: TextStyle): string[];
  /** Draws one line at a place. */
  line(text: string, x: number, y: number, width: number, style: TextStyle & { readonly align?: Align; readonly last?: boolean; readonly underline?: boolean }): void;
}

/** Lines of running text stand so far apart, as a part of the size; those in tables closer. */
export const LEADING = 1.3;
export const TIGHT = 1.18;

/** Begins a PDF of a model: fonts embedded, the moment in it the one given. */
export function beginPdf(model: DocumentModel, { at, author }: WriteOptions): Pen {
  const page = pageOf(model);
  const [width, height] = [points(page.width), points(page.height)];
  const doc = new PDFDocument({
    size: [width, height], margin: 0, autoFirstPage: false, bufferPages: true, lang: 'id-ID', displayTitle: true, pdfVersion: '1.7',
    // None of its own: its files are not in the bundle, and a font that is opened before it is named is opened anew at every use.
    font: null as unknown as string,
    info: { Title: model.title, Author: author ?? '', Creator: 'Tepat', Producer: 'Tepat', CreationDate: new Date(at) },
  });
  doc.registerFont('regular', readFileSync(resourceFile('fonts/LiberationSans-Regular.ttf')));
  doc.registerFont('bold', readFileSync(resourceFile('fonts/LiberationSans-Bold.ttf')));
  const measure = measureWith(doc);
  const [top, bottom] = [points(page.margins.top), height - points(page.margins.bottom)];
  const pen: Pen = {
    doc, model, left: points(page.margins.left), top, bottom, width: width - points(page.margins.left + page.margins.right), size: model.size ?? 11, y: top,
    turn() {
      doc.addPage();
      pen.y = top;
    },
    need(room) {
      if (pen.y + room > bottom && pen.y > top) pen.turn();
    },
    widthOf: measure.widthOf,
    lines: measure.lines,
    line(text, x, y, room, { size, bold, align = 'left', last = true, underline }) {
      if (text === '') return;
      const free = room - measure.widthOf(text, { size, bold });
      const gaps = text.split(' ').length - 1;
      const wordSpacing = align === 'justify' && !last && gaps > 0 ? free / gaps : 0;
      const at = align === 'right' ? x + free : align === 'center' ? x + free / 2 : x;
      doc.font(bold ? 'bold' : 'regular').fontSize(size).text(text, at, y, { lineBreak: false, wordSpacing });
      if (underline) doc.lineWidth(size / 16).moveTo(at, y + size * 1.06).lineTo(at + room - free, y + size * 1.06).stroke();
    },
  };
  pen.turn();
  return pen;
}

/** Widths of words are asked over and over: each is worked out once, for size 1. */
function measureWith(doc: PDFKit.PDFDocument): Pick<Pen, 'widthOf' | 'lines'> {
  const known = { bold: new Map<string, number>(), regular: new Map<string, number>() };
  const wordWidth = (word: string, bold: boolean): number => {
    const name = bold ? 'bold' : 'regular';
    let width = known[name].get(word);
    if (width === undefined) {
      width = doc.font(name).fontSize(100).widthOfString(word) / 100;
      known[name].set(word, width);
    }
    return width;
  };
  const widthOf = (text: string, { size, bold = false }: TextStyle): number => {
    const words = text.split(' ');
    return size * (words.reduce((sum, word) => sum + (word === '' ? 0 : wordWidth(word, bold)), 0) + (words.length - 1) * wordWidth(' ', bold));
  };
  /** A word wider than its place is broken where it must. */
  const parts = (word: string, width: number, style: TextStyle): string[] => {
    if (widthOf(word, style) <= width) return [word];
    const found: string[] = [];
    let part = '';
    for (const letter of word) {
      if (part !== '' && widthOf(part + letter, style) > width) {
        found.push(part);
        part = '';
      }
      part += letter;
    }
    return [...found, part];
  };
  return {
    widthOf,
    lines: (text, width, style) => text.split('\n').flatMap((paragraph) => {
      const found: string[] = [];
      let line = '';
      for (const word of paragraph.split(' ').flatMap((one) => parts(one, width, style))) {
        const longer = line === '' ? word : `${line} ${word}`;
        if (line !== '' && widthOf(longer, style) > width + 0.01) {
          found.push(line);
          line = word;
        } else line = longer;
      }
      return [...found, line];
    }),
  };
}
