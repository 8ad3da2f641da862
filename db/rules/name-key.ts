/**
 * Names as people look for them. {@link plainName} is the name without titles; {@link nameKey} is a key in which the
 * usual Indonesian spellings of one name are equal (Muhammad/Mohamad/Moh/M., Siti/St., oe/u, dj/j, tj/c …).
 * Both are idempotent. Word keys are remembered: a city has 700,000 names but 30,000 words.
 */

/** Titles and honorifics, letters only; dropped wherever they stand. */
const titles = new Set(
  ('H HJ HAJI HAJJAH HAJAH KH DR DRS DRA DRG DRH IR PROF NY TN BPK IBU SDR SDRI ALM ALMH ALMARHUM ALMARHUMAH ' +
    'BIN BINTI BT BTE BINTE DG DAENG').split(' '),
);

/** Degrees, letters only; dropped after a comma, with dots (`S.Pd`), and as the last words. */
const degrees = new Set(
  ('SE SH ST SPD SPDI SPDSD SI SSI SKOM SSOS SIP SAG SP SPT SHUT SKEP SKM SFARM SSTP STP SPSI SHUM SIKOM SAK STR SST SPI ' +
    'SHI SEI MPD MPDI MSI MM MKES MH MT MKOM MHUM MAP MAK MKN MAG MSC MBA MP MA PHD AMD AMK AMKEB AMDKEB APT BA BSC ' +
    'NERS NS SPOG SPA SPB SPPD AKP CA CPA').split(' '),
);

/** Short or old forms of a given name, by the word's key. */
const shortForms: Readonly<Record<string, string>> = {
  MOH: 'MUHAMAD',
  MUH: 'MUHAMAD',
  MUHD: 'MUHAMAD',
  MOHD: 'MUHAMAD',
  MHD: 'MUHAMAD',
  MHMD: 'MUHAMAD',
  MUHMD: 'MUHAMAD',
  MUHAMED: 'MUHAMAD',
  MUHAMAT: 'MUHAMAD',
  ABD: 'ABDUL',
  ABDL: 'ABDUL',
  ABDOL: 'ABDUL',
  SIT: 'SITI',
  AHMAT: 'AHMAD',
  AKMAD: 'AHMAD',
  HODIA: 'HADIA',
  SULEMAN: 'SULAIMAN',
  AHMED: 'AHMAD',
  AHM: 'AHMAD',
};

/** Short forms that are only that at the start of a name of several words. */
const leadingForms: Readonly<Record<string, string>> = { M: 'MUHAMAD', MD: 'MUHAMAD', ST: 'SITI' };

/** Spelling rules on one word, in this order; repeated until nothing changes. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/OE|OO/g, 'U'],
  [/DZ/g, 'Z'],
  [/DJ/g, 'J'],
  [/TJ/g, 'C'],
  [/SJ|SY|SH/g, 'S'],
  [/KH/g, 'H'],
  [/^CH(?=O|U|AI)/, 'H'],
  [/^CH/, 'C'],
  [/CH/g, 'H'],
  [/([DTGBZ])H/g, '$1'],
  [/PH|[FV]/g, 'P'],
  [/Z/g, 'S'],
  [/Q/g, 'K'],
  [/X/g, 'KS'],
  [/J/g, 'Y'],
  [/AIY/g, 'AY'],
  [/AE|AY$|AY(?=[^AIUEO])/g, 'AI'],
  [/I[EY]/g, 'I'],
  [/Y$/, 'I'],
  [/Y(?=[^AIUEO])/g, 'I'],
  [/UW(?=[AIUEO])/g, 'U'],
  [/^MOHAM/, 'MUHAM'],
  [/(.)\1+/g, '$1'],
  [/(?<=..[AIUEO])H$/, ''],
];

const remembered = new Map<string, string>();
const rememberAtMost = 200_000;

/** The key of a name: words in their order, separated by single spaces. A name of titles only keeps the last of them. */
export function nameKey(name: string): string {
  const keys: string[] = [];
  for (const word of nameWords(name)) {
    const key = wordKey(word);
    if (key !== '' && !titles.has(key)) keys.push(key);
  }
  trimDegrees(keys);
  const first = keys[0];
  if (keys.length > 1 && first !== undefined) keys[0] = leadingForms[first] ?? first;
  return keys.length > 0 ? keys.join(' ') : wordKey(lastWord(name));
}

/** The name in upper case without titles, degrees, BIN/BINTI and punctuation, for comparing letter by letter. */
export function plainName(name: string): string {
  const words = nameWords(name);
  return words.length > 0 ? words.join(' ') : lastWord(name);
}

/** The key of one word that is known to be no title. */
export function wordKey(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const key = spell(word);
  if (remembered.size >= rememberAtMost) remembered.clear();
  remembered.set(word, key);
  return key;
}

function spell(word: string): string {
  let current = word;
  for (;;) {
    let next = current;
    for (const [pattern, replacement] of spellings) next = next.replace(pattern, replacement);
    next = Object.hasOwn(shortForms, next) ? (shortForms[next] ?? next) : next;
    if (next === current) return current;
    current = next;
  }
}

/** Words of a name without titles and degrees. */
function nameWords(name: string): string[] {
  const upper = foldLetters(name);
  if (plainWords.test(upper)) return trimDegrees(upper.split(' ').filter((word) => word !== '' && !titles.has(word)));
  const comma = upper.indexOf(',');
  const words = splitWords(comma < 0 ? upper : upper.slice(0, comma), false);
  if (comma >= 0) words.push(...splitWords(upper.slice(comma + 1), true));
  return trimDegrees(words);
}

function trimDegrees(words: string[]): string[] {
  while (words.length > 1 && degrees.has(words[words.length - 1] ?? '')) words.pop();
  return words;
}

const plainWords = /^[A-Z ]*$/;

function splitWords(text: string, afterComma: boolean): string[] {
  const words: string[] = [];
  for (const piece of text.split(/[\s,/()]+/)) {
    if (piece === '') continue;
    const letters = piece.replace(/[^A-Z]/g, '');
    if (letters === '' || titles.has(letters)) continue;
    if (degrees.has(letters) && (afterComma || piece.includes('.', 1) && letters !== 'ST')) continue;
    if (piece.includes('.') || piece.includes('-')) words.push(...dottedWords(piece));
    else words.push(letters);
  }
  return words;
}

/** `M.YUSUF` and `ABD.RAHMAN` are two words; titles among them go. */
function dottedWords(piece: string): string[] {
  return piece
    .split(/[.\-]+/)
    .map((part) => part.replace(/[^A-Z]/g, ''))
    .filter((part) => part !== '' && !titles.has(part));
}

function foldLetters(name: string): string {
  const upper = name.toUpperCase();
  return /[^\x20-\x7e]/.test(upper) ? upper.normalize('NFD').replace(/\p{M}/gu, '') : upper;
}

function lastWord(name: string): string {
  return foldLetters(name).replace(/[^A-Z]+/g, ' ').trim().split(' ').at(-1) ?? '';
}
