import type { Align, Block, DocumentModel, Letterhead, SignaturePlace, SignaturesBlock } from './model.ts';
import { points } from './paper.ts';
import { LEADING } from './pdf-pen.ts';
import type { Pen, TextStyle } from './pdf-pen.ts';
import { pictureOf, qrSquares } from './pictures.ts';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** Space that a place to sign leaves for the hand. */
export const SIGN_GAP = points(19);
const QR_USUAL = 24;
const LOGO_HEIGHT = points(23);

/** Draws lines one below the other, turning the page between them; two lines at least stay together. */
function flow(pen: Pen, lines: readonly string[], x: number, width: number, style: TextStyle & { align?: Align; underline?: boolean; firstLine?: number }): void {
  const step = style.size * LEADING;
  lines.forEach((line, index) => {
    pen.need(index === 0 && lines.length > 1 ? 2 * step : step);
    const shift = index === 0 ? (style.firstLine ?? 0) : 0;
    pen.line(line, x + shift, pen.y, width - shift, { ...style, last: index === lines.length - 1 });
    pen.y += step;
  });
}

/** The head of the letter with its double rule. */
export function drawLetterhead(pen: Pen, { offices, lines, logo }: Letterhead): void {
  const began = pen.y;
  const picture = logo === undefined ? null : pictureOf(logo);
  const aside = points(26);
  const [x, width] = picture ? [pen.left + aside, pen.width - 2 * aside] : [pen.left, pen.width];
  offices.forEach((office, index) => {
    const size = index === offices.length - 1 ? 16 : 13;
    for (const line of pen.lines(office, width, { size, bold: true })) {
      pen.line(line, x, pen.y, width, { size, bold: true, align: 'center' });
      pen.y += size * 1.22;
    }
  });
  for (const line of lines.flatMap((one) => pen.lines(one, width, { size: 9.5 }))) {
    pen.line(line, x, pen.y, width, { size: 9.5, align: 'center' });
    pen.y += 9.5 * 1.25;
  }
  if (picture) {
    pen.y = Math.max(pen.y, began + LOGO_HEIGHT);
    const shown = Math.min(LOGO_HEIGHT, (points(23) * picture.height) / picture.width);
    pen.doc.image(Buffer.from(picture.bytes), pen.left, began + (pen.y - began - shown) / 2, { height: shown });
  }
  pen.y += 5;
  pen.doc.lineWidth(2.4).moveTo(pen.left, pen.y).lineTo(pen.left + pen.width, pen.y).stroke();
  pen.doc.lineWidth(0.8).moveTo(pen.left, pen.y + 3).lineTo(pen.left + pen.width, pen.y + 3).stroke();
  pen.y += 16;
}

/** A title or the heading of a part; it stays with what follows. */
export function drawHeading(pen: Pen, { text, level = 1, align = level === 1 ? 'center' : 'left', underline }: Of<'heading'>): void {
  const size = pen.size + (level === 1 ? 2 : 0);
  const lines = pen.lines(text, pen.width, { size, bold: true });
  // The heading of a part stands nearer to what it heads than to what is before.
  if (level === 2 && pen.y > pen.top) pen.y += 4;
  pen.need(lines.length * size * LEADING + 4 * pen.size);
  flow(pen, lines, pen.left, pen.width, { size, bold: true, align, underline: underline ?? false });
  pen.y += 3;
}

export function drawParagraph(pen: Pen, { text, align = 'left', bold = false, size = pen.size, indent = 0, firstLine = 0 }: Of<'paragraph'>): void {
  const x = pen.left + points(indent);
  const width = pen.width - points(indent);
  const shift = points(firstLine);
  for (const part of text.split('\n')) flow(pen, firstLine > 0 ? withFirst(pen, part, width, shift, { size, bold }) : pen.lines(part, width, { size, bold }), x, width, { size, bold, align, firstLine: shift });
  pen.y += size * 0.45;
}

/** Lines whose first one is shorter. */
function withFirst(pen: Pen, text: string, width: number, shift: number, style: TextStyle): string[] {
  const [first = ''] = pen.lines(text, width - shift, style);
  const rest = text.slice(first.length).trimStart();
  return rest === '' ? [first] : [first, ...pen.lines(rest, width, style)];
}

