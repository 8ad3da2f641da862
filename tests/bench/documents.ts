import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { caller, createApi } from '../../db/api/create-api.ts';
import { importFile } from '../../db/cli/demo/import-file.ts';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import { resourceFile } from '../../db/store/resource-file.ts';
import { benchPassphrase, benchRegion, benchUser } from './bench-office.ts';
import { median, showFigure } from './measure.ts';
import type { Line } from './measure.ts';

const GOAL = 5;
const ROUNDS = 3;

/** A BNBA of so many families through the api, as PDF and .docx, from the question to the file on disk; beside it pdfkit's own table of the same words. */
export async function benchDocuments(families: number): Promise<Line[]> {
  const root = mkdtempSync(join(tmpdir(), 'tepat-bench-documents-'));
  let token = '';
  let told = 0;
  const api = createApi({ lane: 'both', profileDir: join(root, 'profil'), officeDir: join(root, 'kantor'), now: () => new Date(), kdfCost: 12, onEvent: (event) => void (told += event.type === 'progress' ? 1 : 0) });
  const call = caller(api, () => token);
  try {
    await call('office.create', { code: benchRegion, user: benchUser, passphrase: benchPassphrase, practice: true });
    token = (await call('session.open', { user: benchUser, passphrase: benchPassphrase })).session;
    const register = join(root, 'dtsen.xlsx');
    await writeWorkbook(register, 'dtsen', { seed: 'dokumen', families, region: benchRegion, today: '2026-11-20' });
    await importFile({ call }, register);
    const lines: Line[] = [];
    for (const format of ['pdf', 'docx'] as const) {
      const times: number[] = [];
      let rows = 0;
      told = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const began = performance.now();
        ({ rows } = await call('document.write', { name: 'bnba', purpose: 'ukur', full: true, format, path: join(root, `bnba-${round}.${format}`) }));
        times.push((performance.now() - began) / 1000);
      }
      lines.push({ name: `BNBA of ${rows} families to ${format}, through the api`, value: median(times), unit: 's', goal: { most: GOAL }, note: `${times.map(showFigure).join(', ')}; progress told ${told} times` });
    }
    return [...lines, await alone(root, families)];
  } finally {
    await api.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The same size of table by pdfkit's own table, without an office, a letterhead or a count of pages. */
async function alone(root: string, rows: number): Promise<Line> {
  const began = performance.now();
  const doc = new PDFDocument({ size: [935, 609], margin: 42, font: null as unknown as string });
  doc.registerFont('plain', resourceFile('fonts/LiberationSans-Regular.ttf')).font('plain').fontSize(9);
  const file = createWriteStream(join(root, 'sendiri.pdf'));
  doc.pipe(file);
  const table = doc.table({ columnStyles: ['*', '*', '*', '*', '*', '*', '*', '*'] });
  for (let row = 1; row <= rows; row += 1) table.row([String(row), `NAMA KEPALA KELUARGA KE-${row}`, '6474031708480003', '6474030505120003', 'JL. FLORES GANG 2 NOMOR 14', '001/002', '3', '4']);
  table.end();
  doc.end();
  await once(file, 'finish');
  return { name: `a table of ${rows} rows by pdfkit's own table, alone`, value: (performance.now() - began) / 1000, unit: 's' };
}
