import { deflateRawSync } from 'node:zlib';
import { canonicalJson } from '../../db/rules/canonical-json.ts';
import type { Json } from '../../db/rules/canonical-json.ts';
import { oddZip } from './odd-zip.ts';
import type { OddEntry } from './odd-zip.ts';
import type { OpenOriginal } from './signed-mutations.ts';

/** Draws numbers for a mutation, from 0 to below the one given. */
export type Draw = (below: number) => number;

/** One way to damage or forge a package, and the reasons that may be named for it. */
export interface Mutation {
  readonly name: string;
  readonly codes: readonly string[];
  readonly make: (original: OpenOriginal, draw: Draw) => Buffer | Promise<Buffer>;
}

type Header = Record<string, Json>;
const BROKEN = ['PACKAGE_CHANGED', 'PACKAGE_TRUNCATED', 'NOT_A_PACKAGE'] as const;
/** Any byte of header, signature or payload may be hit. */
const HIT = [...BROKEN, 'SIGNATURE_WRONG', 'SENDER_UNTRUSTED', 'WRONG_RECEIVER', 'PACKAGE_PRACTICE', 'PACKAGE_NEWER'] as const;
const UNSIGNED = ['SIGNATURE_WRONG', 'SENDER_UNTRUSTED', 'PACKAGE_NEWER', 'PACKAGE_PRACTICE', 'PACKAGE_CHANGED', 'PACKAGE_OWN'] as const;

/** A copy of the bytes with some of them cut out and others put in. */
function spliced(bytes: Buffer, at: number, cut: number, put = Buffer.alloc(0) as Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]);
}

function noise(draw: Draw, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 1) bytes[at] = draw(256);
  return bytes;
}

/** The file's bytes damaged by nobody who knows what they mean: a bad stick, a torn copy. */
const accidents: readonly Mutation[] = [
  { name: 'one bit flipped', codes: HIT, make: ({ bytes }, draw) => flipped(bytes, draw(bytes.length), 1 << draw(8)) },
  { name: 'one bit of the head or tail flipped', codes: HIT, make: ({ bytes }, draw) => flipped(bytes, draw(2) === 0 ? draw(60) : bytes.length - 1 - draw(240), 1 << draw(8)) },
  { name: 'many bytes overwritten', codes: HIT, make: ({ bytes }, draw) => { const at = draw(bytes.length - 64); return spliced(bytes, at, 64, noise(draw, 64)); } },
  // A whole sector: the last bytes of a zip are zeros already.
  { name: 'a sector of zeros', codes: HIT, make: ({ bytes }, draw) => spliced(bytes, 512 * draw(Math.floor(bytes.length / 512)), 512, Buffer.alloc(512)) },
  { name: 'truncated', codes: BROKEN, make: ({ bytes }, draw) => bytes.subarray(0, draw(bytes.length)) },
  { name: 'truncated by little', codes: BROKEN, make: ({ bytes }, draw) => bytes.subarray(0, bytes.length - 1 - draw(80)) },
  { name: 'bytes inserted', codes: HIT, make: ({ bytes }, draw) => spliced(bytes, draw(bytes.length), 0, noise(draw, 1 + draw(40))) },
  { name: 'bytes removed', codes: HIT, make: ({ bytes }, draw) => spliced(bytes, draw(bytes.length - 41), 1 + draw(40)) },
  { name: 'two pieces swapped', codes: HIT, make: ({ bytes }, draw) => { const [a, b] = [64 + draw(400), 700 + draw(bytes.length - 1000)]; return spliced(spliced(bytes, a, 128, bytes.subarray(b, b + 128)), b, 128, bytes.subarray(a, a + 128)); } },
  { name: 'bytes behind the end', codes: BROKEN, make: ({ bytes }, draw) => Buffer.concat([bytes, noise(draw, 1 + draw(2000))]) },
  { name: 'zeros behind the end', codes: BROKEN, make: ({ bytes }, draw) => Buffer.concat([bytes, Buffer.alloc(1 + draw(5000))]) },
  { name: 'bytes before the beginning', codes: BROKEN, make: ({ bytes }, draw) => Buffer.concat([noise(draw, 1 + draw(600)), bytes]) },
  { name: 'the file twice', codes: BROKEN, make: ({ bytes }) => Buffer.concat([bytes, bytes]) },
  { name: 'nothing but noise', codes: BROKEN, make: (_, draw) => noise(draw, draw(3000)) },
];

function flipped(bytes: Buffer, at: number, mask: number): Buffer {
  return spliced(bytes, at, 1, Buffer.from([(bytes[at] ?? 0) ^ mask]));
}

