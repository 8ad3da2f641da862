import { SaxesParser } from 'saxes';
import { readZip } from './zip-file.ts';

/** A `.docx` as it is read back. */
export interface DocxRead {
  /** Its parts by name. */
  readonly parts: ReadonlyMap<string, Buffer>;
  /** The text of its paragraphs, in order. */
  readonly paragraphs: readonly string[];
  /** Tables: rows of cells of text. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** Whatever Word would stumble over: properties out of the order of the schema, relations that lead nowhere. */
  readonly faults: readonly string[];
}

/** The order that the schema wants inside properties; Word calls a file damaged that has another. */
const orders: Readonly<Record<string, readonly string[]>> = {
  'w:pPr': ['w:pStyle', 'w:keepNext', 'w:keepLines', 'w:pageBreakBefore', 'w:numPr', 'w:pBdr', 'w:shd', 'w:tabs', 'w:spacing', 'w:ind', 'w:jc', 'w:outlineLvl', 'w:rPr'],
  'w:rPr': ['w:rFonts', 'w:b', 'w:i', 'w:color', 'w:sz', 'w:szCs', 'w:u', 'w:lang'],
  'w:tblPr': ['w:tblStyle', 'w:tblW', 'w:jc', 'w:tblInd', 'w:tblBorders', 'w:tblLayout', 'w:tblCellMar'],
  'w:tcPr': ['w:tcW', 'w:gridSpan', 'w:vMerge', 'w:tcBorders', 'w:shd', 'w:vAlign'],
  'w:tcBorders': ['w:top', 'w:left', 'w:bottom', 'w:right'],
  'w:tblBorders': ['w:top', 'w:left', 'w:bottom', 'w:right', 'w:insideH', 'w:insideV'],
  'w:sectPr': ['w:headerReference', 'w:footerReference', 'w:pgSz', 'w:pgMar', 'w:titlePg'],
  'w:tbl': ['w:tblPr', 'w:tblGrid', 'w:tr'],
};

/** Reads a `.docx` and checks what Word checks. */
export function readDocx(bytes: Uint8Array): DocxRead {
  const parts = readZip(Buffer.from(bytes));
  const faults: string[] = [];
  const document = parts.get('word/document.xml')?.toString('utf8') ?? '';
  for (const [name, content] of parts) if (/\.(xml|rels)$/.test(name)) checkOrder(name, content.toString('utf8'), faults);
  const relations = parts.get('word/_rels/document.xml.rels')?.toString('utf8') ?? '';
  for (const [, target = ''] of relations.matchAll(/Target="([^"]+)"/g)) if (!parts.has(`word/${target}`)) faults.push(`nothing at ${target}`);
  for (const [, id = ''] of document.matchAll(/r:(?:embed|id)="([^"]+)"/g)) if (!relations.includes(`Id="${id}"`)) faults.push(`no relation ${id}`);
  const types = parts.get('[Content_Types].xml')?.toString('utf8') ?? '';
  for (const [, name = ''] of types.matchAll(/PartName="\/([^"]+)"/g)) if (!parts.has(name)) faults.push(`no part ${name}`);
  for (const row of document.matchAll(/<w:tc>.*?<\/w:tc>/gs)) if (!row[0].endsWith('</w:p></w:tc>')) faults.push('a cell that does not end with a paragraph');
  const textOf = (xml: string): string => [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>|<w:(tab|br)\/>/g)].map(([, text, gap]) => (gap === undefined ? unescaped(text ?? '') : ' ')).join('');
  return {
    parts, faults,
    paragraphs: [...document.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([xml]) => textOf(xml)).filter((text) => text !== ''),
    tables: [...document.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => [...table.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => textOf(cell)))),
  };
}

function checkOrder(part: string, xml: string, faults: string[]): void {
  const parser = new SaxesParser({});
  const open: { name: string; at: number }[] = [];
  parser.on('error', (error) => faults.push(`${part}: ${error.message}`));
  parser.on('opentag', ({ name }) => {
    const parent = open.at(-1);
    const order = parent && orders[parent.name];
    if (parent && order) {
      const at = order.indexOf(name);
      if (at < parent.at) faults.push(`${part}: ${name} in ${parent.name}`);
      parent.at = at;
    }
    open.push({ name, at: 0 });
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
}

function unescaped(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
}
