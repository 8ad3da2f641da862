import type { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { fail, isFailure } from '../../rules/failure.ts';

/** The parts of a zipped workbook. */
export interface Container {
  has(name: string): boolean;
  names(): readonly string[];
  /** Unpacked size of a part in bytes, as the container states and the reader enforces. */
  size(name: string): number;
  /** A part as it is unpacked, chunk by chunk. Errors: FILE_BROKEN, FILE_TOO_BIG when it is larger than stated. */
  chunks(name: string): AsyncGenerator<Buffer>;
  read(name: string): Promise<Buffer>;
  close(): void;
}

export interface ContainerLimits {
  /** Most unpacked bytes of all parts together. A sheet of a million full rows has about one gigabyte. */
  readonly totalBytes: number;
  /** Most unpacked bytes of a part that is held in memory whole. */
  readonly partBytes: number;
  /** A part this many times its packed size (and not small) is a bomb; spreadsheets reach 30, repetitive ones 100. */
  readonly ratio: number;
  readonly entries: number;
}

export const defaultLimits: ContainerLimits = { totalBytes: 4 * 2 ** 30, partBytes: 512 * 2 ** 20, ratio: 400, entries: 20_000 };

const SMALL = 16 * 2 ** 20;

/**
 * Opens the zip container of a workbook and lists its parts. Sizes are checked before anything is unpacked and while it
 * is. Errors: FILE_BROKEN, FILE_TOO_BIG, FILE_PROTECTED.
 */
export async function openContainer(path: string, limits: ContainerLimits = defaultLimits): Promise<Container> {
  const zip = await openZip(path);
  try {
    const entries = await listEntries(zip, limits);
    const find = (name: string): Entry => entries.get(name) ?? entries.get(byCase(entries, name)) ?? fail('FILE_BROKEN', { detail: name });
    const chunks = (name: string): AsyncGenerator<Buffer> => unpacked(zip, find(name));
    return {
      has: (name) => entries.has(name) || byCase(entries, name) !== '',
      names: () => [...entries.keys()],
      size: (name) => find(name).uncompressedSize,
      chunks,
      async read(name) {
        if (find(name).uncompressedSize > limits.partBytes) fail('FILE_TOO_BIG', { detail: name });
        // In one piece from the start: gathered and joined, a large part would stand in memory twice. Its size is enforced by chunks.
        const whole = Buffer.allocUnsafe(find(name).uncompressedSize);
        let at = 0;
        for await (const chunk of chunks(name)) at += chunk.copy(whole, at);
        return whole;
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const STORED = 0;
const DEFLATED = 8;
/** Few large chunks: each one costs a way through another thread. */
const CHUNK = 1 << 18;

async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) fail('FILE_BROKEN', { detail: `${entry.fileName}: ${entry.compressionMethod}` });
  const packed = await openEntry(zip, entry);
  const inflate = entry.compressionMethod === DEFLATED ? createInflateRaw({ chunkSize: CHUNK }) : null;
  packed.once('error', (error) => inflate?.destroy(error));
  const stream: Readable = inflate ? packed.pipe(inflate) : packed;
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length;
      if (size > entry.uncompressedSize) fail('FILE_BROKEN', { detail: entry.fileName });
      yield chunk as Buffer;
    }
    if (size !== entry.uncompressedSize) fail('FILE_BROKEN', { detail: entry.fileName });
  } catch (error) {
    if (isFailure(error)) throw error;
    fail('FILE_BROKEN', { detail: (error as Error).message });
  } finally {
    packed.destroy();
    stream.destroy();
  }
}

function byCase(entries: ReadonlyMap<string, Entry>, name: string): string {
  const wanted = name.toLowerCase();
  for (const key of entries.keys()) if (key.toLowerCase() === wanted) return key;
  return '';
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(asBroken(error));
      else resolve(zip);
    });
  });
}

function listEntries(zip: ZipFile, limits: ContainerLimits): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let total = 0;
    zip.on('error', (error: Error) => reject(asBroken(error)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      total += entry.uncompressedSize;
      const bomb = entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * limits.ratio;
      if (bomb || total > limits.totalBytes || entries.size >= limits.entries) return reject(named('FILE_TOO_BIG', entry.fileName));
      if (entry.isEncrypted()) return reject(named('FILE_PROTECTED', entry.fileName));
      entries.set(entry.fileName.replace(/^\//, ''), entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const taken = (error: Error | null, stream: Readable): void => (error ? reject(asBroken(error)) : resolve(stream));
    if (entry.compressionMethod === STORED) zip.openReadStream(entry, taken);
    else zip.openReadStream(entry, { decompress: false, decrypt: null, start: null, end: null }, taken);
  });
}

function asBroken(error: Error): unknown {
  return named('FILE_BROKEN', error.message);
}

function named(code: 'FILE_BROKEN' | 'FILE_TOO_BIG' | 'FILE_PROTECTED', detail: string): unknown {
  try {
    return fail(code, { detail });
  } catch (error) {
    return error;
  }
}
