import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ageIdentities, ensureCard } from '../../db/handoff/card.ts';
import { openStream, sealStream, signBytes } from '../../db/handoff/seal.ts';
import { canonicalJson } from '../../db/rules/canonical-json.ts';
import type { Json } from '../../db/rules/canonical-json.ts';
import type { EveryKind, Original } from './every-kind.ts';
import { rightZip } from './mutations.ts';
import type { Draw, Mutation } from './mutations.ts';

type Header = Record<string, Json>;
interface Block { file: string; rows: number; columns: Record<string, unknown[]> }

/** A package taken apart, with what it takes to put another together as its sender could. */
export interface OpenOriginal {
  readonly kind: string;
  readonly bytes: Buffer;
  readonly header: Buffer;
  readonly signature: Buffer;
  readonly payload: Buffer;
  /** A package of another kind. */
  readonly other: Pick<OpenOriginal, 'header' | 'signature' | 'payload'>;
  /** The frames inside, inflated: opening, blocks, manifest. */
  readonly frames: readonly Buffer[];
  /** Signs as the sender does; `by` as another office. */
  readonly sign: (header: Buffer, by?: 'bystander' | 'stranger', practice?: boolean) => Buffer;
  /** Seals as the sender does; `forStranger` so that the receiver has no key for it. */
  readonly seal: (plain: Buffer, forStranger?: boolean) => Promise<Buffer>;
}

const LOCAL = 30;

/** Takes the packages apart with the receiver's own key. */
export async function openOriginals({ originals, reader, bystander, stranger }: EveryKind): Promise<OpenOriginal[]> {
  const identities = ageIdentities(reader.session.office);
  const recipient = (await ensureCard(reader.session)).ageKey;
  const elsewhere = (await ensureCard(stranger.session)).ageKey;
  const parts = originals.map(({ bytes }) => partsOf(bytes));
  return Promise.all(originals.map(async ({ kind, bytes, sender }: Original, place) => {
    const own = parts[place] as ReturnType<typeof partsOf>;
    const keys = { sender, bystander, stranger };
    return {
      kind, bytes, ...own, other: parts[(place + 1) % parts.length] as ReturnType<typeof partsOf>,
      frames: framesOf(Buffer.from(await new Response(await openStream(streamOf(own.payload), identities)).arrayBuffer())),
      sign: (header, by, practice = false) => signBytes(keys[by ?? 'sender'].session.secrets.signingKey ?? '', 'package', practice, header),
      seal: async (plain, forStranger = false) => Buffer.from(await new Response(await sealStream(streamOf(plain), [forStranger ? elsewhere : recipient])).arrayBuffer()),
    };
  }));
}

function streamOf(bytes: Buffer): ReadableStream<Uint8Array> {
  return new Blob([new Uint8Array(bytes)]).stream();
}

function partsOf(bytes: Buffer) {
  const entry = (at: number): { body: Buffer; end: number } => {
    const start = at + LOCAL + bytes.readUInt16LE(at + 26);
    const end = start + bytes.readUInt32LE(at + 18);
    return { body: Buffer.from(bytes.subarray(start, end)), end };
  };
  const header = entry(0);
  const signature = entry(header.end);
  return { header: header.body, signature: signature.body, payload: entry(signature.end).body };
}

function framesOf(plain: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < plain.length;) {
    const end = at + 4 + plain.readUInt32BE(at);
    frames.push(gunzipSync(plain.subarray(at + 4, end)));
    at = end;
  }
  return frames;
}

function frame(packed: Buffer, said = packed.length): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(said);
  return Buffer.concat([length, packed]);
}

const packed = (frames: readonly Buffer[]): Buffer => Buffer.concat(frames.map((one) => frame(gzipSync(one))));
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The frames with the manifest that fits these blocks, so that nothing but the block itself is wrong. */
function withManifest(opening: Buffer, blocks: readonly Buffer[]): Buffer[] {
  const files = new Map<string, { rows: number; plain: Buffer[] }>();
  for (const block of blocks) {
    const { file, rows } = JSON.parse(block.toString()) as Block;
    const known = files.get(file) ?? { rows: 0, plain: [] };
    known.rows += rows;
    known.plain.push(block);
    files.set(file, known);
  }
  const manifest = [...files].map(([name, { rows, plain }]) => ({ name, rows, bytes: plain.reduce((sum, one) => sum + one.length, 0), sha256: sha(Buffer.concat(plain)) }));
  return [opening, ...blocks, json({ manifest })];
}

/** The package with another payload, and a header that its sender signed for it. */
async function resealed(original: OpenOriginal, plain: Buffer): Promise<Buffer> {
  const payload = await original.seal(plain);
  const header = JSON.parse(original.header.toString()) as Header;
  header.payload = { sha256: sha(payload), bytes: payload.length };
  const bytes = Buffer.from(canonicalJson(header));
  return rightZip(bytes, original.sign(bytes), payload);
}