/** The three parts are right, the container is not the one that they give. */
const container: readonly Mutation[] = [
  odd('parts in another order', ([a, b, c], draw) => oddZip(draw(2) === 0 ? [b, a, c] : [a, c, b])),
  odd('directory in another order', (parts) => oddZip(parts, { order: [1, 0, 2] })),
  odd('a part twice', (parts, draw) => oddZip([...parts, parts[draw(3)] ?? parts[0]])),
  odd('a part missing', (parts, draw) => { const gone = draw(3); return oddZip(parts.filter((_, place) => place !== gone)); }),
  odd('an entry too many', (parts, draw) => oddZip([...parts, { name: EVIL[draw(EVIL.length)] ?? '', bytes: noise(draw, draw(50)) }])),
  odd('an entry too many in front', (parts, draw) => oddZip([{ name: EVIL[draw(EVIL.length)] ?? '', bytes: noise(draw, draw(50)) }, ...parts])),
  odd('a part under a path', (parts, draw) => oddZip(parts.map((part) => ({ ...part, name: `${EVIL[draw(EVIL.length)]}/${part.name}` })))),
  odd('other names in the directory', (parts) => oddZip(parts.map((part) => ({ ...part, centralName: `../${part.name}` })))),
  odd('names in other letters', (parts) => oddZip(parts.map((part) => ({ ...part, name: part.name.toUpperCase() })))),
  odd('a part that says it is a link', (parts, draw) => oddZip(change(parts, draw, { attributes: 0xa1ff_0000 }))),
  odd('a link beside the parts', (parts) => oddZip([...parts, { name: 'tautan', bytes: Buffer.from('/etc/passwd'), attributes: 0xa1ff_0000 }])),
  odd('a deflated part', (parts, draw) => oddZip(change(parts, draw, { deflate: true }))),
  odd('a deflated bomb in the place of a part', (parts, draw) => oddZip(change(parts, draw, { bytes: ZEROS, deflated: DEFLATED_ZEROS }))),
  odd('a bomb beside the parts', (parts) => oddZip([...parts, { name: 'bom', bytes: ZEROS, deflated: DEFLATED_ZEROS }])),
  odd('a size that is not true', (parts, draw) => oddZip(change(parts, draw, { size: draw(2) === 0 ? 0xffff_ffff : draw(5000) }))),
  odd('a checksum that is not true', (parts, draw) => oddZip(change(parts, draw, { crc: draw(2 ** 31) }))),
  odd('flags', (parts, draw) => oddZip(change(parts, draw, { flags: 1 << draw(12) }))),
  odd('another version', (parts, draw) => oddZip(change(parts, draw, { version: 45 + draw(10) }))),
  odd('a time', (parts, draw) => oddZip(change(parts, draw, draw(2) === 0 ? { time: 1 + draw(60_000) } : { date: 0x5a00 + draw(500) }))),
  odd('an extra field', (parts, draw) => oddZip(change(parts, draw, { extra: Buffer.concat([Buffer.from([0xfe, 0xca, 4, 0]), noise(draw, 4)]) }))),
  odd('a comment on a part', (parts, draw) => oddZip(change(parts, draw, { comment: 'rahasia' }))),
  odd('a comment at the end', (parts) => oddZip(parts, { comment: 'catatan' })),
  odd('bytes between the parts', (parts, draw) => oddZip(parts, { between: Buffer.from(noise(draw, 1 + draw(30))) })),
  odd('another count of entries', (parts, draw) => oddZip(parts, { count: draw(3) })),
];

const EVIL = ['../header.json', '/etc/cron.d/x', 'C:\\Windows\\x.dll', 'a/b/c', 'header.json\u0000', 'payload.age/', '..', 'con', 'HEADER.JSON', 'header.sig '];
/** More than a header may be, and deflated once. */
const ZEROS = Buffer.alloc(1.5 * 2 ** 20);
const DEFLATED_ZEROS = deflateRawSync(ZEROS, { level: 9 });

type Parts = readonly [OddEntry, OddEntry, OddEntry];

function odd(name: string, build: (parts: Parts, draw: Draw) => Buffer): Mutation {
  return {
    name, codes: BROKEN,
    make: ({ header, signature, payload }, draw) => build([{ name: 'header.json', bytes: header }, { name: 'header.sig', bytes: signature }, { name: 'payload.age', bytes: payload }], draw),
  };
}

function change(parts: Parts, draw: Draw, with_: Partial<OddEntry>): OddEntry[] {
  const hit = draw(3);
  return parts.map((part, place) => (place === hit ? { ...part, ...with_ } : part));
}

/** The container of these parts as the format has it. */
export function rightZip(header: Buffer, signature: Buffer, payload: Buffer): Buffer {
  return oddZip([{ name: 'header.json', bytes: header }, { name: 'header.sig', bytes: signature }, { name: 'payload.age', bytes: payload }]);
}

