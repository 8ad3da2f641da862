import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';
import type { ZlibOptions } from 'node:zlib';
import type { FrameStore } from './frame-store.ts';
import { runningHash } from './seal.ts';

/**
 * The payload inside the seal: frames, each a 4-byte big-endian length and that many bytes of gzip. The first frame is
 * the opening, the last one the manifest, those between are blocks of at most {@link BLOCK_ROWS} rows in columns.
 */
export const BLOCK_ROWS = 2000;
const MAX_FRAME_BYTES = 32 * 1024 * 1024;
/** A payload that is no more than this inflated, which a report of changes is, is applied as it was parsed to be checked. */
const PARSED_BYTES = 4 * 1024 * 1024;
/** What one frame may inflate to: a bomb is refused before it fills the memory. */
const MAX_PLAIN_BYTES = 256 * 1024 * 1024;
const MAX_FILE_NAME = 60;
const GZIP_LEVEL = 6;
/** Ids and counters, which are most of a report of changes, pack a twentieth smaller for a third more time. */
const CHANGES_LEVEL = 7;
/** Deflate, no name, no comment, no time: what a gzip's head may say is not left to the writer. */
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
/** Checksum and size behind the deflated bytes, and two bytes of the head that say how and where it was packed. */
const GZIP_TAIL_BYTES = 10;

/** A column holds one value a row; a column of which every value is null is left out. */
export interface Block {
  readonly file: string;
  readonly rows: number;
  readonly columns: Readonly<Record<string, readonly unknown[]>>;
}

export interface ManifestFile {
  readonly name: string;
  readonly rows: number;
  /** Size and SHA-256 of the file's blocks, inflated, one after the other. */
  readonly bytes: number;
  readonly sha256: string;
}

/** Turns an opening and blocks into frames and adds the manifest. A block is packed while the next one is read. */
export async function* encodeFrames(opening: unknown, blocks: AsyncIterable<Block> | Iterable<Block>): AsyncGenerator<Buffer> {
  const tally = makeTally();
  let packing = frame(Buffer.from(JSON.stringify(opening)));
  for await (const block of blocks) {
    const plain = Buffer.from(JSON.stringify(block));
    tally.add(block, plain);
    const next = frame(plain, block.file.startsWith('change/') ? CHANGES_LEVEL : GZIP_LEVEL);
    yield await packing;
    packing = next;
  }
  yield await packing;
  yield await frame(Buffer.from(JSON.stringify({ manifest: tally.files() })));
}

/** A payload, checked against its manifest. */
export interface OpenedPayload {
  readonly opening: unknown;
  /** The blocks from the first on; read from where they are kept, one at a time. */
  readonly blocks: () => Generator<Block>;
}

/**
 * Reads the frames of a stream into `store` and checks them: only one is inflated at a time. Throws for anything that the
 * format does not allow.
 */
export async function decodeFrames(plain: AsyncIterable<Uint8Array>, store: FrameStore): Promise<OpenedPayload> {
  const tally = makeTally();
  const isInPlace = placesOfFiles();
  let opening: { readonly said: unknown } | null = null;
  let [parsed, size]: [Block[] | null, number] = [[], 0];
  // Only when the stream ends is it known which frame was the last.
  let last: Buffer | null = null;
  for await (const packed of splitFrames(plain)) {
    if (opening === null) {
      opening = { said: JSON.parse(inflate(packed).toString('utf8')) as unknown };
      continue;
    }
    if (last !== null) {
      const bytes = inflate(last);
      const block = toBlock(bytes);
      if (!isInPlace(block.file)) throw new Error('blocks of one file follow each other');
      tally.add(block, bytes);
      store.add(last);
      size += bytes.length;
      parsed = size <= PARSED_BYTES ? [...(parsed ?? []), block] : null;
    }
    last = packed;
  }
  if (opening === null || last === null) throw new Error('a payload has an opening and a manifest');
  const said = JSON.parse(inflate(last).toString('utf8')) as { manifest?: unknown };
  if (JSON.stringify(said) !== JSON.stringify({ manifest: tally.files() })) throw new Error('the manifest does not fit');
  return {
    opening: opening.said,
    blocks: function* blocks() {
      if (parsed) yield* parsed;
      else for (const one of store.frames()) yield toBlock(inflate(one));
    },
  };
}

