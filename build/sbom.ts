import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

/** A package that is part of what is shipped. */
interface Shipped { readonly name: string; readonly version: string; readonly licence: string; readonly integrity: string | null; readonly text: string }
interface Locked { readonly version?: string; readonly dev?: boolean; readonly optional?: boolean; readonly license?: string; readonly integrity?: string }

/** Packages that name their licence in their README or repository only. */
const toldElsewhere: Readonly<Record<string, string>> = { buffers: 'MIT', 'combine-errors': 'MIT', 'png-js': 'MIT' };

/** Everything that the lock file installs for the product itself, and Electron, which it runs in. */
export function shippedPackages(): Shipped[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
  return Object.entries(packages)
    .filter(([place, { dev, version }]) => version !== undefined && place.startsWith('node_modules/') && (!dev || place === 'node_modules/electron') && existsSync(path.join(root, place)))
    .map(([place, locked]) => {
      const own = JSON.parse(readFileSync(path.join(root, place, 'package.json'), 'utf8')) as { name?: string; license?: string | { type: string } };
      const licence = own.license ?? locked.license ?? toldElsewhere[own.name ?? ''] ?? 'UNKNOWN';
      return { name: own.name ?? place.replace(/^.*node_modules\//, ''), version: locked.version ?? '', licence: typeof licence === 'string' ? licence : licence.type, integrity: locked.integrity ?? null, text: licenceText(place) };
    })
    .sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

/** The list of parts as CycloneDX 1.6: what inventories of software read. The same sources give the same bytes. */
export function sbom(packages: readonly Shipped[]): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const components = packages.map((one) => ({
    type: one.name === 'electron' ? 'framework' : 'library', name: one.name, version: one.version, purl: `pkg:npm/${one.name.replace('@', '%40')}@${one.version}`,
    licenses: [/ (OR|AND) /.test(one.licence) ? { expression: one.licence } : { license: { id: one.licence } }],
    ...(one.integrity !== null && { hashes: [{ alg: 'SHA-512', content: Buffer.from(one.integrity.replace(/^sha512-/, ''), 'base64').toString('hex') }] }),
  }));
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component: { type: 'application', name: 'tepat', version, licenses: [{ license: { id: 'MIT' } }] } }, components }, null, 1)}\n`;
}

/** The licences of all parts, with their texts, as one file to read. Electron's and Chromium's own lie beside the program. */
export function licences(packages: readonly Shipped[]): string {
  return packages.map(({ name, version, licence, text }) => `${name} ${version}\n${licence}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceText(place: string): string {
  const name = readdirSync(path.join(root, place)).find((file) => /^(licen[cs]e|copying)/i.test(file));
  return name === undefined ? '(the package brings no text of its licence)' : readFileSync(path.join(root, place, name), 'utf8').trim();
}
