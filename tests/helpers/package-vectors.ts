import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import { containerPieces } from '../../db/handoff/container.ts';
import { writeStream } from '../../db/handoff/file-io.ts';
import { encodeFrames } from '../../db/handoff/frames.ts';
import type { Block } from '../../db/handoff/frames.ts';
import { headerBytes } from '../../db/handoff/header.ts';
import type { Header, PackageKind } from '../../db/handoff/header.ts';
import { streamOf } from '../../db/handoff/build-package.ts';
import { voucherBytes } from '../../db/handoff/vouch.ts';
import type { Voucher } from '../../db/handoff/vouch.ts';
import { keyId, sealStream, sha256, signBytes } from '../../db/handoff/seal.ts';
import { canonicalJson } from '../../db/rules/canonical-json.ts';
import type { Json } from '../../db/rules/canonical-json.ts';

/** What the vectors are made from: `tests/fixtures/handoff/vectors.json`. Keys for tests only, of nobody. */
export interface VectorInput {
  readonly note: string;
  /** Hex: the 32-byte seeds of Ed25519 keys, and the age identities. */
  readonly sender: { readonly seed: string; readonly identity: string };
  /** Another PC of the sender's office, for which the sender vouches where a package says `vouches`. */
  readonly second: { readonly seed: string; readonly identity: string };
  readonly receiver: { readonly seed: string; readonly identity: string };
  /** Every random byte that sealing takes is drawn from SHA-256(seed, number of the 32-byte block). */
  readonly random: string;
  readonly packages: readonly { readonly name: string; readonly kind: PackageKind; readonly practice: boolean; readonly sequence: number; readonly opening: Json; readonly blocks: readonly Block[]; readonly ranges: Header['ranges']; readonly chain?: Header['chain']; readonly vouches?: boolean }[];
}

export const vectorFolder = join(import.meta.dirname, '../fixtures/handoff');

export function readVectorInput(): VectorInput {
  return JSON.parse(readFileSync(join(vectorFolder, 'vectors.json'), 'utf8')) as VectorInput;
}

/** The PKCS#8 head of an Ed25519 seed. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key from its seed: as Tepat signs with it, and its public half as a card shows it. */
export function signingPair(seed: string): { signingKey: string; signKey: string } {
  const der = Buffer.concat([PKCS8, Buffer.from(seed, 'hex')]);
  const raw = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { signingKey: der.toString('base64'), signKey: raw.toString('base64') };
}

/** Writes the package of a vector with the product's own functions; the same bytes each time. */
export async function writeVector(input: VectorInput, which: VectorInput['packages'][number]): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'tepat-vector-'));
  const restore = fixedRandom(`${input.random} ${which.name}`);
  try {
    const [from, to] = [signingPair(input.sender.seed), input.receiver.identity];
    const [own, theirs] = await Promise.all([identityToRecipient(input.sender.identity), identityToRecipient(to)]);
    const sealed = await sealStream(new Blob(await frames(which)).stream(), [own, theirs]);
    const payload = await writeStream(join(folder, 'payload'), sealed);
    const vouchers = which.vouches === true ? [await voucherOf(input)] : undefined;
    const bytes = headerBytes(headerOf(which, keyId(from.signKey), keyId(theirs), payload, vouchers));
    const signature = signBytes(from.signingKey, 'package', which.practice, bytes);
    return Buffer.concat([...containerPieces(bytes, signature, join(folder, 'payload'), payload)]);
  } finally {
    restore();
    rmSync(folder, { recursive: true });
  }
}

async function frames(which: VectorInput['packages'][number]): Promise<Uint8Array<ArrayBuffer>[]> {
  const all: Uint8Array<ArrayBuffer>[] = [];
  for await (const frame of encodeFrames(which.opening, which.blocks)) all.push(new Uint8Array(frame));
  return all;
}

/** The card of the sender. */
export async function writeVectorCard(input: VectorInput): Promise<string> {
  return `${JSON.stringify(await cardOf(input.sender, 'pc-uji-1'), null, 1)}\n`;
}

async function cardOf(of: VectorInput['sender'], deviceId: string) {
  const { signingKey, signKey } = signingPair(of.seed);
  const card = {
    format: { major: 1, minor: 0 }, officeId: 'kantor-uji-1', deviceId, code: '64.74.03.1002', name: 'Gunung Telihan', level: 'kelurahan', practice: false,
    signKey, ageKey: await identityToRecipient(of.identity), createdAt: '2026-11-27T00:00:00.000Z',
  };
  return { ...card, signature: signBytes(signingKey, 'card', false, Buffer.from(canonicalJson(card))).toString('base64') };
}

/** The sender's word for the second PC of its office. */
async function voucherOf(input: VectorInput): Promise<Voucher> {
  const said = { by: 'pc-uji-1', card: canonicalJson(await cardOf(input.second, 'pc-uji-3')) };
  return { ...said, signature: signBytes(signingPair(input.sender.seed).signingKey, 'voucher', false, voucherBytes(said)).toString('base64') };
}

function headerOf(which: VectorInput['packages'][number], signer: string, reader: string, payload: { sha256: string; bytes: number }, vouchers: Header['vouchers']): Header {
  const files: Record<string, number> = {};
  for (const block of which.blocks) files[block.file] = (files[block.file] ?? 0) + block.rows;
  return {
    format: { major: 1, minor: 0 }, packageId: `paket-uji-${which.name}`, kind: which.kind, practice: which.practice,
    origin: { officeId: 'kantor-uji-1', code: '64.74.03.1002', name: 'Gunung Telihan', deviceId: 'pc-uji-1', keyId: signer },
    destination: [{ officeId: 'kantor-uji-2', code: '64.74.03', name: 'Bontang Barat', devices: [{ deviceId: 'pc-uji-2', keyId: reader }] }],
    epoch: { number: 1, nonce: '00112233445566778899aabbccddeeff', base: null },
    stream: streamOf(which.kind, ['kantor-uji-2']), sequence: which.sequence, previous: null, ranges: which.ranges,
    schema: { version: 'uji', lists: {} }, privacy: { profile: 'pemerintah-1', withheld: [[2, 41]] }, payload,
    counts: { changes: Object.values(files).reduce((sum, rows) => sum + rows, 0), families: 1, people: 1, files, register: { families: 1, people: 1 } },
    createdAt: '2026-11-27T00:00:00.000Z', createdBy: 'siti', approvedBy: null, application: 'tepat', ...(which.chain && { chain: which.chain }), ...(vouchers && { vouchers }),
  };
}

/** Puts a generator of known bytes in the place of the system's; answers how to put it back. */
function fixedRandom(seed: string): () => void {
  const real = globalThis.crypto.getRandomValues.bind(globalThis.crypto);
  let block = 0;
  globalThis.crypto.getRandomValues = (<T extends NodeJS.ArrayBufferView>(into: T): T => {
    const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
    for (let at = 0; at < bytes.length; at += 32) bytes.set(sha256(`${seed} ${(block += 1)}`).subarray(0, Math.min(32, bytes.length - at)), at);
    return into;
  }) as typeof globalThis.crypto.getRandomValues;
  return () => {
    globalThis.crypto.getRandomValues = real;
  };
}

/** Writes the vectors anew; the tests only compare. */
export async function renewVectors(): Promise<void> {
  const input = readVectorInput();
  for (const one of input.packages) writeFileSync(join(vectorFolder, `${one.name}.tepat`), await writeVector(input, one));
  writeFileSync(join(vectorFolder, 'kartu.tepatcard'), await writeVectorCard(input));
}