/** The header says something else, or the same in other bytes, and the signature is the old one, a strange one or none. */
const headers: readonly Mutation[] = [
  edited('a number in the header', (header, draw) => void (header.sequence = 1 + draw(1000) + Number(header.sequence))),
  edited('another kind', (header, draw) => void (header.kind = ['LAPORAN', 'TANDA_TERIMA', 'ACUAN', 'SASARAN', 'PINDAH', 'TERUSAN'].filter((kind) => kind !== header.kind)[draw(5)] ?? '')),
  edited('practice', (header) => void (header.practice = true)),
  edited('another sender', (header) => void ((header.origin as Header).name = 'Kantor Lain')),
  edited('another device', (header) => void ((header.origin as Header).deviceId = 'pc-lain')),
  edited('another receiver', (header) => (header.destination as Header[]).forEach((one) => void (one.name = 'Kantor Lain'))),
  edited('another range', (header, draw) => void (header.ranges = [{ device: (header.origin as Header).deviceId ?? '', epoch: 1, from: 0, to: draw(1000), fromHead: '0'.repeat(64), toHead: '0'.repeat(64) }])),
  edited('approved by somebody', (header) => void (header.approvedBy = { name: 'Lurah', at: '2026-11-27T00:00:00.000Z' })),
  edited('fields that are not withheld', (header) => void ((header.privacy as Header).withheld = [[1, 1]])),
  // More than any original holds: by chance it would once in 9,000 be what was there.
  edited('other counts', (header, draw) => void ((header.counts as Header).changes = draw(9000) + 100_000)),
  edited('something added', (header, draw) => void (header[`z${draw(1000)}`] = draw(1000))),
  edited('a newer format, unsigned', (header) => void ((header.format as Header).major = 2)),
  { name: 'a header in other bytes', codes: ['PACKAGE_CHANGED'], make: ({ header, signature, payload }, draw) => rightZip(otherBytes(header.toString(), draw), signature, payload) },
  { name: 'no header at all', codes: BROKEN, make: ({ signature, payload }, draw) => rightZip(noise(draw, draw(300)), signature, payload) },
  { name: 'an endless header', codes: ['PACKAGE_CHANGED'], make: ({ signature, payload }) => rightZip(Buffer.alloc(1024 * 1024 + 1, 32), signature, payload) },
  { name: 'another signature', codes: ['SIGNATURE_WRONG'], make: ({ header, payload }, draw) => rightZip(header, noise(draw, 64), payload) },
  { name: 'a signature of zeros', codes: ['SIGNATURE_WRONG'], make: ({ header, payload }) => rightZip(header, Buffer.alloc(64), payload) },
  { name: 'a signature of another length', codes: [...BROKEN, 'SIGNATURE_WRONG'], make: ({ header, signature, payload }, draw) => rightZip(header, Buffer.concat([signature, noise(draw, 1 + draw(64))]).subarray(draw(2) * 10), payload) },
  { name: 'another payload', codes: ['PACKAGE_CHANGED'], make: ({ header, signature, other }) => rightZip(header, signature, other.payload) },
  { name: 'the signature of another package', codes: ['SIGNATURE_WRONG'], make: ({ header, payload, other }) => rightZip(header, other.signature, payload) },
  { name: 'a payload cut short or longer', codes: ['PACKAGE_CHANGED'], make: ({ header, signature, payload }, draw) => rightZip(header, signature, draw(2) === 0 ? payload.subarray(0, draw(payload.length)) : Buffer.concat([payload, noise(draw, 1 + draw(100))])) },
];

function edited(name: string, edit: (header: Header, draw: Draw) => void): Mutation {
  return {
    name: `${name}, the signature as it was`, codes: UNSIGNED,
    make({ header, signature, payload }, draw) {
      const json = JSON.parse(header.toString()) as Header;
      edit(json, draw);
      return rightZip(Buffer.from(canonicalJson(json)), signature, payload);
    },
  };
}

/** The same header in bytes that mean the same. */
function otherBytes(text: string, draw: Draw): Buffer {
  const json = JSON.parse(text) as Header;
  const forms = [
    ` ${text}`, `${text}\n`, `\uFEFF${text}`, JSON.stringify(json, null, 1), text.replace('"kind"', '"\\u006bind"'), text.replace('{', '{"kind":"LAPORAN",'),
    JSON.stringify(Object.fromEntries(Object.entries(json).reverse())), text.replace(/"sequence":(\d+)/, '"sequence":$1.0'), text.replace(/"sequence":(\d+)/, '"sequence":$1e0'),
  ];
  return Buffer.from(forms[draw(forms.length)] ?? '');
}

/** Mutations that need no key. */
export const unsignedMutations: readonly Mutation[] = [...accidents, ...container, ...headers];