const UNREADABLE = ['PACKAGE_UNREADABLE'] as const;
const head = ({ frames }: OpenOriginal): Buffer => frames[0] as Buffer;
const tail = ({ frames }: OpenOriginal): Buffer => frames.at(-1) as Buffer;
const blocksOf = ({ frames }: OpenOriginal): Buffer[] => frames.slice(1, -1);

/** The frames inside the seal are not what the format allows; sealed and signed by the true sender. */
const payloads: readonly Mutation[] = [
  inside('no manifest', (original) => packed(original.frames.slice(0, -1))),
  inside('no opening', (original) => packed(original.frames.slice(1))),
  inside('nothing sealed', () => Buffer.alloc(0)),
  inside('a block missing', (original, draw) => packed(without(original.frames, 1 + draw(blocksOf(original).length)))),
  inside('a block twice', (original, draw) => { const at = 1 + draw(blocksOf(original).length); return packed([...original.frames.slice(0, at + 1), ...original.frames.slice(at)]); }),
  inside('a block behind the manifest', (original) => packed([...original.frames, ...blocksOf(original).slice(0, 1)])),
  inside('bytes behind the last frame', (original, draw) => Buffer.concat([packed(original.frames), Buffer.alloc(1 + draw(30), 7)])),
  inside('cut inside a frame', (original, draw) => { const all = packed(original.frames); return all.subarray(0, all.length - 1 - draw(40)); }),
  inside('a frame that says it is endless', (original) => Buffer.concat([packed([head(original)]), frame(gzipSync(tail(original)), 0xffff_ffff)])),
  inside('a frame that is no gzip', (original) => Buffer.concat([packed([head(original)]), frame(Buffer.from('bukan gzip')), packed([tail(original)])])),
  inside('bytes behind the gzip of a frame', (original, draw) => Buffer.concat([packed(original.frames.slice(0, -1)), frame(Buffer.concat([gzipSync(tail(original)), Buffer.alloc(1 + draw(9), draw(256))]))])),
  inside('two gzips in one frame', (original) => { const last = tail(original); return Buffer.concat([packed(original.frames.slice(0, -1)), frame(Buffer.concat([gzipSync(last.subarray(0, 5)), gzipSync(last.subarray(5))]))]); }),
  inside('a name in the gzip of a frame', (original) => Buffer.concat([packed(original.frames.slice(0, -1)), frame(named(gzipSync(tail(original))))])),
  inside('a block that is no JSON', (original) => packed([head(original), Buffer.from('{"file":'), tail(original)])),
  inside('a manifest with other hashes', (original) => packed([head(original), ...blocksOf(original), json({ manifest: manifestOf(original).map((one) => ({ ...one, sha256: '0'.repeat(64) })) })])),
  inside('a manifest with other counts', (original) => packed([head(original), ...blocksOf(original), json({ manifest: manifestOf(original).map((one) => ({ ...one, rows: Number(one.rows) + 1 })) })])),
  inside('a manifest with a file too many', (original) => packed([head(original), ...blocksOf(original), json({ manifest: [...manifestOf(original), { name: '../x', rows: 0, bytes: 0, sha256: sha(Buffer.alloc(0)) }] })])),
  inside('an opening that is none', (original) => (['TERUSAN', 'TANDA_TERIMA', 'FOTO'].includes(original.kind) ? packed([]) : packed(withManifest(json({ devices: [{ uid: 1 }] }), blocksOf(original))))),
  block('a column too short', (one) => { const [key] = Object.keys(one.columns); one.columns[key ?? ''] = []; }),
  block('more rows than columns hold', (one) => void (one.rows += 1)),
  block('rows below zero', (one) => void (one.rows = -1)),
  block('too many rows', (one) => { one.rows = 2001; for (const key of Object.keys(one.columns)) one.columns[key] = new Array<unknown>(2001).fill(null); }),
  block('columns that are no lists', (one) => void (one.columns = { uid: 'x' as unknown as unknown[] })),
  block('a column without a value', (one) => void (one.columns.kosong = new Array<unknown>(one.rows).fill(null))),
  inside('a file that goes on behind another', (original) => {
    const [first] = blocksOf(original);
    const empty = (file: string): Buffer => json({ file, rows: 0, columns: {} });
    return packed(withManifest(head(original), [...blocksOf(original), empty('lain'), empty(first ? (JSON.parse(first.toString()) as Block).file : 'x'), empty('lain')]));
  }),
  inside('a transaction that the header does not cover', (original) => {
    const file = blocksOf(original).findIndex((one) => one.toString().startsWith('{"file":"transactions"'));
    // A transfer has no ranges: whatever device wrote a record, its history comes along.
    if (file < 0 || original.kind === 'PINDAH') return Buffer.from('none');
    return packed(withManifest(head(original), blocksOf(original).map((one, place) => (place === file ? later(one) : one))));
  }),
  block('a file without a name', (one) => void (one.file = 7 as unknown as string)),
  { name: 'a bomb in a frame', codes: UNREADABLE, make: (original) => resealed(original, Buffer.concat([packed([head(original)]), frame(bomb()), packed([tail(original)])])) },
  {
    name: 'changes that the header does not cover', codes: [...UNREADABLE, 'PACKAGE_FOREIGN_RANGE'],
    make: (original) => {
      const file = blocksOf(original).findIndex((one) => /^\{"file":"(made|change)\//.test(one.toString()));
      // A transfer has no ranges: whatever device wrote a record, its changes come along.
      if (file < 0 || original.kind === 'PINDAH') return resealed(original, Buffer.from('none'));
      const blocks = blocksOf(original).map((one, place) => (place === file ? beyond(one) : one));
      return resealed(original, packed(withManifest(head(original), blocks)));
    },
  },
  { name: 'a payload of another kind', codes: ['PACKAGE_UNREADABLE', 'PACKAGE_CHANGED'], make: async (original, draw) => {
    const header = JSON.parse(original.header.toString()) as Header;
    header.payload = { sha256: sha(original.other.payload), bytes: original.other.payload.length + draw(2) };
    // Sealed for the receiver as well, but what is inside is not of this kind, or is not what the header counts.
    const bytes = Buffer.from(canonicalJson(header));
    const torn = Buffer.concat([original.other.payload.subarray(0, -20), Buffer.alloc(20)]);
    header.payload = { sha256: sha(torn), bytes: torn.length };
    const again = Buffer.from(canonicalJson(header));
    return draw(2) === 0 ? rightZip(bytes, original.sign(bytes), Buffer.concat([original.other.payload, Buffer.alloc(3)])) : rightZip(again, original.sign(again), torn);
  } },
];

/** The transactions of an epoch that is still to come. */
function later(bytes: Buffer): Buffer {
  const one = JSON.parse(bytes.toString()) as Block;
  one.columns.epoch = new Array<unknown>(one.rows).fill(99);
  return json(one);
}

function without(frames: readonly Buffer[], at: number): Buffer[] {
  return frames.filter((_, place) => place !== at);
}

function manifestOf(original: OpenOriginal): Record<string, unknown>[] {
  return (JSON.parse(tail(original).toString()) as { manifest: Record<string, unknown>[] }).manifest;
}

/** A gzip with a file name in its head, as gzip(1) writes one. */
function named(bytes: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, 3), Buffer.from([8]), bytes.subarray(4, 10), Buffer.from('rahasia\0'), bytes.subarray(10)]);
}

