import { createHash } from 'node:crypto';

/** SHA-256 of a text or bytes, hex. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of texts that come one after the other, hex. */
export function textHash(): { add(text: string): void; hex(): string } {
  const hash = createHash('sha256');
  return { add: (text) => void hash.update(text), hex: () => hash.digest('hex') };
}
