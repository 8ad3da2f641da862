import { randomBytes } from 'node:crypto';
import { fingerprintWords } from '../handoff/fingerprint-words.ts';

const WORDS = 5;

/** A passphrase for an office of made-up data: five words drawn at random (40 bits), easy to copy from the screen, and another one each time. */
export function practicePassphrase(): string {
  return [...randomBytes(WORDS)].map((byte) => fingerprintWords[byte] ?? '').join(' ');
}
