import { afterTable, cell, dxa, paragraph, row, run, tableStart, TABLE_END } from './docx-xml.ts';
import type { Block, FormItem, ImageData, Letterhead, SignaturePlace } from './model.ts';
import { pictureOf, qrPng } from './pictures.ts';

/** What the blocks of a document need of its writer. */
export interface DocxSurroundings {
  readonly width: number;
  readonly size: number;
  /** Keeps a picture and gives the XML that shows it, so many millimetres wide and high. */
  picture(bytes: Uint8Array, type: 'png' | 'jpeg', width: number, height: number, words: string): string;
  /** The number of the next numbered list. */
  nextList(): number;
}

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;
const TIGHT = { after: 0, line: 252 } as const;
const GAP_MM = 19;
const DOTS = '(.........................................)';

/** The head of the letter: logo and offices, then the double rule. */
export function letterheadXml({ offices, lines, logo }: Letterhead, around: DocxSurroundings): string {
  const words = [
    ...offices.map((office, index) => paragraph(run(office, { bold: true, size: index === offices.length - 1 ? 16 : 13 }), { align: 'center', ...TIGHT })),
    ...lines.map((line) => paragraph(run(line, { size: 9.5 }), { align: 'center', ...TIGHT })),
  ].join('');
  const picture = logo === undefined ? null : pictureOf(logo);
  const rule = paragraph('', { borders: '<w:pBdr><w:top w:val="thickThinSmallGap" w:sz="24" w:space="1" w:color="auto"/></w:pBdr>', before: 60, after: 60, line: 200 });
  if (!picture) return words + rule;
  const aside = dxa(26);
  const height = Math.min(23, (23 * picture.height) / picture.width);
  const shown = around.picture(picture.bytes, picture.type, (height * picture.width) / picture.height, height, 'Lambang');
  return `${tableStart([aside, around.width - 2 * aside, aside], { plain: true })}${row(cell(aside, paragraph(shown, { after: 0 }), { middle: true }) + cell(around.width - 2 * aside, words, { middle: true }) + cell(aside, paragraph('', { after: 0 })))}${TABLE_END}${rule}`;
}

/** A block other than a table. */
export function blockXml(block: Exclude<Block, { kind: 'table' }>, around: DocxSurroundings): string {
  switch (block.kind) {
    case 'heading': return paragraph(run(block.text, block.underline ? { underline: true } : {}), { style: block.level === 2 ? 'Heading2' : 'Heading1', ...(block.align && { align: block.align }) });
    case 'paragraph': return paragraphXml(block);
    case 'list': return listXml(block, around);
    case 'pairs': return pairsXml(block.rows, dxa(block.indent ?? 0), dxa(block.labelWidth ?? 45), around.width) + afterTable();
    case 'opening': return openingXml(block, around);
    case 'signatures': return block.rows.map((places, index) => signaturesXml(places, around, index < block.rows.length - 1)).join('');
    case 'form': return block.items.map((item) => itemXml(item, around)).join('') + afterTable();
    case 'image': return imageXml(block, around);
    case 'qr': return pictured(around.picture(qrPng(block.text), 'png', block.size, block.size, 'Kode QR'), block);
    case 'spacer': return paragraph('', { before: 0, after: 0, line: Math.max(20, Math.round((block.height / 4.4) * 240)) });
    case 'pageBreak': return paragraph('<w:r><w:br w:type="page"/></w:r>', { after: 0 });
  }
}

function paragraphXml({ text, align, bold, size, indent, firstLine, keep }: Of<'paragraph'>): string {
  return text.split('\n').map((part, index, all) => paragraph(run(part, { ...(bold && { bold }), ...(size !== undefined && { size }) }), {
    ...(align && { align }), ...(indent && { left: dxa(indent) }), ...(firstLine && { firstLine: dxa(firstLine) }), ...(keep && { keepNext: true }), ...(index < all.length - 1 && { after: 0 }),
  })).join('');
}

function listXml({ items, numbered, indent = 0 }: Of<'list'>, around: DocxSurroundings): string {
  const list = numbered ? around.nextList() : 1;
  return items.map((item) => paragraph(run(item), { numbering: `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`, after: 40, left: dxa(indent) + 397, hanging: 397 })).join('');
}

function pairsXml(rows: Of<'pairs'>['rows'], indent: number, label: number, width: number): string {
  const widths = [label, 200, width - indent - label - 200];
  const line = ([name, value]: readonly [string, string]): string => row([name, name === '' ? '' : ':', value].map((text, place) => cell(widths[place] ?? 0, paragraph(text === '' ? '' : run(text), TIGHT))).join(''));
  return rows.length === 0 ? '' : `${tableStart(widths, { plain: true, indent })}${rows.map(line).join('')}${TABLE_END}`;
}

