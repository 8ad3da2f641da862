import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a ZIP as an attacker would write it. */
export interface OddEntry {
  readonly name: string;
  readonly bytes: Buffer;
  /** Method 8; else stored. */
  readonly deflate?: boolean;
  /** The same, with the bytes deflated already. */
  readonly deflated?: Buffer;
  readonly flags?: number;
  readonly version?: number;
  readonly time?: number;
  readonly date?: number;
  /** External attributes: `0xa1ff0000` says that the entry is a link. */
  readonly attributes?: number;
  readonly extra?: Buffer;
  readonly comment?: string;
  /** Written in place of the true size. */
  readonly size?: number;
  readonly crc?: number;
  /** Another name in the central directory than in the local header. */
  readonly centralName?: string;
}

/** The ZIP of these entries, as they say; with `comment` behind the directory and `between` before each entry but the first. */
export function oddZip(entries: readonly OddEntry[], { comment = '', between = Buffer.alloc(0) as Buffer, order = entries.map((_, place) => place), count = entries.length } = {}): Buffer {
  const pieces: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  entries.forEach((entry, place) => {
    if (place > 0) at += pieces[pieces.push(between) - 1]?.length ?? 0;
    const body = entry.deflated ?? (entry.deflate === true ? deflateRawSync(entry.bytes) : entry.bytes);
    const { extra = Buffer.alloc(0) } = entry;
    const common = commonFields(entry, body.length, extra.length);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common(entry.name), Buffer.from(entry.name), extra, body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt16LE(entry.comment?.length ?? 0, 0);
    tail.writeUInt32LE(entry.attributes ?? 0, 6);
    tail.writeUInt32LE(at, 10);
    const name = entry.centralName ?? entry.name;
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common(name), tail, Buffer.from(name), extra, Buffer.from(entry.comment ?? '')]));
    pieces.push(local);
    at += local.length;
  });
  const directory = Buffer.concat(order.flatMap((place) => central[place] ?? []));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...pieces, directory, end, Buffer.from(comment)]);
}

/** What a local and a central entry share. */
function commonFields(entry: OddEntry, packed: number, extra: number): (name: string) => Buffer {
  return (name) => {
    const bytes = Buffer.alloc(26);
    bytes.writeUInt16LE(entry.version ?? 20, 0);
    bytes.writeUInt16LE(entry.flags ?? 0, 2);
    bytes.writeUInt16LE(entry.deflate === true || entry.deflated ? 8 : 0, 4);
    bytes.writeUInt16LE(entry.time ?? 0, 6);
    bytes.writeUInt16LE(entry.date ?? 0x0021, 8);
    bytes.writeUInt32LE(entry.crc ?? crc32(entry.bytes), 10);
    bytes.writeUInt32LE(packed, 14);
    bytes.writeUInt32LE(entry.size ?? entry.bytes.length, 18);
    bytes.writeUInt16LE(Buffer.byteLength(name), 22);
    bytes.writeUInt16LE(extra, 24);
    return bytes;
  };
}
