/** The first twelve digits of a SHA-256 in fours, short enough to read over the phone: the same on every screen and on paper. */
export function shortHash(sha256: string): string {
  return sha256.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ');
}
