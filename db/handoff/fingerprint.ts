import { fail } from '../rules/failure.ts';
import { fingerprintWords } from './fingerprint-words.ts';

/** Ten words of eight bits each: 80 bits, too many to forge a card that reads alike. */
const WORDS = 10;

/** The fingerprint of a hash as ten words with hyphens, to be read over the phone. */
export function fingerprintOf(hash: Uint8Array): string {
  return [...hash.subarray(0, WORDS)].map((byte) => fingerprintWords[byte] ?? '').join('-');
}

/** Whether what was typed or heard is this fingerprint: capitals, spaces, hyphens, commas and numbering do not matter. */
export function sameFingerprint(typed: string, fingerprint: string): boolean {
  const plain = (text: string): string => (text.toLowerCase().match(/[a-z]+/g) ?? []).join('-');
  return plain(typed) === plain(fingerprint);
}

/** Refuses a typed fingerprint that is not the card's. Error: FINGERPRINT_DIFFERS. */
export function requireFingerprint(typed: string, fingerprint: string, name: string): void {
  if (!sameFingerprint(typed, fingerprint)) fail('FINGERPRINT_DIFFERS', { name });
}
