// Builds resources/regions.txt.gz and its ODbL notice from the npm package idn-area-data. Runs after `npm install` on
// the system's Node (20 or newer) and needs nothing else; does nothing when the resource is already up to date.
//
// Format, one region a line, parents before their children, in the order of the codes:
//   A<2 digits><name>  province      B<2 digits><name>  regency or city
//   C<2 digits><name>  district      <4 digits><name>   village
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const FORMAT = 1;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'node_modules', 'idn-area-data');
const resource = join(root, 'resources', 'regions.txt.gz');
const notice = join(root, 'resources', 'regions-NOTICE.txt');

/** Rows of a simple CSV file without its header; quoted cells may hold commas. */
function readRows(name) {
  const text = readFileSync(join(source, 'data', `${name}.csv`), 'utf8');
  return text
    .split(/\r?\n/)
    .slice(1)
    .filter(Boolean)
    .map((line) => {
      const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
      return cells.map((cell) => (cell[1] === undefined ? cell[2] : cell[1].replaceAll('""', '"')).trim());
    });
}

/** All regions as one text in the format above. */
function buildText() {
  const lines = new Map();
  for (const [code, name] of readRows('provinces')) lines.set(code, `A${code}${name}`);
  for (const [code, , name] of readRows('regencies')) lines.set(code, `B${code.slice(3)}${name}`);
  for (const [code, , name] of readRows('districts')) lines.set(code, `C${code.slice(6)}${name}`);
  for (const [code, , name] of readRows('villages')) lines.set(code, `${code.slice(9)}${name}`);
  for (const code of lines.keys()) {
    const parent = code.slice(0, code.lastIndexOf('.'));
    if (code.includes('.') && !lines.has(parent)) throw new Error(`region ${code} has no parent ${parent}`);
  }
  return [...lines.keys()].sort().map((code) => lines.get(code)).join('\n');
}

function buildNotice(version, sha256) {
  return `Administrative regions of Indonesia (regions.txt.gz)

Contains information from idn-area-data ${version} by Fityan Nugroho and contributors
(https://github.com/fityannugroho/idn-area-data), which is made available here under the
Open Database License (ODbL) 1.0: https://opendatacommons.org/licenses/odbl/1-0/
Any rights in individual contents of the database are those of their owners; the names and codes are those of
Keputusan Menteri Dalam Negeri Nomor 300.2.2-2138 Tahun 2025.

regions.txt.gz is a derivative database: the codes and names of provinces, regencies, districts and villages in another
layout, with nothing added or left out but the islands. It is offered under the same licence, is kept in a file of its
own, and is mixed into no other data file. Whoever receives Tepat may take it out, use it and pass it on under the ODbL.

Build: format ${FORMAT}, idn-area-data ${version}, sha256 ${sha256}

The licence follows.

${readFileSync(join(source, 'data', 'LICENSE.md'), 'utf8')}`;
}

const sha256Of = (text) => createHash('sha256').update(text).digest('hex');

/** Whether the resource was built from this version in this format, and is whole. */
function isUpToDate(version) {
  if (!existsSync(resource) || !existsSync(notice)) return false;
  const built = /^Build: format (\d+), idn-area-data (\S+), sha256 (\S+)$/m.exec(readFileSync(notice, 'utf8'));
  if (!built || Number(built[1]) !== FORMAT || built[2] !== version) return false;
  try {
    return sha256Of(gunzipSync(readFileSync(resource))) === built[3];
  } catch {
    return false; // cut short or overwritten: build again
  }
}

function replaceFile(path, content) {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

if (!existsSync(source)) {
  // An install without development packages: a packaged app carries the built resource.
  console.log('regions: idn-area-data is not installed, nothing built');
} else {
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  if (!isUpToDate(version)) {
    const text = buildText();
    const packed = gzipSync(text, { level: 9 });
    mkdirSync(dirname(resource), { recursive: true });
    replaceFile(resource, packed);
    replaceFile(notice, buildNotice(version, sha256Of(text)));
    console.log(`regions: ${text.split('\n').length} regions, ${Math.round(packed.length / 1024)} KB`);
  }
}
