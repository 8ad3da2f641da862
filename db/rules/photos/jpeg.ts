/** A photo without what its camera wrote beside the picture. */
export interface PlainJpeg {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** The largest file and side that are kept: a house front stays legible, a thousand of them fit on a stick. */
export const mostPhotoBytes = 400 * 1024;
export const mostPhotoSide = 1600;
/** How many photos one visit may have. */
export const mostPhotos = 8;

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;

/**
 * Reads a JPEG and drops every application block but the one that says how it is encoded: place, phone and owner stay
 * out of the store. Null for what is no whole JPEG.
 */
export function readJpeg(file: Uint8Array): PlainJpeg | null {
  if (file[0] !== 0xff || file[1] !== START) return null;
  const kept: Uint8Array[] = [file.subarray(0, 2)];
  let size: { width: number; height: number } | null = null;
  for (let at = 2; at + 4 <= file.length;) {
    const marker = file[at + 1] ?? 0;
    if (file[at] !== 0xff) return null;
    if (marker === 0xff) { at += 1; continue; }
    const length = ((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0);
    if (marker === SCAN) return size === null || !endsWell(file) ? null : { ...size, bytes: joined([...kept, file.subarray(at)]) };
    if (length < 2 || at + 2 + length > file.length) return null;
    if (isFrame(marker)) size = { height: ((file[at + 5] ?? 0) << 8) | (file[at + 6] ?? 0), width: ((file[at + 7] ?? 0) << 8) | (file[at + 8] ?? 0) };
    if (size?.width === 0 || size?.height === 0) return null;
    if (!isAside(marker)) kept.push(file.subarray(at, at + 2 + length));
    at += 2 + length;
  }
  return null;
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Exif, thumbnails, editors' notes; the colour transform (Adobe, APP14) and JFIF (APP0) are needed to draw it. */
function isAside(marker: number): boolean {
  return marker === COMMENT || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee);
}

function endsWell(file: Uint8Array): boolean {
  return file.length >= 2 && file[file.length - 2] === 0xff && file[file.length - 1] === END;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
