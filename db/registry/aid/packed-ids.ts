/** Bytes of an id. */
export const ID = 16;
/** What stands where there is no id. */
const NONE = 32;

/** Where the two digits of each byte stand in the text. */
const digitsAt = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const hexDigits = Buffer.from('0123456789abcdef', 'latin1');
const text = Buffer.from('--------------------------------------', 'latin1').subarray(0, 36);

/** The id in a row as text: put together in one go, since many are asked for and the pieces would be garbage. */
export function idAt(bytes: Uint8Array, at: number): string {
  for (let place = 0; place < ID; place += 1) {
    const byte = bytes[at + place] ?? 0;
    const digit = digitsAt[place] ?? 0;
    text[digit] = hexDigits[byte >> 4] ?? 0;
    text[digit + 1] = hexDigits[byte & 15] ?? 0;
  }
  return text.toString('latin1');
}

/** Whether no id stands there. An id of ours is never all blanks. */
export function isNoId(bytes: Uint8Array, at: number): boolean {
  for (let place = at + ID - 1; place >= at; place -= 1) if (bytes[place] !== NONE) return false;
  return true;
}

const ours = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id as bytes; null for one that is none of ours. */
export function idBytes(uid: string): Buffer | null {
  return ours.test(uid) ? Buffer.from(uid.replaceAll('-', ''), 'hex') : null;
}

/** Whether two places hold the same id. They differ at the end sooner than at the beginning: ids begin with the time. */
export function isSameId(bytes: Uint8Array, at: number, others: Uint8Array, other: number): boolean {
  for (let place = ID - 1; place >= 0; place -= 1) if (bytes[at + place] !== others[other + place]) return false;
  return true;
}

/** Which of two ids comes first, as their texts do: below 0, 0, above 0. */
export function compareIds(bytes: Uint8Array, at: number, others: Uint8Array, other: number): number {
  for (let place = 0; place < ID; place += 1) {
    const difference = (bytes[at + place] ?? 0) - (others[other + place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