let made: Buffer | null = null;
function bomb(): Buffer {
  return (made ??= gzipSync(Buffer.alloc(260 * 2 ** 20), { level: 1 }));
}

function beyond(bytes: Buffer): Buffer {
  const one = JSON.parse(bytes.toString()) as Block;
  if (one.columns.counter) one.columns.counter = one.columns.counter.map(() => 999_999_999);
  else one.columns.id = (one.columns.id ?? []).map(() => [0, 9, 999_999_999]);
  return json(one);
}

function inside(name: string, build: (original: OpenOriginal, draw: Draw) => Buffer): Mutation {
  return { name: `${name}, sealed and signed`, codes: UNREADABLE, make: (original, draw) => resealed(original, build(original, draw)) };
}

function block(name: string, spoil: (one: Block) => void): Mutation {
  return inside(name, (original, draw) => {
    const blocks = blocksOf(original);
    const hit = draw(blocks.length);
    return packed(withManifest(head(original), blocks.map((bytes, place) => {
      if (place !== hit) return bytes;
      const one = JSON.parse(bytes.toString()) as Block;
      spoil(one);
      return json(one);
    })));
  });
}

const NO_HEAD = '0'.repeat(64);
const range = (more: object): Json => ({ device: 'x', epoch: 1, from: 0, to: 5, fromHead: NO_HEAD, toHead: NO_HEAD, ...more });
const ownDevice = (header: Header): Json => (header.origin as Header).deviceId ?? '';

