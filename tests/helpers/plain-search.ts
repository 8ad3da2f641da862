import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** What a compressed stream begins with, where it is in the bytes that follow, and how it is read. */
const packings = [
  { mark: Buffer.from('PK\x03\x04', 'latin1'), skip: (bytes: Buffer, at: number) => 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28), unpack: inflateRawSync },
  { mark: Buffer.from([0x1f, 0x8b, 0x08]), skip: () => 0, unpack: gunzipSync },
  ...[0x01, 0x5e, 0x9c, 0xda].map((level) => ({ mark: Buffer.from([0x78, level]), skip: () => 0, unpack: inflateSync })),
];
/** So much of a stream is looked into. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Files, also those below folders, in which one of the texts can be read: in bytes of one or of two per letter, in either
 * case, as bytes, and inside what is compressed (zip, gzip, zlib).
 */
export function readableIn(places: readonly string[], texts: readonly (string | Uint8Array)[]): string[] {
  const wanted = texts.flatMap((text) => (typeof text === 'string' ? [text, text.toLowerCase()].flatMap((one) => [Buffer.from(one, 'utf8'), Buffer.from(one, 'utf16le')]) : [Buffer.from(text)]));
  const found = (bytes: Buffer): boolean => wanted.some((text) => bytes.includes(text));
  return places.flatMap(filesOf).filter((file) => {
    const bytes = readFileSync(file);
    if (found(bytes)) return true;
    for (const unpacked of unpackedOf(bytes)) if (found(unpacked)) return true;
    return false;
  });
}

function filesOf(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

function* unpackedOf(bytes: Buffer): Generator<Buffer> {
  for (const { mark, skip, unpack } of packings) {
    for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
      try {
        yield unpack(bytes.subarray(at + skip(bytes, at)), { maxOutputLength: MOST_BYTES });
      } catch {
        // Two bytes by chance, or a stream that ends too early.
      }
    }
  }
}
