const seed = 0x811c9dc5 | 0;
const prime = 0x01000193;

/** A hash of the letters and digits of a text; 0 without any. */
export function hashText(text: string | null): number {
  if (text === null) return 0;
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code >= 97 && code <= 122) code -= 32;
    if (code > 64 && code < 91 || code > 46 && code < 58) hash = Math.imul(hash ^ code, prime);
  }
  return hash === seed ? 0 : hash | 1;
}