export function drawList(pen: Pen, { items, numbered, indent = 0 }: Of<'list'>): void {
  const x = pen.left + points(indent);
  const shift = points(numbered ? 7 : 4.5);
  items.forEach((item, index) => {
    const style = { size: pen.size };
    const lines = pen.lines(item, pen.width - points(indent) - shift, style);
    pen.need(Math.min(lines.length, 2) * pen.size * LEADING);
    pen.line(numbered ? `${index + 1}.` : '-', x, pen.y, shift, style);
    flow(pen, lines, x + shift, pen.width - points(indent) - shift, style);
  });
  pen.y += pen.size * 0.45;
}

export function drawPairs(pen: Pen, { rows, indent = 0, labelWidth = 45 }: Of<'pairs'>): void {
  const x = pen.left + points(indent);
  drawPairsAt(pen, rows, x, points(labelWidth), pen.width - points(indent));
  pen.y += pen.size * 0.45;
}

function drawPairsAt(pen: Pen, rows: Of<'pairs'>['rows'], x: number, label: number, width: number): void {
  const style = { size: pen.size };
  const colon = pen.size * 0.8;
  for (const [name, value] of rows) {
    const names = pen.lines(name, label - 4, style);
    const values = pen.lines(value, width - label - colon, style);
    const height = Math.max(names.length, values.length) * pen.size * LEADING;
    pen.need(height);
    names.forEach((line, index) => pen.line(line, x, pen.y + index * pen.size * LEADING, label, style));
    if (name !== '') pen.line(':', x + label, pen.y, colon, style);
    values.forEach((line, index) => pen.line(line, x + label + colon, pen.y + index * pen.size * LEADING, width - label - colon, style));
    pen.y += height;
  }
}

export function drawOpening(pen: Pen, { pairs, right }: Of<'opening'>): void {
  const began = pen.y;
  const [leftWidth, gap] = [pen.width * 0.58, points(6)];
  drawPairsAt(pen, pairs, pen.left, points(20), leftWidth);
  const afterLeft = pen.y;
  pen.y = began;
  const x = pen.left + leftWidth + gap;
  flow(pen, right.flatMap((line) => pen.lines(line, pen.width - leftWidth - gap, { size: pen.size })), x, pen.width - leftWidth - gap, { size: pen.size });
  pen.y = Math.max(afterLeft, pen.y) + pen.size;
}

export function drawImage(pen: Pen, { data, width, align = 'left', caption }: Of<'image'>): void {
  const picture = pictureOf(data);
  if (!picture) return;
  const room = Math.min(points(width), pen.width);
  const height = (room * picture.height) / picture.width;
  pen.need(height + (caption === undefined ? 0 : 2 * pen.size));
  pen.doc.image(Buffer.from(picture.bytes), aligned(pen, align, room), pen.y, { width: room });
  pen.y += height + 4;
  if (caption !== undefined) flow(pen, pen.lines(caption, pen.width, { size: pen.size - 2 }), pen.left, pen.width, { size: pen.size - 2, align });
}

export function drawQr(pen: Pen, { text, size, align = 'left', caption }: Of<'qr'>): void {
  pen.need(points(size) + 2 * pen.size);
  drawSquares(pen, text, aligned(pen, align, points(size)), pen.y, points(size));
  pen.y += points(size) + 4;
  if (caption !== undefined) flow(pen, pen.lines(caption, pen.width, { size: pen.size - 2 }), pen.left, pen.width, { size: pen.size - 2, align });
}

function aligned(pen: Pen, align: Align, width: number): number {
  return pen.left + (align === 'right' ? pen.width - width : align === 'center' ? (pen.width - width) / 2 : 0);
}

function drawSquares(pen: Pen, text: string, x: number, y: number, size: number): void {
  const { side, dark } = qrSquares(text);
  const step = size / side;
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) if (dark(row, column)) pen.doc.rect(x + column * step, y + row * step, step, step);
  }
  pen.doc.fill('black');
}

/** How much room the places to sign take, all rows. */
export function signaturesHeight(pen: Pen, { rows }: SignaturesBlock): number {
  return rows.reduce((sum, row) => sum + rowHeight(pen, row), 0) + pen.size;
}

interface PlaceLines { readonly head: readonly string[]; readonly name: readonly string[]; readonly after: readonly string[] }

