import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A piece of text and where it stands; other items have a type instead. */
interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
}

interface PdfReader {
  getDocument(options: { data: Uint8Array; useSystemFonts: boolean; verbosity: number }): { promise: Promise<PdfFile> };
}
interface PdfFile {
  readonly numPages: number;
  getPage(number: number): Promise<{ getViewport(options: { scale: number }): { width: number; height: number }; getTextContent(): Promise<{ items: (TextItem | { type: string })[] }> }>;
  destroy(): Promise<void>;
}

/** A page as a reader of the PDF finds it: its paper in millimetres, and its text in lines from above. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly lines: readonly string[];
}

/** Reads a PDF with a library that has nothing to do with the one that wrote it. */
export async function pdfPages(bytes: Uint8Array): Promise<PdfPage[]> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const reader = (await import(pathToFileURL(path.join(folder, 'legacy/build/pdf.mjs')).href)) as PdfReader;
  const file = await reader.getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= file.numPages; number += 1) {
    const page = await file.getPage(number);
    const { width, height } = page.getViewport({ scale: 25.4 / 72 });
    const rows = new Map<number, { x: number; text: string }[]>();
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [, , , , x, y] = item.transform as [number, number, number, number, number, number];
      const key = [...rows.keys()].find((one) => Math.abs(one - y) < 1.5) ?? y;
      rows.set(key, [...(rows.get(key) ?? []), { x, text: item.str }]);
    }
    const lines = [...rows].sort(([a], [b]) => b - a).map(([, items]) => items.sort((a, b) => a.x - b.x).map(({ text }) => text.trim()).join(' '));
    pages.push({ width: Math.round(width), height: Math.round(height), lines, text: lines.join('\n') });
  }
  await file.destroy();
  return pages;
}
