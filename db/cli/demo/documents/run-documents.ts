import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentFormat } from '../../../reports/documents/document-thread.ts';
import { documentList } from './document-list.ts';
import { documentsOffice } from './documents-office.ts';

const formats: readonly DocumentFormat[] = ['pdf', 'docx'];

export interface WrittenDemoDocument { readonly name: string; readonly format: DocumentFormat; readonly file: string; readonly sha256: string; readonly seconds: number }

/** Leaves every document as PDF and .docx in `out`, filled from a generated practice office that is removed afterwards. */
export async function runDocuments({ out, seed, say }: { out: string; seed: string; say: (line: string) => void }): Promise<WrittenDemoDocument[]> {
  mkdirSync(out, { recursive: true });
  const root = mkdtempSync(join(tmpdir(), 'tepat-dokumen-'));
  const written: WrittenDemoDocument[] = [];
  try {
    const office = await documentsOffice(root, seed);
    try {
      for (const { name, write } of await documentList(office)) {
        for (const format of formats) {
          const began = performance.now();
          const { file, sha256 } = await write(join(out, `${name}.${format}`), format);
          const seconds = Math.round(performance.now() - began) / 1000;
          written.push({ name, format, file, sha256, seconds });
          say(`${file} (${seconds} s)`);
        }
      }
    } finally {
      for (const one of [office.kelurahan, office.kota]) await one.close();
    }
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
  return written;
}