function openingXml({ pairs, right }: Of<'opening'>, around: DocxSurroundings): string {
  const left = Math.floor(around.width * 0.58);
  const gap = dxa(6);
  const inner = pairs.map(([label, value]) => paragraph(run(`${label}\t: ${value}`), { ...TIGHT, tabs: `<w:tabs><w:tab w:val="left" w:pos="${dxa(20)}"/></w:tabs>`, left: dxa(23), hanging: dxa(23) })).join('');
  const outer = right.map((text) => paragraph(text === '' ? '' : run(text), TIGHT)).join('');
  const widths = [left, gap, around.width - left - gap];
  return `${tableStart(widths, { plain: true })}${row(cell(left, inner === '' ? paragraph('') : inner) + cell(gap, paragraph('', TIGHT)) + cell(widths[2] ?? 0, outer === '' ? paragraph('') : outer))}${TABLE_END}${paragraph('', { after: 0 })}`;
}

/** One row of places to sign; `more`: another follows, and all of them stay on one page. */
function signaturesXml(places: readonly SignaturePlace[], around: DocxSurroundings, more: boolean): string {
  const width = Math.floor(around.width / Math.max(1, places.length));
  const words = (text: string, style: Parameters<typeof run>[1] = {}): string => paragraph(text === '' ? '' : run(text, style), { ...TIGHT, align: 'center', keepNext: true });
  const parted = places.map((place) => {
    if (place === null) return { head: '', below: paragraph('', TIGHT) };
    if ('qr' in place) {
      const side = place.size ?? 24;
      return { head: '', below: paragraph(around.picture(qrPng(place.qr), 'png', side, side, 'Kode QR'), { ...TIGHT, align: 'center' }) + place.caption.map((text) => words(text, { size: around.size - 2.5 })).join('') };
    }
    const gap = place.stamp === undefined ? '' : words(place.stamp, { size: 7.5, color: '777777' });
    const room = paragraph('', { before: dxa(place.stamp === undefined ? GAP_MM - 4 : GAP_MM / 2 - 4), after: 0, line: 240, keepNext: true });
    return { head: [...(place.before ?? []), ...place.as].map((text) => words(text)).join(''), below: (gap === '' ? room : room + gap + room) + words(place.name ?? DOTS, place.name === null ? {} : { bold: true, underline: true }) + (place.after ?? []).map((text) => words(text)).join('') };
  });
  // Two rows, so that the names of neighbours stand on one line.
  const line = (pick: 'head' | 'below'): string => row(parted.map((one) => cell(width, one[pick] === '' ? paragraph('', { ...TIGHT, keepNext: true }) : one[pick])).join(''));
  return `${tableStart(parted.map(() => width), { plain: true })}${line('head')}${line('below')}${TABLE_END}${afterTable(more)}`;
}

function itemXml(item: FormItem, around: DocxSurroundings): string {
  if ('section' in item) return paragraph(run(item.section, { bold: true }), { before: 80, after: 40, keepNext: true, borders: '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>' });
  const size = around.size - 1;
  const label = Math.floor(around.width * 0.38);
  if ('boxes' in item) {
    const box = dxa(5);
    const perRow = Math.max(1, Math.floor((around.width - label) / box));
    const count = Math.min(item.boxes, perRow);
    const none = '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:bottom w:val="nil"/></w:tcBorders>';
    const line = (from: number): string => row(cell(label, paragraph(from === 0 ? run(item.label, { size }) : '', TIGHT), { borders: none }) + Array.from({ length: count }, (_, place) => cell(box, paragraph(run(item.value?.[from + place] ?? '', { size, bold: true }), { ...TIGHT, align: 'center' }))).join(''), { height: box });
    const lines = Array.from({ length: Math.ceil(item.boxes / perRow) }, (_, at) => line(at * perRow)).join('');
    return `${tableStart([label, ...Array.from({ length: count }, () => box)])}${lines}${TABLE_END}${afterTable()}`;
  }
  const words = 'choices' in item ? item.choices.map(({ code, label: name, ticked }) => `${ticked ? '☑' : '☐'} ${code === '' ? '' : `${code}. `}${name}`).join('   ') : (item.value ?? '');
  const rest = around.width - label;
  const dotted = '<w:tcBorders><w:bottom w:val="dotted" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders>';
  return `${tableStart([label, rest], { plain: true })}${row(cell(label, paragraph(run(item.label, { size }), TIGHT)) + cell(rest, paragraph(words === '' ? '' : run(words, { size, bold: !('choices' in item) }), TIGHT), 'choices' in item ? {} : { borders: dotted }))}${TABLE_END}${afterTable()}`;
}

function imageXml(block: Of<'image'>, around: DocxSurroundings): string {
  const picture = pictureOf(block.data);
  return picture ? pictured(around.picture(picture.bytes, picture.type, block.width, (block.width * picture.height) / picture.width, block.caption ?? 'Gambar'), block) : '';
}

function pictured(shown: string, { align, caption }: { readonly align?: Of<'image'>['align']; readonly caption?: ImageData }): string {
  const aligned = align === undefined ? {} : { align };
  return paragraph(shown, { after: 40, ...aligned }) + (caption === undefined ? '' : paragraph(run(caption, { size: 9 }), aligned));
}
