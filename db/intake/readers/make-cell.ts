import { fail } from '../../rules/failure.ts';
import type { Cell, CellType } from './cell.ts';
import { plainNumberText } from './cell.ts';
import { itemText } from './shared-strings.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { CellStyles } from './styles.ts';
import { decodeXmlText } from './xml-text.ts';

export interface SheetContext {
  readonly strings: SharedStrings;
  readonly styles: CellStyles;
}

/** What the scanner throws, before yielding from that chunk, when the XML is of a kind that it leaves to the full parser. */
export const unusualXml = Symbol('unusual XML');

/** A text that the file does not have is a damaged file, not an empty cell. */
export function sharedCell(index: number, context: SheetContext): Cell | null {
  const text = context.strings(index) ?? fail('FILE_BROKEN', { detail: `sharedStrings ${index}` });
  return text === '' ? null : { type: 'text', text, formula: false };
}

/** A cell from the XML between its tags, in whatever form. Throws {@link unusualXml}. */
export function cellOf(type: string, style: number, content: string, context: SheetContext): Cell | null {
  if (content.includes('<!')) throw unusualXml;
  if (type === 'inlineStr') return makeCell('inlineStr', style, itemText(inside(content, 'is')), content.includes('<f'), context);
  const plain = content.startsWith('<v>') && content.endsWith('</v>') && content.indexOf('<', 3) === content.length - 4;
  const raw = plain ? content.slice(3, -4) : inside(content, 'v');
  return makeCell(type, style, decodeXmlText(raw), !plain && content.includes('<f'), context);
}

/** A cell of its parts as the file gives them; null where that says nothing. Used by both readers. */
export function makeCell(type: string, style: number, text: string, formula: boolean, context: SheetContext): Cell | null {
  if (text === '') return null;
  if (type === 'inlineStr' || type === 'str') return { type: 'text', text, formula };
  const bare = text.trim();
  if (type === 's') {
    const shared = sharedCell(/^\d+$/.test(bare) ? Number(bare) : -1, context);
    return shared && { ...shared, formula };
  }
  if (type === 'b') return { type: 'boolean', text: bare, formula };
  if (type === 'e') return { type: 'error', text: bare, formula };
  if (type === 'd') return { type: 'text', text: bare, formula };
  const kind: CellType = context.styles.isDate(style) ? 'date' : 'number';
  return { type: kind, text: plainNumberText(bare), formula };
}

/** What stands inside the first element of that name; empty when there is none. */
function inside(content: string, name: string): string {
  const match = new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>([\\s\\S]*?)</${name}>)`).exec(content);
  return match?.[1] ?? '';
}
