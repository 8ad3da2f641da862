import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** The guides name buttons, fields and messages as the window says them, in bold; a text that was renamed shows here. */

const root = path.join(import.meta.dirname, '../../..');
/** Bold that is no text of the window: what a paragraph is about, keys, and numbered blocks of the paper form. */
const headings = [
  'alt+↓', 'ubah di tempat.', 'kenapa seluruh berkas ditolak.', 'kartu kantor, sekali saja untuk tiap kantor tujuan', 'mencadangkan.', 'dua pc di satu kantor.',
  'dengan kunjungan', 'tanpa kunjungan', 'menurut jenisnya', '.xlsx, .xls, .ods, .csv',
];

const plain = (text: string): string => text.replace(/\s+/g, ' ').toLowerCase();
const sources = (folder: string): string[] => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(path.join(root, folder, file), 'utf8'));

it('every text of the window that a guide names in bold is there', () => {
  const said = plain([...sources('renderer'), ...sources('db')].join('\n').replaceAll("\\'", "'"));
  const isSaid = (label: string): boolean => label.split('…').every((part) => said.includes(part.trim().replace(/^(?:\d+|[ivx]+) /, '').replace(/[.,:;]$/, '')));
  const unknown: string[] = [];
  let seen = 0;
  for (const guide of readdirSync(path.join(root, 'docs')).filter((file) => /^panduan.*\.md$/.test(file))) {
    for (const [, bold = ''] of readFileSync(path.join(root, 'docs', guide), 'utf8').matchAll(/\*\*([^*\n]+)\*\*/g)) {
      seen++;
      const label = plain(bold);
      const readings = [[label], label.split(' › '), label.split(', ')];
      if (!headings.includes(label) && !readings.some((parts) => parts.every(isSaid))) unknown.push(`${guide}: ${bold}`);
    }
  }
  expect(unknown).toEqual([]);
  expect(seen).toBeGreaterThan(300);
});