async function* splitFrames(plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let size = 0;
  for await (const piece of plain) {
    kept.push(Buffer.from(piece));
    size += piece.length;
    const wanted = size < 4 ? Infinity : 4 + peek(kept);
    if (size < wanted) continue;
    let bytes = Buffer.concat(kept);
    while (bytes.length >= 4 && bytes.length >= 4 + bytes.readUInt32BE(0)) {
      const length = bytes.readUInt32BE(0);
      yield Buffer.from(bytes.subarray(4, 4 + length));
      bytes = bytes.subarray(4 + length);
    }
    kept = bytes.length > 0 ? [Buffer.from(bytes)] : [];
    size = bytes.length;
  }
  if (size > 0) throw new Error('the payload ends inside a frame');
}

function peek(kept: Buffer[]): number {
  let first = kept[0] ?? Buffer.alloc(0);
  if (first.length < 4) {
    first = Buffer.concat(kept);
    kept.splice(0, kept.length, first);
  }
  const length = first.readUInt32BE(0);
  if (length > MAX_FRAME_BYTES) throw new Error('a frame is too long');
  return length;
}

const pack = promisify<Buffer, ZlibOptions, Buffer>(gzip);

async function frame(plain: Buffer, level = GZIP_LEVEL): Promise<Buffer> {
  const bytes = await pack(plain, { level });
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** What one gzip holds: exactly one member with a plain head, and nothing behind it. */
function inflate(packed: Buffer): Buffer {
  if (packed.length < GZIP_HEAD.length + GZIP_TAIL_BYTES || !packed.subarray(0, GZIP_HEAD.length).equals(GZIP_HEAD)) throw new Error('not a plain gzip');
  const { buffer, engine } = gunzipSync(packed, { maxOutputLength: MAX_PLAIN_BYTES, info: true }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  if (engine.bytesWritten !== packed.length || packed.readUInt32LE(packed.length - 4) !== buffer.length) throw new Error('a frame holds one gzip and nothing else');
  return buffer;
}

function toBlock(bytes: Buffer): Block {
  return asBlock(JSON.parse(bytes.toString('utf8')));
}

/** What was said as a block. Throws for what the format does not allow. */
export function asBlock(said: unknown): Block {
  const { file, rows, columns } = said as Partial<Block>;
  if (typeof file !== 'string' || file === '' || file.length > MAX_FILE_NAME || typeof rows !== 'number' || !Number.isInteger(rows) || rows < 0 || rows > BLOCK_ROWS) throw new Error('not a block');
  if (typeof columns !== 'object' || columns === null) throw new Error('a block has columns');
  for (const column of Object.values(columns)) {
    if (!Array.isArray(column) || column.length !== rows) throw new Error('a column has one value a row');
    if (column.every((value) => value === null)) throw new Error('a column without a value is left out');
  }
  return { file, rows, columns };
}

/** Whether a block comes where its file is, or begins one that was not there before. */
function placesOfFiles(): (file: string) => boolean {
  const begun = new Set<string>();
  let current: string | null = null;
  return (file) => {
    if (file === current) return true;
    current = file;
    return begun.size < begun.add(file).size;
  };
}

function makeTally() {
  const files = new Map<string, { rows: number; bytes: number; hash: ReturnType<typeof runningHash> }>();
  return {
    add(block: Block, plain: Buffer): void {
      const file = files.get(block.file) ?? { rows: 0, bytes: 0, hash: runningHash() };
      file.rows += block.rows;
      file.bytes += plain.length;
      file.hash.update(plain);
      files.set(block.file, file);
    },
    files: (): ManifestFile[] => [...files].map(([name, { rows, bytes, hash }]) => ({ name, rows, bytes, sha256: hash.copy().digest('hex') })),
  };
}
