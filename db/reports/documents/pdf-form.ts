import type { Block, FormItem } from './model.ts';
import { points } from './paper.ts';
import { LEADING } from './pdf-pen.ts';
import type { Pen } from './pdf-pen.ts';

type FormBlock = Extract<Block, { kind: 'form' }>;

const LABEL_SHARE = 0.38;
const BOX = points(5);

/** Items to fill in by hand: a label, then boxes, choices or a line of dots; in one column or two. */
export function drawForm(pen: Pen, { items, columns = 1 }: FormBlock): void {
  const gap = columns === 2 ? points(6) : 0;
  const width = (pen.width - gap) / columns;
  let waiting: FormItem[] = [];
  const flush = (): void => {
    const heights = waiting.map((item) => itemHeight(pen, item, width));
    const height = Math.max(0, ...heights);
    pen.need(height);
    waiting.forEach((item, index) => drawItem(pen, item, pen.left + index * (width + gap), pen.y, width));
    pen.y += height;
    waiting = [];
  };
  for (const item of items) {
    if ('section' in item) {
      flush();
      drawSection(pen, item.section);
    } else {
      waiting.push(item);
      if (waiting.length === columns) flush();
    }
  }
  flush();
  pen.y += pen.size * 0.5;
}

function drawSection(pen: Pen, text: string): void {
  const height = pen.size * 1.6;
  pen.need(height * 3);
  pen.y += 3;
  pen.doc.rect(pen.left, pen.y, pen.width, height).fill('#e4e4e4').fillColor('black');
  pen.line(text, pen.left + 4, pen.y + pen.size * 0.25, pen.width - 8, { size: pen.size, bold: true });
  pen.y += height + 4;
}

interface Placed { readonly text: string; readonly ticked: boolean; readonly x: number; readonly row: number; readonly lines: readonly string[] }

/** Choices one after the other, on as many rows as they need. */
function placed(pen: Pen, choices: Extract<FormItem, { choices: unknown }>['choices'], width: number): { all: Placed[]; rows: number } {
  const size = pen.size - 1;
  const all: Placed[] = [];
  let [x, row] = [0, 0];
  for (const { code, label, ticked } of choices) {
    const text = code === '' ? label : `${code}. ${label}`;
    const room = Math.min(width, pen.widthOf(text, { size }) + BOX + points(4));
    if (x > 0 && x + room > width) {
      x = 0;
      row += 1;
    }
    const lines = pen.lines(text, width - BOX - 2, { size });
    all.push({ text, ticked: ticked === true, x, row, lines });
    if (lines.length > 1) row += lines.length - 1;
    x += room;
  }
  return { all, rows: row + 1 };
}

function rowStep(pen: Pen): number {
  return Math.max(BOX * 0.78, (pen.size - 1) * LEADING) + 1.5;
}

function boxRows(item: Extract<FormItem, { boxes: number }>, width: number): number {
  return Math.ceil(item.boxes / Math.max(1, Math.floor(width / BOX)));
}

function itemHeight(pen: Pen, item: FormItem, width: number): number {
  if ('section' in item) return 0;
  const label = pen.lines(item.label, width * LABEL_SHARE - 4, { size: pen.size - 1 }).length * (pen.size - 1) * LEADING;
  const room = width * (1 - LABEL_SHARE);
  const answer = 'boxes' in item ? boxRows(item, room) * (BOX + 2) : 'choices' in item ? placed(pen, item.choices, room).rows * rowStep(pen) : valueLines(pen, item.value, room).length * pen.size * LEADING + 2;
  return Math.max(label, answer) + 2.5;
}

function valueLines(pen: Pen, value: string | undefined, width: number): string[] {
  return pen.lines(value ?? '', width, { size: pen.size });
}

function drawItem(pen: Pen, item: FormItem, x: number, y: number, width: number): void {
  if ('section' in item) return;
  const size = pen.size - 1;
  pen.lines(item.label, width * LABEL_SHARE - 4, { size }).forEach((line, index) => pen.line(line, x, y + 1 + index * size * LEADING, width * LABEL_SHARE, { size }));
  const [at, room] = [x + width * LABEL_SHARE, width * (1 - LABEL_SHARE)];
  if ('boxes' in item) return drawBoxes(pen, item, at, y, room);
  if ('choices' in item) return drawChoices(pen, item, at, y, room);
  const lines = valueLines(pen, item.value, room);
  lines.forEach((line, index) => pen.line(line, at + 2, y + index * pen.size * LEADING, room, { size: pen.size, bold: true }));
  const below = y + lines.length * pen.size * LEADING;
  pen.doc.lineWidth(0.5).dash(1, { space: 1.5 }).moveTo(at, below).lineTo(at + room, below).stroke().undash();
}

function drawBoxes(pen: Pen, { boxes, value = '' }: Extract<FormItem, { boxes: number }>, x: number, y: number, width: number): void {
  const perRow = Math.max(1, Math.floor(width / BOX));
  pen.doc.lineWidth(0.5);
  for (let place = 0; place < boxes; place += 1) {
    const [at, top] = [x + (place % perRow) * BOX, y + Math.floor(place / perRow) * (BOX + 2)];
    pen.doc.rect(at, top, BOX, BOX).stroke();
    pen.line(value[place] ?? '', at, top + (BOX - pen.size) / 2 + 0.5, BOX, { size: pen.size, bold: true, align: 'center' });
  }
}

function drawChoices(pen: Pen, { choices }: Extract<FormItem, { choices: unknown }>, x: number, y: number, width: number): void {
  const size = pen.size - 1;
  const side = BOX * 0.62;
  const step = rowStep(pen);
  for (const { ticked, x: shift, row, lines } of placed(pen, choices, width).all) {
    const [at, top] = [x + shift, y + row * step];
    pen.doc.lineWidth(0.6).rect(at, top + 1.5, side, side).stroke();
    if (ticked) pen.doc.lineWidth(1.1).moveTo(at + 1, top + 1.5 + side / 2).lineTo(at + side * 0.42, top + side).lineTo(at + side + 1, top).stroke();
    lines.forEach((line, index) => pen.line(line, at + side + 3, top + 0.5 + index * step, width - side, { size, bold: ticked }));
  }
}
