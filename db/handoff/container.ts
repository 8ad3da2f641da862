import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { fail } from '../rules/failure.ts';
import { digestFile, filePieces } from './file-io.ts';
import type { Digest } from './file-io.ts';

/** The three parts, in this order and no others. */
const NAMES = ['header.json', 'header.sig', 'payload.age'] as const;
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const END_SIZE = 22;
const SIGNATURE_BYTES = 64;
const MAX_HEADER_BYTES = 1024 * 1024;
/** A stored ZIP without the 64-bit extension cannot hold more. */
export const MAX_PAYLOAD_BYTES = 0xffff_ffff - MAX_HEADER_BYTES - 4096;
/** ZIP's first possible day, 1 January 1980 at 00:00, so that the same parts always give the same bytes. */
const FIXED_DATE = 0x0021;
const VERSION = 20;

/** What is wrong with a container: too short, other bytes than its parts give, or not one of ours at all. */
export type ContainerFault = 'PACKAGE_TRUNCATED' | 'PACKAGE_CHANGED' | 'NOT_A_PACKAGE';

export interface ContainerParts {
  readonly header: Buffer;
  readonly signature: Buffer;
  /** Where the payload lies in the file, and what its bytes come to. */
  readonly payload: Digest & { readonly start: number };
}

interface Part { readonly name: string; readonly crc: number; readonly size: number }

/** The pieces of a container made of a header, its signature, and a payload in a file of its own. */
export function* containerPieces(header: Buffer, signature: Buffer, payloadFile: string, payload: Digest): Generator<Buffer> {
  if (payload.bytes > MAX_PAYLOAD_BYTES) fail('PACKAGE_TOO_BIG');
  const parts = partsOf(header, signature, payload);
  yield prefix(parts, header, signature);
  yield* filePieces(payloadFile, 0, payload.bytes);
  yield suffix(parts);
}

/** How many bytes a container has whose header and payload are of these sizes. */
export function containerBytes(headerBytes: number, payloadBytes: number): number {
  const names = NAMES.reduce((sum, name) => sum + name.length, 0);
  return NAMES.length * (LOCAL_SIZE + CENTRAL_SIZE) + 2 * names + END_SIZE + headerBytes + SIGNATURE_BYTES + payloadBytes;
}

/**
 * Takes a file apart and rebuilds the container from its three parts: every byte outside the payload must be the byte
 * that the parts give, and the payload must have the checksum that stands beside it. Returns the fault otherwise.
 */
export function readContainer(file: string): ContainerParts | ContainerFault {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const at = (start: number, length: number): Buffer => {
      const piece = Buffer.alloc(Math.max(0, Math.min(length, size - start)));
      readSync(handle, piece, 0, piece.length, start);
      return piece;
    };
    const first = at(0, LOCAL_SIZE + NAMES[0].length);
    if (!looksLikeOurs(first)) return 'NOT_A_PACKAGE';
    if (first.length < LOCAL_SIZE + NAMES[0].length) return 'PACKAGE_TRUNCATED';
    const headerSize = first.readUInt32LE(22);
    if (headerSize > MAX_HEADER_BYTES) return 'PACKAGE_CHANGED';
    const signatureAt = first.length + headerSize;
    const payloadAt = signatureAt + LOCAL_SIZE + NAMES[1].length + SIGNATURE_BYTES;
    const start = payloadAt + LOCAL_SIZE + NAMES[2].length;
    if (size < start) return 'PACKAGE_TRUNCATED';
    const header = at(first.length, headerSize);
    const signature = at(signatureAt + LOCAL_SIZE + NAMES[1].length, SIGNATURE_BYTES);
    const payloadSize = at(payloadAt, LOCAL_SIZE).readUInt32LE(22);
    if (payloadSize > MAX_PAYLOAD_BYTES) return 'PACKAGE_CHANGED';
    const payload = digestFile(file, start, payloadSize);
    const parts = partsOf(header, signature, { crc32: payload.crc32, bytes: payloadSize });
    const end = suffix(parts);
    const expected = start + payloadSize + end.length;
    if (!at(0, start).equals(prefix(parts, header, signature))) return size < expected ? 'PACKAGE_TRUNCATED' : 'PACKAGE_CHANGED';
    if (size < expected) return 'PACKAGE_TRUNCATED';
    if (size > expected || !at(start + payloadSize, end.length).equals(end)) return 'PACKAGE_CHANGED';
    return { header, signature, payload: { ...payload, start } };
  } finally {
    closeSync(handle);
  }
}

function looksLikeOurs(first: Buffer): boolean {
  const expected = local({ name: NAMES[0], crc: 0, size: 0 });
  const size = Math.min(first.length, expected.length);
  let same = 0;
  for (let index = 0; index < size; index += 1) {
    if (index >= 14 && index < 26) continue;
    if (first[index] === expected[index]) same += 1;
  }
  // One flipped bit in this header is a changed package, not a strange file; a strange file differs in most places.
  return size >= LOCAL_SIZE && same >= size - 12 - 2;
}

function partsOf(header: Buffer, signature: Buffer, payload: Pick<Digest, 'crc32' | 'bytes'>): readonly Part[] {
  return [
    { name: NAMES[0], crc: crc32(header), size: header.length },
    { name: NAMES[1], crc: crc32(signature), size: signature.length },
    { name: NAMES[2], crc: payload.crc32, size: payload.bytes },
  ];
}

function prefix(parts: readonly Part[], header: Buffer, signature: Buffer): Buffer {
  const [first, second, third] = parts.map(local);
  return Buffer.concat([first ?? Buffer.alloc(0), header, second ?? Buffer.alloc(0), signature, third ?? Buffer.alloc(0)]);
}

function suffix(parts: readonly Part[]): Buffer {
  let at = 0;
  const entries = parts.map((part) => {
    const entry = central(part, at);
    at += LOCAL_SIZE + part.name.length + part.size;
    return entry;
  });
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(END_SIZE);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([directory, end]);
}

function local(part: Part): Buffer {
  const bytes = Buffer.alloc(LOCAL_SIZE + part.name.length);
  bytes.writeUInt32LE(0x0403_4b50, 0);
  common(bytes, part, 4);
  bytes.write(part.name, LOCAL_SIZE, 'latin1');
  return bytes;
}

function central(part: Part, offset: number): Buffer {
  const bytes = Buffer.alloc(CENTRAL_SIZE + part.name.length);
  bytes.writeUInt32LE(0x0201_4b50, 0);
  bytes.writeUInt16LE(VERSION, 4);
  common(bytes, part, 6);
  bytes.writeUInt32LE(offset, 42);
  bytes.write(part.name, CENTRAL_SIZE, 'latin1');
  return bytes;
}

/** The fields that a local and a central entry share: version, flags 0, stored, fixed time and date, checksum, sizes, name. */
function common(bytes: Buffer, part: Part, at: number): void {
  bytes.writeUInt16LE(VERSION, at);
  bytes.writeUInt16LE(FIXED_DATE, at + 8);
  bytes.writeUInt32LE(part.crc, at + 10);
  bytes.writeUInt32LE(part.size, at + 14);
  bytes.writeUInt32LE(part.size, at + 18);
  bytes.writeUInt16LE(part.name.length, at + 22);
}
