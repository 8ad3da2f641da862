import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { knownRegion } from '../sample/places.ts';
import { sampleLayouts, workbookLayouts, writeWorkbook } from '../sample/workbooks.ts';
import type { WorkbookLayout } from '../sample/workbooks.ts';
import { sheetFormats } from '../sample/spreadsheet.ts';
import type { SheetFormat } from '../sample/spreadsheet.ts';
import { sha256Of } from '../store/backup.ts';
import { localDate } from '../store/office.ts';
import { UsageError, readArguments } from './arguments.ts';
import type { Command } from './commands.ts';
import { runDocuments } from './demo/documents/run-documents.ts';
import { runDemo } from './demo/run-demo.ts';
import { print } from './output.ts';

const DEFAULT_REGION = '64.74.03.1002';
const DEMO_FAMILIES = 7000;

/** The day that generated files speak from, unless `--today` names one: fixed, so that the same seed gives the same bytes. */
const GENERATED_TODAY = '2026-11-22';

export const generateCommand: Command = {
  usage: `generate --families N --seed S --out FOLDER [--layout ${workbookLayouts.join('|')}] [--format ${sheetFormats.join('|')}] [--code CODE] [--today DATE]`,
  async run(words) {
    const args = readArguments(words, { families: { type: 'string' }, seed: { type: 'string' }, out: { type: 'string' }, layout: { type: 'string' }, format: { type: 'string' }, code: { type: 'string' }, today: { type: 'string' } });
    const families = args.number('families') ?? Number(args.need('families'));
    const seed = args.need('seed');
    const layout = (args.text('layout') ?? 'dtsen') as WorkbookLayout;
    if (!workbookLayouts.includes(layout)) throw new UsageError(`--layout is one of ${workbookLayouts.join(', ')}`);
    const format = (args.text('format') ?? sampleLayouts[layout].format) as SheetFormat;
    if (!sheetFormats.includes(format)) throw new UsageError(`--format is one of ${sheetFormats.join(', ')}`);
    const region = args.text('code') ?? DEFAULT_REGION;
    if (!knownRegion(region)) throw new UsageError(`--code is a kelurahan whose neighbourhoods the generator knows, such as ${DEFAULT_REGION}; ${region} is none`);
    const folder = args.need('out');
    mkdirSync(folder, { recursive: true });
    const asked = join(folder, `${layout}-${region.replaceAll('.', '')}-${families}-${seed}.${format}`);
    const { files, ...counts } = await writeWorkbook(asked, layout, { seed, families, region, today: args.text('today') ?? GENERATED_TODAY });
    // A .csv holds one sheet: a layout of several comes as several files, and the first stands for them.
    const written = files.map((file) => ({ file, sha256: sha256Of(file) }));
    const made = { ...written[0], files: written, layout, format, region, seed, ...counts };
    print(args.flag('json'), made, [`${files.join(', ')}: ${counts.families} keluarga, ${counts.people} orang (buatan, bukan warga)`]);
    return 0;
  },
};

export const demoCommand: Command = {
  usage: 'demo --out FOLDER [--families N] [--seed S] | demo --documents FOLDER [--seed S]',
  async run(words) {
    const args = readArguments(words, { out: { type: 'string' }, families: { type: 'string' }, seed: { type: 'string' }, documents: { type: 'string' } });
    const json = args.flag('json');
    const say = (line: string): void => void (json ? process.stderr : process.stdout).write(`${line}\n`);
    const documents = args.text('documents');
    if (documents !== undefined) {
      const written = await runDocuments({ out: documents, seed: args.text('seed') ?? 'peraga', say });
      if (json) print(true, written, []);
      return 0;
    }
    const out = args.need('out');
    const result = await runDemo({
      out, families: args.number('families') ?? DEMO_FAMILIES, seed: args.text('seed') ?? 'peraga', today: localDate(new Date()), say,
    });
    if (json) print(true, result, []);
    return result.ok ? 0 : 1;
  },
};
