import { createHash, createPublicKey, verify } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../rules/failure.ts';
import { compareVersions } from '../../rules/version.ts';
import { writeFileWhole } from '../../store/files.ts';
import { beginWholeFile } from '../../store/whole-file.ts';
import type { UpdateKey } from './update-keys.ts';

export const UPDATE_FILE = 'tepat-update.json';
/** What the signature is over, before the manifest's own text: it fits nothing else that a key might sign. */
export const UPDATE_DOMAIN = 'tepat-update-1\n';
const MOST_MANIFEST = 64 * 1024;
const CHUNK = 1 << 20;
/** DER head of an Ed25519 public key. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const envelope = z.object({ manifest: z.string(), key: z.string(), signature: z.string() });
const manifestShape = z.object({
  product: z.literal('tepat'), version: z.string(), notes: z.string().max(2000),
  files: z.array(z.object({ platform: z.enum(['win32', 'linux']), kind: z.enum(['nsis', 'portable', 'appimage', 'deb']), name: z.string().regex(/^[\w.-]{1,120}$/), bytes: z.number().int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })).max(16),
});
type Manifest = z.output<typeof manifestShape>;

/** An update that was proved: who signed it, that it is newer, and the file for this system. */
export interface Update {
  readonly version: string;
  readonly notes: string;
  readonly kind: Manifest['files'][number]['kind'];
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What an update is held against. */
export interface UpdateBounds {
  readonly keys: readonly UpdateKey[];
  readonly version: string;
  readonly platform: string;
  /** The kind of file that this installation came from, where more than one fits. */
  readonly kind?: string;
}

/**
 * Reads the update in a folder and proves it before anything of it is run: the signature over the manifest, that it is newer
 * than this version, then the bytes of its file. Errors: UPDATE_NONE, UPDATE_NO_KEY, UPDATE_FORGED, UPDATE_NOT_NEWER, UPDATE_OTHER_SYSTEM.
 */
export function lookForUpdate(folder: string, bounds: UpdateBounds): Update {
  const { manifest } = readSigned(folder, bounds.keys);
  const newer = compareVersions(manifest.version, bounds.version);
  if (newer === null) fail('UPDATE_FORGED', { detail: 'version' });
  if (newer <= 0) fail('UPDATE_NOT_NEWER', { offered: manifest.version, present: bounds.version });
  const fitting = manifest.files.filter(({ platform }) => platform === bounds.platform);
  const chosen = fitting.find(({ kind }) => kind === bounds.kind) ?? fitting[0] ?? fail('UPDATE_OTHER_SYSTEM', { version: manifest.version });
  const file = join(folder, chosen.name);
  if (!existsSync(file)) fail('UPDATE_NONE', { folder });
  if (statSync(file).size !== chosen.bytes || hashOf(file) !== chosen.sha256) fail('UPDATE_FORGED', { detail: chosen.name });
  return { version: manifest.version, notes: manifest.notes, kind: chosen.kind, file, bytes: chosen.bytes, sha256: chosen.sha256 };
}

/** Where an update waits to be run, on this PC's own disk. */
export function updateFolder(profileDir: string): string {
  return join(profileDir, 'updates');
}

/**
 * Copies a proved update from its stick to this PC and proves the copy: what is run later is what was checked, also when the
 * stick is changed meanwhile. Older ones are removed. Errors: those of {@link lookForUpdate}, and a disk's.
 */
export function takeUpdate(folder: string, profileDir: string, bounds: UpdateBounds): Update {
  const update = lookForUpdate(folder, bounds);
  const target = updateFolder(profileDir);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const whole = beginWholeFile(join(target, update.file.slice(folder.length + 1)));
  try {
    eachChunk(update.file, (chunk) => whole.write(chunk));
    whole.finish();
  } catch (error) {
    whole.discard();
    throw error;
  }
  writeFileWhole(join(target, UPDATE_FILE), readFileSync(join(folder, UPDATE_FILE)));
  return readyUpdate(profileDir, bounds);
}

/** The update that waits on this PC, proved once more from its first byte. Errors as {@link lookForUpdate}. */
export function readyUpdate(profileDir: string, bounds: UpdateBounds): Update {
  return lookForUpdate(updateFolder(profileDir), bounds);
}

/** Removes what waits but is not newer any more: after it was installed. */
export function tidyUpdates(profileDir: string, bounds: UpdateBounds): void {
  const folder = updateFolder(profileDir);
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  try {
    readyUpdate(profileDir, bounds);
  } catch {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readSigned(folder: string, keys: readonly UpdateKey[]): { manifest: Manifest } {
  const file = join(folder, UPDATE_FILE);
  if (!existsSync(file)) return fail('UPDATE_NONE', { folder });
  if (keys.length === 0) return fail('UPDATE_NO_KEY');
  if (statSync(file).size > MOST_MANIFEST) return fail('UPDATE_FORGED', { detail: UPDATE_FILE });
  try {
    const { manifest, key: id, signature } = envelope.parse(JSON.parse(readFileSync(file, 'utf8')));
    const known = keys.find((one) => one.id === id);
    const signed = known !== undefined && verify(null, Buffer.from(UPDATE_DOMAIN + manifest, 'utf8'), createPublicKey({ key: Buffer.concat([SPKI, Buffer.from(known.key, 'base64')]), format: 'der', type: 'spki' }), Buffer.from(signature, 'base64'));
    if (signed) return { manifest: manifestShape.parse(JSON.parse(manifest)) };
  } catch {
    // Falls through: what cannot be read or proved was not signed by us.
  }
  return fail('UPDATE_FORGED', { detail: UPDATE_FILE });
}

function hashOf(file: string): string {
  const sum = createHash('sha256');
  eachChunk(file, (chunk) => void sum.update(chunk));
  return sum.digest('hex');
}

function eachChunk(file: string, take: (chunk: Buffer) => void): void {
  const handle = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) take(chunk.subarray(0, read));
  } finally {
    closeSync(handle);
  }
}
