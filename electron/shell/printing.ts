import type { BrowserWindow, PrintToPDFOptions } from 'electron';
import { replaceFile } from './replace-file.ts';

export interface PaperChoice {
  readonly paper: 'A4' | 'F4';
  readonly landscape: boolean;
}

/** F4 (folio, 215 × 330 mm) is the usual paper of Indonesian offices; Chromium does not know it by name. Inches. */
const f4Inches = { width: 215 / 25.4, height: 330 / 25.4 };
/** The same in microns, as the print dialogue wants it. */
const f4Microns = { width: 215_000, height: 330_000 };

/** Opens the system's print dialogue; resolves to whether it was printed. */
export function printPage(window: BrowserWindow, choice: PaperChoice): Promise<boolean> {
  return new Promise((resolve) => {
    const pageSize = choice.paper === 'A4' ? 'A4' : f4Microns;
    window.webContents.print({ landscape: choice.landscape, pageSize, printBackground: true }, (printed) => resolve(printed));
  });
}

/** Writes the page as a PDF: under a temporary name first, so that a half-written file never carries the right name. */
export async function printToPdf(window: BrowserWindow, file: string, choice: PaperChoice): Promise<void> {
  const options: PrintToPDFOptions = {
    landscape: choice.landscape,
    pageSize: choice.paper === 'A4' ? 'A4' : f4Inches,
    printBackground: true,
    preferCSSPageSize: true,
  };
  await replaceFile(file, await window.webContents.printToPDF(options));
}
