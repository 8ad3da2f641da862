import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UPDATE_DOMAIN, UPDATE_FILE } from '../db/api/survival/update-check.ts';
import type { UpdateKey } from '../db/api/survival/update-keys.ts';

/** A file of a release, by the ending that electron-builder gives it. */
const kinds = [
  { ending: /-portable\.exe$/i, platform: 'win32', kind: 'portable' },
  { ending: /\.exe$/i, platform: 'win32', kind: 'nsis' },
  { ending: /\.AppImage$/i, platform: 'linux', kind: 'appimage' },
  { ending: /\.deb$/i, platform: 'linux', kind: 'deb' },
] as const;

/** Makes a key for releases: the private half as PEM into a file that must not exist yet; answers what the program is to know. */
export function makeReleaseKey(file: string, id: string): UpdateKey {
  if (existsSync(file)) throw new Error(`${file} is there already`);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  return { id, key: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64') };
}

/** Writes the signed manifest for the installers in a folder: with it the folder is what a stick carries. */
export function signUpdate(folder: string, keyFile: string, { id, version, notes, files }: { id: string; version: string; notes: string; files: readonly string[] }): string {
  const listed = files.map((name) => {
    const bytes = readFileSync(path.join(folder, name));
    const known = kinds.find(({ ending }) => ending.test(name));
    if (!known) throw new Error(`${name} is no installer of Tepat`);
    return { platform: known.platform, kind: known.kind, name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  const manifest = JSON.stringify({ product: 'tepat', version, notes, files: listed });
  const key = createPrivateKey(readFileSync(keyFile, 'utf8'));
  const signature = sign(null, Buffer.from(UPDATE_DOMAIN + manifest, 'utf8'), key).toString('base64');
  const file = path.join(folder, UPDATE_FILE);
  writeFileSync(file, `${JSON.stringify({ manifest, key: id, signature }, null, 1)}\n`);
  return file;
}

// node build/sign-update.ts key FILE ID | sign FOLDER KEYFILE ID VERSION NOTES FILE…
const [command, ...words] = process.argv.slice(2);
if (import.meta.filename === process.argv[1]) {
  if (command === 'key' && words.length === 2) {
    const made = makeReleaseKey(words[0] ?? '', words[1] ?? '');
    process.stdout.write(`Put into db/api/survival/update-keys.ts: ${JSON.stringify(made)}\n`);
  } else if (command === 'sign' && words.length >= 6) {
    const [folder = '', keyFile = '', id = '', version = '', notes = '', ...files] = words;
    process.stdout.write(`${signUpdate(folder, keyFile, { id, version, notes, files })} (public ${createPublicKey(readFileSync(keyFile, 'utf8')).asymmetricKeyType ?? ''})\n`);
  } else {
    process.stderr.write('Usage: node build/sign-update.ts key FILE ID | sign FOLDER KEYFILE ID VERSION NOTES FILE…\n');
    process.exitCode = 2;
  }
}
