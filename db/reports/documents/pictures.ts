import { crc32, deflateSync } from 'node:zlib';
import { create } from 'qrcode';
import type { ImageData } from './model.ts';

/** The squares of a QR code: how many a side, and which are dark. */
export interface QrSquares {
  readonly side: number;
  dark(row: number, column: number): boolean;
}

/** A text as the squares of a QR code that may lose a sixth of them. */
export function qrSquares(text: string): QrSquares {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  return { side: modules.size, dark: (row, column) => modules.get(row, column) !== 0 };
}

/** Pixels of a square, and white squares around the code. */
const SQUARE = 8;
const QUIET = 2;

/** A QR code as PNG, for writers that cannot draw. */
export function qrPng(text: string): Uint8Array {
  const { side, dark } = qrSquares(text);
  const width = (side + 2 * QUIET) * SQUARE;
  const stride = Math.ceil(width / 8) + 1;
  const pixels = Buffer.alloc(stride * width, 0xff);
  for (let y = 0; y < width; y += 1) {
    pixels[y * stride] = 0;
    for (let x = 0; x < width; x += 1) {
      const [row, column] = [Math.floor(y / SQUARE) - QUIET, Math.floor(x / SQUARE) - QUIET];
      if (row < 0 || column < 0 || row >= side || column >= side || !dark(row, column)) continue;
      const place = y * stride + 1 + (x >> 3);
      pixels[place] = (pixels[place] ?? 0) & ~(0x80 >> (x & 7));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(width, 4);
  // One bit of grey.
  head[8] = 1;
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, body: Buffer): Buffer {
  const whole = Buffer.alloc(body.length + 12);
  whole.writeUInt32BE(body.length, 0);
  whole.write(name, 4, 'latin1');
  body.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, body.length + 8)), body.length + 8);
  return whole;
}

export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
}

/** A picture with its measures, or null where the bytes are neither PNG nor JPEG. */
export function pictureOf(data: ImageData): Picture | null {
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) return { bytes, type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    // The start of a frame; C4, C8 and CC are tables.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return { bytes, type: 'jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
  }
  return null;
}
