import { fail } from '../../rules/failure.ts';
import { decodeXmlText, unescapeExcel } from './xml-text.ts';
import { walkXml } from './xml-walk.ts';

/** The text of a shared string by its number; undefined for a number that the file does not have. */
export type SharedStrings = (index: number) => string | undefined;

const CACHE = 8192;
/** Excel holds no longer text in a cell (its own specification). A file that repeats a longer one is made to fill a disk. */
const LONGEST = 32_767;

/**
 * Shared strings, decoded when asked for: the part stays as bytes, with the place of each string. Labels repeat, so a
 * small cache by number saves most of the decoding; names and numbers do not, so it stays small. Error: FILE_BROKEN for
 * a text longer than a cell can hold.
 */
export function readSharedStrings(content: Buffer): SharedStrings {
  if (isUnusual(content)) return walkedStrings(content);
  const places = placesOf(content);
  const cached: string[] = new Array<string>(CACHE);
  const cachedFor = new Int32Array(CACHE).fill(-1);
  return (index) => {
    if (!(index >= 0 && index * 2 < places.length)) return undefined;
    const slot = index & (CACHE - 1);
    if (cachedFor[slot] === index) return cached[slot];
    const text = itemText(content.toString('latin1', places[index * 2], places[index * 2 + 1]));
    cached[slot] = text;
    cachedFor[slot] = index;
    return text;
  };
}

function fitting(text: string): string {
  return text.length > LONGEST ? fail('FILE_BROKEN', { detail: 'sharedStrings' }) : text;
}

/** Prefixed names, comments, CDATA or another encoding: rare, and left to the full parser. */
function isUnusual(content: Buffer): boolean {
  const head = content.toString('latin1', 0, 1024);
  return !/<sst[\s>/]/.test(head) || content.includes('<!') || /encoding=["'](?!utf-8)/i.test(head);
}

function placesOf(content: Buffer): Uint32Array {
  let places = new Uint32Array(1 << 14);
  let used = 0;
  for (let at = content.indexOf('<si'); at >= 0; at = content.indexOf('<si', at)) {
    const open = content.indexOf('>', at);
    const end = content[open - 1] === 0x2f ? open + 1 : content.indexOf('</si>', open);
    if (open < 0 || end < 0) break;
    if (used + 2 > places.length) {
      const larger = new Uint32Array(places.length * 2);
      larger.set(places);
      places = larger;
    }
    places[used] = open + 1;
    places[used + 1] = end;
    used += 2;
    at = end;
  }
  return places.subarray(0, used);
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
