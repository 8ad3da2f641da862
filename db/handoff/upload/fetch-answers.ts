import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { fail, isFailure } from '../../rules/failure.ts';
import { getMeta, setMeta } from '../../store/meta.ts';
import type { Writer } from '../../store/office.ts';
import { digestFile } from '../file-io.ts';
import { inboxFolder, packageIn } from '../inbox.ts';
import type { Address } from './address.ts';
import { isAtAddress } from './address.ts';
import { authorization } from './authorization.ts';
import type { Credentials } from './authorization.ts';

const listing = z.object({ files: z.array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int().positive() })).max(1000) });
const MAX_LISTING_BYTES = 1024 * 1024;
const TIMEOUT_MS = 60_000;
/** Hashes of what was fetched before, so that a refused file is not fetched for ever. */
const FETCHED = 'upload.fetched';
const REMEMBERED = 500;

/**
 * Fetches what lies ready for this office, receipts above all: a listing at `untuk/CODE`, then each file at
 * `untuk/CODE/SHA256`. Files that are here already are not asked for; one whose bytes are not its hash is dropped.
 * Returns the folder's files. Errors: UPLOAD_OFFLINE, UPLOAD_REFUSED, UPLOAD_STRANGE.
 */
export async function fetchAnswers(office: Writer, address: Address, credentials: Credentials): Promise<string[]> {
  const base = new URL(`untuk/${office.identity.code}`, address.url).href;
  const { files } = readListing(address, await read(address, credentials, base));
  const before = JSON.parse(getMeta(office.db, FETCHED) ?? '[]') as string[];
  const folder = join(inboxFolder(office), 'unduhan');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const fetched: string[] = [];
  for (const { sha256, bytes } of files) {
    if (before.includes(sha256) || packageIn(office, sha256)) continue;
    const file = join(folder, `${sha256}.tepat`);
    await download(address, credentials, `${base}/${sha256}`, file, bytes);
    if (digestFile(file).sha256 === sha256) fetched.push(file);
    before.push(sha256);
  }
  setMeta(office.db, FETCHED, JSON.stringify(before.slice(-REMEMBERED)));
  return fetched;
}

function readListing(address: Address, text: string): z.infer<typeof listing> {
  try {
    return listing.parse(JSON.parse(text));
  } catch {
    return fail('UPLOAD_STRANGE', { host: address.url.host });
  }
}

async function read(address: Address, credentials: Credentials, url: string): Promise<string> {
  const answer = await ask(address, credentials, url);
  let text = '';
  for await (const piece of answer) {
    text += String(piece);
    if (text.length > MAX_LISTING_BYTES) fail('UPLOAD_STRANGE', { host: address.url.host });
  }
  return text;
}

async function download(address: Address, credentials: Credentials, url: string, file: string, bytes: number): Promise<void> {
  const answer = await ask(address, credentials, url);
  let read = 0;
  await pipeline(answer, async function* (pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      read += piece.length;
      if (read > bytes) fail('UPLOAD_STRANGE', { host: address.url.host });
      yield piece;
    }
  }, createWriteStream(file)).catch((error: unknown) => offline(address, error));
}

function ask(address: Address, credentials: Credentials, url: string): Promise<IncomingMessage> {
  const { host } = address.url;
  if (!isAtAddress(address, url)) fail('UPLOAD_STRANGE', { host });
  return new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(url, {
      method: 'GET', timeout: TIMEOUT_MS, headers: { authorization: authorization(credentials, 'GET', url) }, ...(address.certificate !== null && { ca: address.certificate }),
    }, (answer) => {
      if (answer.statusCode === 200) return resolve(answer);
      answer.resume();
      // A redirect would lead away from the one address: it is an answer like any other that is not 200.
      return reject(Object.assign(new Error('status'), { status: answer.statusCode }));
    });
    asked.on('timeout', () => asked.destroy(new Error('timeout')));
    asked.on('error', reject);
    asked.end();
  }).catch((error: unknown) => offline(address, error));
}

function offline(address: Address, error: unknown): never {
  if (isFailure(error)) throw error;
  const { host } = address.url;
  const { status, code, message } = error as { status?: number; code?: string; message: string };
  return status === undefined ? fail('UPLOAD_OFFLINE', { host, detail: code ?? message }) : fail('UPLOAD_REFUSED', { host, status: String(status) });
}