function placeLines(pen: Pen, place: Exclude<SignaturePlace, null | { qr: string }>, width: number): PlaceLines {
  const style = { size: pen.size };
  const cut = (texts: readonly string[], bold = false): string[] => texts.flatMap((text) => pen.lines(text, width, { ...style, bold }));
  return { head: [...cut(place.before ?? []), ...cut(place.as)], name: cut([place.name ?? '(.........................................)'], place.name !== null), after: cut(place.after ?? []) };
}

function rowHeight(pen: Pen, row: readonly SignaturePlace[]): number {
  const width = pen.width / row.length - points(4);
  const step = pen.size * LEADING;
  return Math.max(0, ...row.map((place) => {
    if (place === null) return 0;
    if ('qr' in place) return points(place.size ?? QR_USUAL) + 4 + place.caption.flatMap((line) => pen.lines(line, width, { size: pen.size - 2.5 })).length * (pen.size - 2.5) * LEADING;
    const { head, name, after } = placeLines(pen, place, width);
    return (head.length + name.length + after.length) * step + SIGN_GAP;
  })) + pen.size;
}

export function drawSignatures(pen: Pen, { rows }: SignaturesBlock): void {
  pen.y += pen.size * 0.6;
  for (const row of rows) {
    const height = rowHeight(pen, row);
    pen.need(height);
    const began = pen.y;
    const width = pen.width / row.length;
    // Names of one row stand on one line, whatever stands above them.
    const heads = Math.max(0, ...row.map((place) => (place === null || 'qr' in place ? 0 : placeLines(pen, place, width - points(4)).head.length)));
    row.forEach((place, index) => {
      pen.y = began;
      if (place !== null) drawPlace(pen, place, pen.left + index * width + points(2), width - points(4), heads);
    });
    pen.y = began + height;
  }
}

function drawPlace(pen: Pen, place: Exclude<SignaturePlace, null>, x: number, width: number, heads: number): void {
  const step = pen.size * LEADING;
  const put = (lines: readonly string[], style: Omit<TextStyle, 'size'> & { size?: number; underline?: boolean }): void => {
    for (const line of lines) {
      pen.line(line, x, pen.y, width, { size: pen.size, align: 'center', ...style });
      pen.y += (style.size ?? pen.size) * LEADING;
    }
  };
  if ('qr' in place) {
    const size = points(place.size ?? QR_USUAL);
    drawSquares(pen, place.qr, x + (width - size) / 2, pen.y, size);
    pen.y += size + 4;
    put(place.caption.flatMap((line) => pen.lines(line, width, { size: pen.size - 2.5 })), { size: pen.size - 2.5 });
    return;
  }
  const { head, name, after } = placeLines(pen, place, width);
  // What stands alone in its place is pushed down to its neighbour's last line.
  pen.y += place.before ? 0 : (heads - head.length) * step;
  put(head, {});
  if (place.stamp !== undefined) {
    const [w, h] = [points(22), points(13)];
    const top = pen.y + (SIGN_GAP - h) / 2;
    pen.doc.lineWidth(0.5).dash(2, { space: 2 }).rect(x + (width - w) / 2, top, w, h).stroke().undash();
    pen.lines(place.stamp, w - 4, { size: 7.5 }).forEach((line, index) => pen.line(line, x + (width - w) / 2, top + 10 + index * 9, w, { size: 7.5, align: 'center' }));
  }
  pen.y += SIGN_GAP + (place.before ? (heads - head.length) * step : 0);
  put(name, { bold: place.name !== null, underline: place.name !== null });
  put(after, {});
}

/** Marks and page numbers, once it is known how many pages there are. */
export function drawFrames(pen: Pen, { mark, footer, unnumbered }: DocumentModel): number {
  const { count } = pen.doc.bufferedPageRange();
  const style = { size: 8 };
  for (let page = 0; page < count; page += 1) {
    pen.doc.switchToPage(page);
    pen.doc.fillColor('#555555');
    if (mark !== undefined) pen.line(mark, pen.left, Math.max(12, pen.top - 22), pen.width, { size: 8, bold: true, align: 'center' });
    if (footer !== undefined) pen.line(pen.lines(footer, pen.width - points(35), style)[0] ?? '', pen.left, pen.bottom + 12, pen.width, style);
    if (!(unnumbered && count === 1)) pen.line(`Halaman ${page + 1} dari ${count}`, pen.left, pen.bottom + 12, pen.width, { ...style, align: 'right' });
    pen.doc.fillColor('black');
  }
  return count;
}
