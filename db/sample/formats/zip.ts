import { constants, crc32, createDeflateRaw } from 'node:zlib';
import { wholeFile } from './whole-file.ts';
import type { FilePen } from './whole-file.ts';

export interface Zip {
  /** `stored` leaves a part as it is: the first one of an .ods says the file's kind and must be readable as it stands. */
  add(name: string, texts: Iterable<string>, how?: 'stored'): Promise<void>;
}

interface ZipEntry {
  readonly name: Buffer;
  readonly offset: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
}

const STORED = 0;
const DEFLATED = 8;
/** 1 January 1980. */
const DOS_DATE = 0x0021;
const CHUNK = 1 << 18;

/** Writes a ZIP part after part, whole or not at all; the same parts give the same bytes. */
export async function writeZip(path: string, fill: (zip: Zip) => Promise<void>): Promise<void> {
  await wholeFile(path, async (pen) => {
    const entries: ZipEntry[] = [];
    const at = countingPen(pen);
    await fill({
      async add(name, texts, how) {
        const entry = { name: Buffer.from(name), offset: at.place(), method: how ? STORED : DEFLATED, crc: 0, packed: 0, plain: 0 };
        at.write(localHeader(entry));
        const start = at.place();
        const { crc, plain } = await (how ? store(texts, at.write) : deflate(texts, at.write));
        const done = { ...entry, crc, plain, packed: at.place() - start };
        pen.overwrite(localHeader(done), entry.offset);
        entries.push(done);
      },
    });
    const start = at.place();
    for (const entry of entries) at.write(directoryEntry(entry));
    at.write(endOfDirectory(entries.length, start, at.place() - start));
  });
}

function countingPen(pen: FilePen): { write: (bytes: Buffer) => void; place: () => number } {
  let place = 0;
  return {
    write(bytes) {
      pen.write(bytes);
      place += bytes.length;
    },
    place: () => place,
  };
}

function store(texts: Iterable<string>, write: (bytes: Buffer) => void): { crc: number; plain: number } {
  const bytes = Buffer.from([...texts].join(''));
  write(bytes);
  return { crc: crc32(bytes), plain: bytes.length };
}

async function deflate(texts: Iterable<string>, write: (bytes: Buffer) => void): Promise<{ crc: number; plain: number }> {
  const stream = createDeflateRaw({ level: constants.Z_DEFAULT_COMPRESSION });
  stream.on('data', write);
  const ended = new Promise<void>((resolve, reject) => stream.on('end', resolve).on('error', reject));
  let crc = 0;
  let plain = 0;
  const flush = async (text: string): Promise<void> => {
    const bytes = Buffer.from(text);
    crc = crc32(bytes, crc);
    plain += bytes.length;
    await new Promise<void>((resolve, reject) => stream.write(bytes, (error) => (error ? reject(error) : resolve())));
  };
  let pending = '';
  for (const text of texts) {
    pending += text;
    if (pending.length < CHUNK) continue;
    await flush(pending);
    pending = '';
  }
  await flush(pending);
  stream.end();
  await ended;
  return { crc, plain };
}

/** Fields that the local header and the directory share: version to crc, sizes and lengths. */
function commonHeader(entry: ZipEntry): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(entry.method, 4);
  bytes.writeUInt16LE(DOS_DATE, 8);
  bytes.writeUInt32LE(entry.crc, 10);
  bytes.writeUInt32LE(entry.packed, 14);
  bytes.writeUInt32LE(entry.plain, 18);
  bytes.writeUInt16LE(entry.name.length, 22);
  return bytes;
}

function localHeader(entry: ZipEntry): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), commonHeader(entry), entry.name]);
}

function directoryEntry(entry: ZipEntry): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(entry.offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), commonHeader(entry), rest, entry.name]);
}

function endOfDirectory(count: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.write('PK\x05\x06', 0, 'latin1');
  bytes.writeUInt16LE(count, 8);
  bytes.writeUInt16LE(count, 10);
  bytes.writeUInt32LE(length, 12);
  bytes.writeUInt32LE(start, 16);
  return bytes;
}
