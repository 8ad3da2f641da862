import { randomBytes } from 'node:crypto';
import { printedCode } from '../rules/printed-code.ts';

const GROUPS = 5;
const GROUP_LENGTH = 5;
const BITS_PER_LETTER = 5;

/** A new recovery code: 125 random bits as five groups of five letters and digits that are hard to confuse. */
export function newRecoveryCode(): string {
  const letters = GROUPS * GROUP_LENGTH;
  return printedCode(randomBytes(Math.ceil((letters * BITS_PER_LETTER) / 8))).slice(0, letters + GROUPS - 1);
}
