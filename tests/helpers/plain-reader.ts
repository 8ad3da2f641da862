import { createHash, createPublicKey, verify } from 'node:crypto';
import { crc32, gunzipSync } from 'node:zlib';
import { Decrypter } from 'age-encryption';

/**
 * A second reader of packages, written from docs/package-format.md alone: it shares no code with the product. Sections in
 * the comments are that page's.
 */
export interface PlainPackage {
  readonly header: Record<string, unknown>;
  readonly opening: unknown;
  readonly blocks: readonly { readonly file: string; readonly rows: number; readonly columns: Readonly<Record<string, readonly unknown[]>> }[];
}

const NAMES = ['header.json', 'header.sig', 'payload.age'];

/** Reads a package for whoever holds the age identity, from the office whose card has this key. Throws for anything the page forbids. */
export async function plainRead(file: Buffer, signKey: string, identity: string): Promise<PlainPackage> {
  const [headerBytes, signature, payload] = takeApart(file);
  if (headerBytes.length > 1024 * 1024 || signature.length !== 64) throw new Error('section 3: sizes of the parts');
  if (!containerOf([headerBytes, signature, payload]).equals(file)) throw new Error('section 3: other bytes than the parts give');
  const header = JSON.parse(headerBytes.toString('utf8')) as { format: { major: number }; practice: boolean; payload: { sha256: string; bytes: number }; counts: { files: Record<string, number> } } & Record<string, unknown>;
  if (canonical(header) !== headerBytes.toString('utf8')) throw new Error('section 8: not canonical');
  if (header.format.major !== 1) throw new Error('section 1: a newer version');
  const tag = Buffer.from(`tepat-package-${header.practice ? 'practice-' : ''}v1\0`);
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(signKey, 'base64').toString('base64url') }, format: 'jwk' });
  if (!verify(null, Buffer.concat([tag, hash(headerBytes)]), key, signature)) throw new Error('section 7: signature');
  if (hash(payload).toString('hex') !== header.payload.sha256 || payload.length !== header.payload.bytes) throw new Error('section 4: payload');
  const opener = new Decrypter();
  opener.addIdentity(identity);
  return { header, ...readFrames(Buffer.from(await opener.decrypt(payload))) };
}

/** Section 6, A second PC: the devices for which a header's statements by this device hold. */
export function plainVouchedFor(header: Record<string, unknown>, by: string, signKey: string): string[] {
  const said = (header.vouchers ?? []) as { by: string; card: string; signature: string }[];
  const tag = Buffer.from(`tepat-voucher-${header.practice === true ? 'practice-' : ''}v1\0`);
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(signKey, 'base64').toString('base64url') }, format: 'jwk' });
  return said.filter((one) => one.by === by && verify(null, Buffer.concat([tag, hash(Buffer.from(canonical({ by, card: one.card })))]), key, Buffer.from(one.signature, 'base64')))
    .map((one) => (JSON.parse(one.card) as { deviceId: string }).deviceId);
}

/** Section 3: where the parts lie; that nothing else does is checked by building the container again. */
function takeApart(file: Buffer): [Buffer, Buffer, Buffer] {
  const parts: Buffer[] = [];
  let at = 0;
  for (const name of NAMES) {
    if (file.toString('latin1', at + 30, at + 30 + name.length) !== name) throw new Error('section 3: names');
    const start = at + 30 + name.length;
    const end = start + file.readUInt32LE(at + 18);
    if (end > file.length) throw new Error('section 3: too short');
    parts.push(file.subarray(start, end));
    at = end;
  }
  return parts as [Buffer, Buffer, Buffer];
}

function containerOf(parts: readonly Buffer[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  parts.forEach((part, place) => {
    const name = Buffer.from(NAMES[place] ?? '');
    const facts = Buffer.concat([u16(20), u16(0), u16(0), u16(0), u16(0x21), u32(crc32(part)), u32(part.length), u32(part.length), u16(name.length), u16(0)]);
    local.push(u32(0x04034b50), facts, name, part);
    central.push(u32(0x02014b50), u16(20), facts, u16(0), u16(0), u16(0), u32(0), u32(at), name);
    at += 30 + name.length + part.length;
  });
  const directory = Buffer.concat(central);
  return Buffer.concat([...local, directory, u32(0x06054b50), u16(0), u16(0), u16(3), u16(3), u32(directory.length), u32(at), u16(0)]);
}

/** Section 5. */
function readFrames(plain: Buffer): Omit<PlainPackage, 'header'> {
  const texts: Buffer[] = [];
  for (let at = 0; at < plain.length;) {
    const length = plain.readUInt32BE(at);
    const frame = plain.subarray(at + 4, at + 4 + length);
    if (length > 32 * 2 ** 20 || frame.length !== length) throw new Error('section 5: length of a frame');
    if (frame.toString('hex', 0, 8) !== '1f8b080000000000') throw new Error('section 5: head of a gzip');
    const text = gunzipSync(frame, { maxOutputLength: 256 * 2 ** 20 });
    if (frame.readUInt32LE(frame.length - 4) !== text.length) throw new Error('section 5: one gzip a frame');
    texts.push(text);
    at += 4 + length;
  }
  if (texts.length < 2) throw new Error('section 5: opening and manifest');
  const opening = JSON.parse((texts.shift() as Buffer).toString()) as unknown;
  const { manifest } = JSON.parse((texts.pop() as Buffer).toString()) as { manifest: { name: string; rows: number; bytes: number; sha256: string }[] };
  const blocks = texts.map((text) => JSON.parse(text.toString()) as PlainPackage['blocks'][number]);
  for (const { rows, columns } of blocks) {
    if (!(rows >= 0 && rows <= 2000) || Object.values(columns).some((column) => column.length !== rows)) throw new Error('section 5: columns');
  }
  if (blocks.some(({ columns }) => Object.values(columns).some((column) => column.every((value) => value === null)))) throw new Error('section 5: a column without a value');
  const names = [...new Set(blocks.map((block) => block.file))];
  if (blocks.filter(({ file }, place) => file !== blocks[place - 1]?.file).length !== names.length) throw new Error('section 5: blocks of one file follow each other');
  const found = names.map((name) => {
    const own = texts.filter((_, place) => blocks[place]?.file === name);
    const all = Buffer.concat(own);
    return { name, rows: blocks.filter((block) => block.file === name).reduce((sum, block) => sum + block.rows, 0), bytes: all.length, sha256: hash(all).toString('hex') };
  });
  if (canonical(found) !== canonical(manifest)) throw new Error('section 5: manifest');
  return { opening, blocks };
}

/** Section 8. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

function hash(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function u16(value: number): Buffer {
  return Buffer.from([value & 0xff, value >> 8]);
}

function u32(value: number): Buffer {
  return Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);
}
