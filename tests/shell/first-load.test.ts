import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { splitModules } from '../../build/bundle.ts';

/**
 * What is loaded before anybody asks for it (decision 0032). A heavy library that gets in here costs every start of every
 * office PC; whoever needs one imports it where it is used, by `await import()`.
 */
const root = path.join(import.meta.dirname, '../..');
const heavy = /node_modules\/(exceljs|jszip|pdfkit|fontkit|tus-js-client|age-encryption|@noble\/|qrcode|pngjs|cfb|saxes|yauzl|htmlparser2|exifr)/;
const entries = {
  main: 'electron/main.ts', worker: 'electron/worker.ts',
  // What an opened office asks first.
  office: 'db/api/handlers/office.ts', home: 'db/api/handlers/office-work.ts', register: 'db/api/handlers/register.ts',
};

type Inputs = Awaited<ReturnType<typeof splitModules>>['metafile']['inputs'];
let inputs: Inputs;
const sizes = new Map<string, number>();
beforeAll(async () => {
  const { metafile } = await splitModules(Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, path.join(root, file)])), path.join(root, 'dist/nowhere'));
  inputs = metafile.inputs;
  for (const output of Object.values(metafile.outputs)) for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) sizes.set(file, (sizes.get(file) ?? 0) + bytesInOutput);
}, 60_000);

/** Every file that is loaded with another, whether it is used or not, with the file that brings it in. */
function loadedWith(entry: string): Map<string, string> {
  const found = new Map([[entry, '']]);
  for (const file of found.keys()) {
    for (const one of inputs[file]?.imports ?? []) {
      // A bundler leaves out what nothing uses.
      if (one.kind !== 'dynamic-import' && sizes.has(one.path) && !found.has(one.path)) found.set(one.path, file);
    }
  }
  return found;
}

test.each(Object.keys(entries) as (keyof typeof entries)[])('%s brings in no library that is only sometimes needed', (name) => {
  const brought = [...loadedWith(entries[name])].filter(([file]) => heavy.test(file)).map(([file, by]) => `${file} by ${by}`);
  expect(brought).toEqual([]);
});

test('the look finds what is loaded later: writing a spreadsheet is among it, but not at the start', () => {
  expect(Object.keys(inputs).some((file) => file.startsWith('node_modules/exceljs'))).toBe(true);
  expect(loadedWith(entries.worker).has('db/api/create-api.ts')).toBe(true);
});

test('a data thread begins without any area of the api, and the window’s process without the schemas', () => {
  expect([...loadedWith(entries.worker).keys()].filter((file) => /^db\/api\/(handlers|contract)\//.test(file))).toEqual([]);
  expect([...loadedWith(entries.main).keys()].filter((file) => /^(db\/api\/contract|node_modules)\//.test(file))).toEqual([]);
});

test('what a data thread begins with stays small', () => {
  const bytes = [...loadedWith(entries.worker).keys()].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
  // 1.24 MB with its white space on 28 November; it was 7.2.
  expect(bytes).toBeLessThan(1.9e6);
});
