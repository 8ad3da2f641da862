import { fail } from '../../rules/failure.ts';
import { decodeXmlText, isPlainByte, latin1, unescapeExcel } from './xml-text.ts';
import { walkXml } from './xml-walk.ts';

/** The text of a shared string by its number; undefined for a number that the file does not have. */
export type SharedStrings = (index: number) => string | undefined;

/** Excel holds no longer text in a cell (its own specification). A file that repeats a longer one is made to fill a disk. */
export const LONGEST_TEXT = 32_767;

/**
 * Shared strings, decoded when asked for: the part stays as bytes, with the place of each string. Labels repeat,
 * so who asks keeps the latest. Error: FILE_BROKEN for
 * a text longer than a cell can hold.
 */
export function readSharedStrings(content: Buffer): SharedStrings {
  if (isUnusual(content)) return walkedStrings(content);
  const places = placesOf(content);
  return (index) => {
    if (!(index >= 0 && index * 2 < places.length)) return undefined;
    const [from = 0, until = 0] = [places[index * 2], places[index * 2 + 1]];
    return plainItem(content, from, until) ?? itemText(latin1(content, from, until));
  };
}

function fitting(text: string): string {
  return text.length > LONGEST_TEXT ? fail('FILE_BROKEN', { detail: 'sharedStrings' }) : text;
}

/** Prefixed names, comments, CDATA or another encoding: rare, and left to the full parser. */
function isUnusual(content: Buffer): boolean {
  const head = content.toString('latin1', 0, 1024);
  return !/<sst[\s>/]/.test(head) || content.includes('<!') || /encoding=["'](?!utf-8)/i.test(head);
}

/** A text in the plainest form, `<t>…</t>` of ASCII: nearly every one. Null for any other. */
function plainItem(content: Buffer, from: number, until: number): string | null {
  if (content[from] !== LESS || content[from + 1] !== 116 || content[from + 2] !== MORE || until - from - 7 > LONGEST_TEXT) return null;
  let at = from + 3;
  let code = content[at] ?? 0;
  while (isPlainByte(code) && code !== LESS) code = content[(at += 1)] ?? 0;
  const ends = at + 4 === until && code === LESS && content[at + 1] === SLASH && content[at + 2] === 116 && content[at + 3] === MORE;
  return ends ? latin1(content, from + 3, at) : null;
}

const LESS = 60;
const MORE = 62;
const SLASH = 47;

/** Where each `<si>` has its content, from and until; read byte by byte, because there are as many as texts. */
function placesOf(content: Buffer): Uint32Array {
  let places = new Uint32Array(1 << 14);
  let used = 0;
  const last = content.length - 4;
  for (let at = 0; at < last; at += 1) {
    if (content[at] !== LESS || content[at + 1] !== 115 || content[at + 2] !== 105) continue;
    const open = content.indexOf(MORE, at);
    const end = content[open - 1] === SLASH ? open + 1 : endOfItem(content, open);
    if (open < 0 || end < 0) break;
    if (used + 2 > places.length) {
      const larger = new Uint32Array(places.length * 2);
      larger.set(places);
      places = larger;
    }
    places[used] = open + 1;
    places[used + 1] = end;
    used += 2;
    at = end - 1;
  }
  return places.subarray(0, used);
}

/** Where `</si>` stands, or -1. */
function endOfItem(content: Buffer, from: number): number {
  for (let at = from; at < content.length; at += 1) {
    if (content[at] === LESS && content[at + 1] === SLASH && content[at + 2] === 115 && content[at + 3] === 105 && content[at + 4] === MORE) return at;
  }
  return -1;
}

/** The text of one `<si>` or `<is>`: its `<t>` or, where parts are formatted, all of them; never the reading aid (`<rPh>`). */
export function itemText(xml: string): string {
  if (xml.startsWith('<t>') && xml.endsWith('</t>') && xml.indexOf('<', 3) === xml.length - 4) return fitting(decodeXmlText(xml.slice(3, -4)));
  const bare = xml.includes('<rPh') ? xml.replace(/<rPh[\s>][\s\S]*?<\/rPh>/g, '') : xml;
  let text = '';
  for (const match of bare.matchAll(/<t(?:\s[^>]*)?(?:\/>|>([^<]*)<\/t>)/g)) text += decodeXmlText(match[1] ?? '');
  return fitting(text);
}

function walkedStrings(content: Buffer): SharedStrings {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let aside = 0;
  walkXml(content, {
    open(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') aside += 1;
      inText = name === 't' && aside === 0;
    },
    text: (text) => void (inText && (current += text)),
    close(name) {
      if (name === 'si') strings.push(fitting(unescapeExcel(current)));
      if (name === 'rPh') aside -= 1;
      if (name === 't') inText = false;
    },
  });
  return (index) => strings[index];
}
