import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { WholeFile } from './whole-file.ts';

/** A part of a ZIP in the making: text is deflated as it comes, and never held whole. */
export interface ZipPart {
  write(text: string): void;
  /** Bytes after the text so far, as of a picture. */
  bytes(piece: Uint8Array): void;
  end(): void;
}

/** Parts are written one after the other; `end` of one before the next begins. */
export interface ZipWriter {
  part(name: string): ZipPart;
  end(): void;
}

interface Written {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Text is gathered to about so many characters before it is deflated: fewer, larger blocks pack better. */
const GATHERED = 1 << 19;
/** Spreadsheet XML packs to a tenth even at the fastest level; the next ones cost twice the time for a fifth less. */
const LEVEL = 1;
/** Sizes follow the part (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
const MOST = 0xffff_ffff;
/** 1 January 1980, the first day that a ZIP knows: the same rows give the same bytes. */
const DAY = 0x21;

/**
 * Writes a ZIP straight into a file. Blocks end on a byte and know nothing of the ones before, so that each is one
 * synchronous call: the store's code runs in a worker thread without an event loop.
 */
export function zipInto(file: Pick<WholeFile, 'write'>): ZipWriter {
  const parts: Written[] = [];
  let at = 0;
  const put = (bytes: Buffer): void => {
    file.write(bytes);
    at += bytes.length;
  };
  return {
    part(title) {
      const name = Buffer.from(title, 'utf8');
      const began = at;
      put(record(0x0403_4b50, [[20, 2], [FLAGS, 2], [DEFLATED, 2], [0, 2], [DAY, 2], [0, 4], [0, 4], [0, 4], [name.length, 2], [0, 2]], name));
      const body = at;
      let [crc, size, waiting] = [0, 0, ''];
      const pack = (finishFlush: number, bytes: Uint8Array = Buffer.from(waiting, 'utf8')): void => {
        waiting = '';
        crc = crc32(bytes, crc);
        size += bytes.length;
        put(deflateRawSync(bytes, { level: LEVEL, finishFlush }));
      };
      return {
        write(text) {
          waiting += text;
          if (waiting.length >= GATHERED) pack(constants.Z_SYNC_FLUSH);
        },
        bytes(piece) {
          if (waiting !== '') pack(constants.Z_SYNC_FLUSH);
          pack(constants.Z_SYNC_FLUSH, piece);
        },
        end() {
          pack(constants.Z_FINISH);
          const packed = at - body;
          if (size > MOST || at > MOST) throw new RangeError('the ZIP is too large');
          put(record(0x0807_4b50, [[crc, 4], [packed, 4], [size, 4]]));
          parts.push({ name, at: began, crc, packed, size });
        },
      };
    },
    end() {
      const began = at;
      for (const { name, at: offset, crc, packed, size } of parts) {
        put(record(0x0201_4b50, [[20, 2], [20, 2], [FLAGS, 2], [DEFLATED, 2], [0, 2], [DAY, 2], [crc, 4], [packed, 4], [size, 4],
          [name.length, 2], [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]], name));
      }
      put(record(0x0605_4b50, [[0, 2], [0, 2], [parts.length, 2], [parts.length, 2], [at - began, 4], [began, 4], [0, 2]]));
    },
  };
}

/** A ZIP record: its mark, then numbers of two or four bytes, then a name. */
function record(mark: number, numbers: readonly (readonly [value: number, bytes: 2 | 4])[], name: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(4 + numbers.reduce((sum, [, bytes]) => sum + bytes, 0));
  let place = head.writeUInt32LE(mark, 0);
  for (const [value, bytes] of numbers) place = head.writeUIntLE(value, place, bytes);
  return Buffer.concat([head, name]);
}
