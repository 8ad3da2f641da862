import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { containerPieces, readContainer } from '../../../db/handoff/container.ts';
import { digestFile, writeStream } from '../../../db/handoff/file-io.ts';
import { headerBytes, packageFileName, parseHeader } from '../../../db/handoff/header.ts';
import { plainHeader } from '../../helpers/plain-header.ts';

const folder = mkdtempSync(join(tmpdir(), 'tepat-container-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function pack(name: string): Promise<string> {
  const payload = join(folder, 'payload.age');
  writeFileSync(payload, Buffer.alloc(1000, 7));
  const file = join(folder, name);
  await writeStream(file, containerPieces(Buffer.from('{"a":1}'), Buffer.alloc(64, 9), payload, digestFile(payload)));
  return file;
}

describe('the container', () => {
  it('is a stored ZIP that any other reader opens, always the same bytes for the same parts', async () => {
    const file = await pack('a.tepat');
    expect(readFileSync(await pack('b.tepat')).equals(readFileSync(file))).toBe(true);
    const entries = await new Promise<[string, number, number][]>((resolve, reject) => {
      const seen: [string, number, number][] = [];
      yauzl.open(file, { strictFileNames: true }, (error, zip) => {
        if (error) return reject(error);
        zip.on('entry', (entry: yauzl.Entry) => seen.push([entry.fileName, entry.uncompressedSize, entry.compressionMethod]));
        zip.on('end', () => resolve(seen));
      });
    });
    expect(entries).toEqual([['header.json', 7, 0], ['header.sig', 64, 0], ['payload.age', 1000, 0]]);
    expect(readContainer(file)).toMatchObject({ header: Buffer.from('{"a":1}'), payload: { bytes: 1000 } });
  });

  it('refuses any other byte at any place', { timeout: 60_000 }, async () => {
    const bytes = readFileSync(await pack('c.tepat'));
    const changed = join(folder, 'd.tepat');
    for (let place = 0; place < bytes.length; place += 1) {
      const copy = Buffer.from(bytes);
      copy[place] = (copy[place] ?? 0) ^ 0x20;
      writeFileSync(changed, copy);
      const read = readContainer(changed);
      const inHeader = typeof read !== 'string' && !read.header.equals(Buffer.from('{"a":1}'));
      expect(typeof read === 'string' || inHeader, `byte ${place}`).toBe(true);
    }
  });

  it('tells a cut file from a changed one and from a strange one', async () => {
    const bytes = readFileSync(await pack('e.tepat'));
    const file = join(folder, 'f.tepat');
    for (const length of [40, 41, 60, 200, 1100, bytes.length - 1]) {
      writeFileSync(file, bytes.subarray(0, length));
      expect(readContainer(file), `${length} bytes`).toBe('PACKAGE_TRUNCATED');
    }
    writeFileSync(file, 'NIK;NAMA\n1;2\n and more text that is no package at all');
    expect(readContainer(file)).toBe('NOT_A_PACKAGE');
  });
});

describe('the header', () => {
  const header = plainHeader;

  it('is read back from its canonical bytes only', () => {
    expect(parseHeader(headerBytes(header))).toEqual({ header });
    expect(parseHeader(Buffer.from(JSON.stringify(header, null, 1)))).toBeNull();
    expect(parseHeader(Buffer.from(headerBytes(header).toString().replace('"sequence":7', '"sequence":7,"sequence":8')))).toBeNull();
    expect(parseHeader(headerBytes({ ...header, sequence: 0 }))).toBeNull();
  });

  it('passes over what a newer minor version adds, and names a newer major', () => {
    const more = { ...header, format: { major: 1, minor: 9 }, weather: 'cerah' };
    expect(parseHeader(headerBytes(more))).toEqual({ header: more });
    expect(parseHeader(headerBytes({ ...header, format: { major: 2, minor: 0 } }))).toEqual({ newer: 2 });
  });

  it('gives names that FAT and people can read', () => {
    expect(packageFileName(header, '')).toBe('LAPORAN_6474031002_ke_6474_e1_0007.tepat');
    expect(packageFileName({ ...header, practice: true }, 'ab12')).toBe('LATIHAN_LAPORAN_6474031002_pcab12_ke_6474_e1_0007.tepat');
    const far = { ...header, kind: 'TANDA_TERIMA', practice: true, destination: [1, 2].flatMap(() => header.destination.map((one) => ({ ...one, code: '64.74.03.1002' }))), sequence: 123456, epoch: { ...header.epoch, number: 123 } };
    expect(packageFileName(far, 'ab12').length).toBeLessThanOrEqual(100);
    expect(packageFileName(far, 'ab12')).toMatch(/^[A-Za-z0-9_.-]+$/);
  });
});
