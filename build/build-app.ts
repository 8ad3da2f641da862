import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build as buildPage } from 'vite';
import { licences, sbom, shippedPackages } from './sbom.ts';
import { bundleElectron, bundleStandIn } from './bundle.ts';

const root = path.join(import.meta.dirname, '..');
const usualDir = path.join(root, 'dist');
const sources = ['electron', 'db', 'renderer', 'build/bundle.ts', 'build/stand-in', 'build/sbom.ts', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'];

/** Builds the app into `distDir` unless it was built there from exactly these sources; answers whether it had to. */
export async function buildApp(distDir: string = usualDir): Promise<boolean> {
  const stampFile = path.join(distDir, 'built-from');
  const wanted = hashOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return false;
  rmSync(distDir, { recursive: true, force: true });
  await bundleElectron(path.join(distDir, 'electron'));
  await bundleStandIn(path.join(distDir, 'stand-in'));
  await buildPage({ root: path.join(root, 'renderer'), configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: path.join(distDir, 'renderer') } });
  mkdirSync(distDir, { recursive: true });
  const packages = shippedPackages();
  writeFileSync(path.join(distDir, 'sbom.cdx.json'), sbom(packages));
  writeFileSync(path.join(distDir, 'LICENCES.txt'), licences(packages));
  writeFileSync(stampFile, wanted);
  return true;
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf).sort()) hash.update(file).update('\0').update(readFileSync(path.join(root, file))).update('\0');
  return hash.digest('hex');
}

function filesOf(source: string): string[] {
  if (path.extname(source) !== '') return [source];
  return readdirSync(path.join(root, source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}