/** The header says what nobody may say, and is signed: by the sender, by another office, or by a stranger. */
const signed: readonly Mutation[] = [
  spoken('a newer format', ['PACKAGE_NEWER'], (header, draw) => void ((header.format as Header).major = 2 + draw(50))),
  spoken('a practice package', ['PACKAGE_PRACTICE'], (header) => void (header.practice = true)),
  spoken('for another office', ['WRONG_RECEIVER'], (header) => (header.destination as Header[]).forEach((one) => void (one.officeId = 'kantor-lain'))),
  spoken('sealed for other keys, it says', ['KEY_MISSING'], (header) => (header.destination as { devices: Header[] }[]).forEach((one) => one.devices.forEach((device) => void (device.keyId = '0'.repeat(16))))),
  spoken('a kind that is not known', ['PACKAGE_KIND_UNKNOWN'], (header) => void (header.kind = '../../etc')),
  spoken('an office that it is not', ['SENDER_UNTRUSTED'], (header) => void ((header.origin as Header).code = '61.71')),
  spoken('another payload', ['PACKAGE_CHANGED'], (header) => void ((header.payload as Header).sha256 = NO_HEAD)),
  spoken('another size', ['PACKAGE_CHANGED'], (header, draw) => void ((header.payload as Header).bytes = draw(100_000) * 2 + 1_000_000)),
  spoken('counters below zero', ['PACKAGE_CHANGED'], (header) => void ((header.counts as Header).changes = -1)),
  spoken('no number', ['PACKAGE_CHANGED'], (header) => void (header.sequence = 0)),
  spoken('half a number', ['PACKAGE_CHANGED'], (header) => void (header.sequence = 1.5)),
  spoken('no receiver', ['PACKAGE_CHANGED'], (header) => void (header.destination = [])),
  spoken('no origin', ['PACKAGE_CHANGED'], (header) => void delete header.origin),
  spoken('a range that runs backwards', ['PACKAGE_CHANGED'], (header) => void (header.ranges = [range({ device: ownDevice(header), from: 9, to: 3 })])),
  spoken('a hash that is none', ['PACKAGE_CHANGED'], (header) => void (header.previous = 'zzz')),
  { name: 'signed by another office', codes: ['SIGNATURE_WRONG'], make: ({ header, payload, sign }) => rightZip(header, sign(header, 'bystander'), payload) },
  { name: 'signed by a stranger', codes: ['SIGNATURE_WRONG'], make: ({ header, payload, sign }) => rightZip(header, sign(header, 'stranger'), payload) },
  { name: 'signed as practice', codes: ['SIGNATURE_WRONG'], make: ({ header, payload, sign }) => rightZip(header, sign(header, undefined, true), payload) },
  {
    name: 'edited and signed by another office', codes: ['SIGNATURE_WRONG'],
    make({ header, payload, sign }, draw) {
      const json_ = JSON.parse(header.toString()) as Header;
      json_.createdBy = `orang ${draw(1000)}`;
      const bytes = Buffer.from(canonicalJson(json_));
      return rightZip(bytes, sign(bytes, draw(2) === 0 ? 'bystander' : 'stranger'), payload);
    },
  },
  {
    name: 'a stranger’s own, well signed', codes: ['SENDER_UNTRUSTED'],
    make({ header, payload, sign }) {
      const json_ = JSON.parse(header.toString()) as Header;
      json_.origin = { ...(json_.origin as Header), officeId: 'kantor-asing', deviceId: 'pc-asing', code: '64.74.02' };
      const bytes = Buffer.from(canonicalJson(json_));
      return rightZip(bytes, sign(bytes, 'stranger'), payload);
    },
  },
  {
    name: 'sealed for others', codes: UNREADABLE,
    async make(original) {
      const payload = await original.seal(packed(original.frames), true);
      const header = JSON.parse(original.header.toString()) as Header;
      header.payload = { sha256: sha(payload), bytes: payload.length };
      const bytes = Buffer.from(canonicalJson(header));
      return rightZip(bytes, original.sign(bytes), payload);
    },
  },
  {
    name: 'a payload damaged before it was signed', codes: UNREADABLE,
    make(original, draw) {
      const payload = Buffer.from(original.payload);
      const at = draw(payload.length);
      payload[at] = (payload[at] ?? 0) ^ (1 << draw(8));
      const header = JSON.parse(original.header.toString()) as Header;
      header.payload = { sha256: sha(payload), bytes: payload.length };
      const bytes = Buffer.from(canonicalJson(header));
      return rightZip(bytes, original.sign(bytes), payload);
    },
  },
];

function spoken(name: string, codes: readonly string[], edit: (header: Header, draw: Draw) => void): Mutation {
  return {
    name: `${name}, signed by the sender`, codes,
    make({ header, payload, sign }, draw) {
      const json_ = JSON.parse(header.toString()) as Header;
      edit(json_, draw);
      const bytes = Buffer.from(canonicalJson(json_));
      return rightZip(bytes, sign(bytes, undefined, json_.practice === true), payload);
    },
  };
}

/** Mutations by whoever holds the sender's keys, or another office's. */
export const signedMutations: readonly Mutation[] = [...signed, ...payloads];
