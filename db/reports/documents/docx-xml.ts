import type { Align } from './model.ts';

/** Words of WordprocessingML; measures are twentieths of a point (dxa). */
const DXA = 1440 / 25.4;

export function dxa(millimetres: number): number {
  return Math.round(millimetres * DXA);
}

/** Text inside an element; what XML cannot hold is left out. */
export function escaped(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

export interface RunStyle { readonly bold?: boolean; readonly size?: number; readonly underline?: boolean; readonly color?: string }

/** A run of text; line ends become breaks, tabs tabs. */
export function run(text: string, { bold, size, underline, color }: RunStyle = {}): string {
  const style = `${bold ? '<w:b/>' : ''}${color === undefined ? '' : `<w:color w:val="${color}"/>`}${size === undefined ? '' : `<w:sz w:val="${Math.round(size * 2)}"/><w:szCs w:val="${Math.round(size * 2)}"/>`}${underline ? '<w:u w:val="single"/>' : ''}`;
  const words = text.split('\n').map((line) => line.split('\t').map((part) => `<w:t xml:space="preserve">${escaped(part)}</w:t>`).join('<w:tab/>')).join('<w:br/>');
  return `<w:r>${style === '' ? '' : `<w:rPr>${style}</w:rPr>`}${words}</w:r>`;
}

export interface ParagraphStyle {
  readonly align?: Align | undefined;
  readonly keepNext?: boolean | undefined;
  readonly pageBreak?: boolean;
  readonly style?: string;
  readonly numbering?: string;
  readonly left?: number;
  readonly hanging?: number;
  readonly firstLine?: number;
  readonly tabs?: string;
  readonly borders?: string;
  /** Twentieths of a point before and after, and the distance of lines (240 is single). */
  readonly before?: number;
  readonly after?: number;
  readonly line?: number;
}

const alignments = { left: 'left', center: 'center', right: 'right', justify: 'both' } as const;

/** A paragraph around runs; the order of its properties is the one that the schema wants. */
export function paragraph(runs: string, style: ParagraphStyle = {}): string {
  const { align, keepNext, pageBreak, left, hanging, firstLine, tabs, borders, before, after, line } = style;
  const spacing = before === undefined && after === undefined && line === undefined ? '' : `<w:spacing${before === undefined ? '' : ` w:before="${before}"`}${after === undefined ? '' : ` w:after="${after}"`}${line === undefined ? '' : ` w:line="${line}" w:lineRule="auto"`}/>`;
  const indent = left === undefined && hanging === undefined && firstLine === undefined ? '' : `<w:ind${left === undefined ? '' : ` w:left="${left}"`}${hanging === undefined ? '' : ` w:hanging="${hanging}"`}${firstLine === undefined ? '' : ` w:firstLine="${firstLine}"`}/>`;
  const named = style.style === undefined ? '' : `<w:pStyle w:val="${style.style}"/>`;
  const properties = `${named}${keepNext ? '<w:keepNext/>' : ''}${pageBreak ? '<w:pageBreakBefore/>' : ''}${style.numbering ?? ''}${borders ?? ''}${tabs ?? ''}${spacing}${indent}${align === undefined ? '' : `<w:jc w:val="${alignments[align]}"/>`}`;
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

export interface CellStyle { readonly span?: number; readonly merge?: 'restart' | 'continue'; readonly fill?: string; readonly middle?: boolean; readonly borders?: string }

/** A cell around paragraphs. */
export function cell(width: number, content: string, { span, merge, fill, middle, borders }: CellStyle = {}): string {
  const merged = merge === undefined ? '' : `<w:vMerge${merge === 'restart' ? ' w:val="restart"' : ''}/>`;
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span === undefined || span === 1 ? '' : `<w:gridSpan w:val="${span}"/>`}${merged}${borders ?? ''}${fill === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`}${middle ? '<w:vAlign w:val="center"/>' : ''}</w:tcPr>${content}</w:tc>`;
}

/** A row that is never parted between pages. */
export function row(cells: string, { header, height, exact }: { header?: boolean; height?: number; exact?: boolean } = {}): string {
  const tall = height === undefined ? '' : `<w:trHeight w:val="${height}" w:hRule="${exact ? 'exact' : 'atLeast'}"/>`;
  return `<w:tr><w:trPr><w:cantSplit/>${tall}${header ? '<w:tblHeader/>' : ''}</w:trPr>${cells}</w:tr>`;
}

/** Everything of a table before its first row. */
export function tableStart(widths: readonly number[], { plain, indent = 0, pad = 0 }: { plain?: boolean | undefined; indent?: number; pad?: number } = {}): string {
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="${plain ? 'none' : 'single'}" w:sz="${plain ? 0 : 4}" w:space="0" w:color="auto"/>`).join('');
  const total = widths.reduce((sum, width) => sum + width, 0);
  return `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/><w:tblInd w:w="${indent}" w:type="dxa"/><w:tblBorders>${sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>${pad === 0 ? '' : `<w:top w:w="${pad}" w:type="dxa"/>`}<w:left w:w="${plain ? 0 : 60}" w:type="dxa"/>${pad === 0 ? '' : `<w:bottom w:w="${pad}" w:type="dxa"/>`}<w:right w:w="${plain ? 40 : 60}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`;
}

export const TABLE_END = '</w:tbl>';
/** Two tables need a paragraph between them, or Word makes one of them; `kept`: it and what follows stay on one page with the table's last row. */
export function afterTable(kept = false): string {
  return `<w:p><w:pPr>${kept ? '<w:keepNext/>' : ''}<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>`;
}
