import { createReadStream } from 'node:fs';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Two-byte encodings told by the first bytes: a mark, or every second byte 0 as in plain letters. */
export function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(head.length, 4096) >> 1;
  let [even, odd] = [0, 0];
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  if (pairs >= 2 && odd * 2 > pairs && even * 10 < pairs) return 'utf-16le';
  if (pairs >= 2 && even * 2 > pairs && odd * 10 < pairs) return 'utf-16be';
  return null;
}

/** How a text file is encoded: read once as a whole, since one letter that UTF-8 does not have tells it is not UTF-8. */
export async function textEncoding(path: string): Promise<TextEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    let first = true;
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const wide = first ? wideEncoding(chunk as Buffer) : null;
      if (wide) return wide;
      first = false;
      decoder.decode(chunk as Buffer, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

/** The text of a file piece by piece; the mark at its start is taken off. */
export async function* decodedText(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}
