import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** DESIGN §4: Electron's BoringSSL lacks other primitives, so nothing else may be named. */
const root = path.join(import.meta.dirname, '../..');
const allowed = /^(sha-?256|sha-?512|hmac|hkdf|scrypt|aes-256-gcm|ed25519|x25519)$/i;

/** Calls whose first argument names a primitive. */
const named = /\b(createHash|createHmac|hkdf|hkdfSync|createCipheriv|createDecipheriv|generateKeyPair|generateKeyPairSync|createSign|createVerify|getHashes|pbkdf2|pbkdf2Sync|hash)\(\s*(['"`])([^'"`]+)\2/g;
/** Calls that are a primitive which is not on the list. */
const forbidden = /\b(createSign|createVerify|pbkdf2|pbkdf2Sync|createDiffieHellman|createECDH|publicEncrypt|privateDecrypt|argon2|subtle)\b/;
const encrypting = /\b(createCipheriv|createDecipheriv|generateKeyPair|generateKeyPairSync|scrypt|scryptSync|createPrivateKey|hkdfSync)\(/;
const mayEncrypt = /^db\/(store\/(keyring|sealed-box|device)|handoff\/(seal|signing))[\w-]*(\.ts|\/)/;

const files = ['db', 'electron'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/'))),
);
const sourceOf = (file: string): string => readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

test('only the allowed primitives are named', () => {
  const others = files.flatMap((file) => [...sourceOf(file).matchAll(named)].filter((match) => !allowed.test(match[3] ?? '')).map((match) => `${file}: ${match[0]}`));
  expect(others).toEqual([]);
});

test('no primitive outside the list is called', () => {
  expect(files.filter((file) => /from 'node:crypto'/.test(sourceOf(file)) && forbidden.test(sourceOf(file)))).toEqual([]);
});

test('keys and encryption live in the keyring, the device and the seal only', () => {
  expect(files.filter((file) => encrypting.test(sourceOf(file)) && !mayEncrypt.test(file))).toEqual([]);
});

test('the scan sees what it should', () => {
  expect(files.length).toBeGreaterThan(50);
  expect([..."createHash('md5')".matchAll(named)].map((match) => allowed.test(match[3] ?? ''))).toEqual([false]);
});
