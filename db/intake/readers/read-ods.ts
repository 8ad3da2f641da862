import { fail } from '../../rules/failure.ts';
import { isRealDate } from '../../rules/dates.ts';
import type { RawRow, ReadEvent } from './cell.ts';
import type { Container } from './container.ts';
import { openDocumentWalker } from './ods-walk.ts';
import type { ReadOptions } from './read-options.ts';
import { walkXml, xmlWalker } from './xml-walk.ts';

const BATCH = 500;

/** Whether a zip is an OpenDocument spreadsheet. Error: FILE_BROKEN. */
export async function isOpenDocument(container: Container): Promise<boolean> {
  if (!container.has('mimetype') || container.size('mimetype') > 200) return false;
  return (await container.read('mimetype')).toString('latin1').includes('opendocument.spreadsheet');
}

/** Reads an OpenDocument spreadsheet (`.ods`). Errors: FILE_BROKEN, FILE_PROTECTED, FILE_TOO_BIG, FILE_NO_SHEETS, IMPORT_CANCELLED. */
export async function* readOds(container: Container, options: ReadOptions): AsyncGenerator<ReadEvent> {
  await refuseProtected(container);
  yield { kind: 'workbook', facts: { date1904: false, modifiedOn: await modifiedOn(container) } };
  const events: ReadEvent[] = [];
  let rows: RawRow[] = [];
  let sheet = -1;
  const flush = (): void => {
    if (rows.length > 0) events.push({ kind: 'rows', sheet, rows });
    rows = [];
  };
  const walker = openDocumentWalker({
    sheet(name, hidden) {
      sheet += 1;
      events.push({ kind: 'sheet', head: { no: sheet, name, hidden, expectedRows: 0 } });
    },
    rows(more) {
      for (const row of more) {
        rows.push(row);
        if (rows.length >= BATCH) flush();
      }
    },
    sheetEnd(facts) {
      flush();
      events.push({ kind: 'sheetEnd', sheet, facts });
    },
  });
  if (container.has('styles.xml')) walkXml(await container.read('styles.xml'), walker);
  const xml = xmlWalker(walker);
  for await (const chunk of container.chunks('content.xml')) {
    if (options.cancelled?.()) fail('IMPORT_CANCELLED');
    xml.write(chunk);
    yield* events.splice(0);
  }
  xml.end();
  yield* events.splice(0);
  if (sheet < 0) fail('FILE_NO_SHEETS');
}

async function refuseProtected(container: Container): Promise<void> {
  if (!container.has('content.xml')) fail(container.has('encrypted-package') ? 'FILE_PROTECTED' : 'FILE_BROKEN', { detail: 'content.xml' });
  if (!container.has('META-INF/manifest.xml')) return;
  const manifest = (await container.read('META-INF/manifest.xml')).toString('latin1');
  if (/<(?:\w+:)?encryption-data\b/.test(manifest)) fail('FILE_PROTECTED', { detail: 'ODS' });
}

async function modifiedOn(container: Container): Promise<string | null> {
  if (!container.has('meta.xml')) return null;
  const day = /<dc:date>(\d{4}-\d\d-\d\d)/.exec((await container.read('meta.xml')).toString('latin1'))?.[1] ?? '';
  return isRealDate(day) ? day : null;
}
