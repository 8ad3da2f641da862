/** A bit for each letter that a text has, whatever its case; other characters share the bits of letters. */
export function letterMask(text: string): number {
  let mask = 0;
  for (let at = 0; at < text.length; at += 1) mask |= 1 << ((text.charCodeAt(at) - 65) & 31);
  return mask;
}

/** How many bits of a 32-bit number are set. */
export function bitCount(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
