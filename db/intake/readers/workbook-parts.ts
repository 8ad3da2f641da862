import { posix } from 'node:path';
import { fail } from '../../rules/failure.ts';
import { isRealDate } from '../../rules/dates.ts';
import type { Container } from './container.ts';
import { walkXml } from './xml-walk.ts';

export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

export interface WorkbookParts {
  readonly date1904: boolean;
  readonly modifiedOn: string | null;
  readonly sheets: readonly SheetPart[];
  readonly styles: string | null;
  readonly theme: string | null;
  readonly sharedStrings: string | null;
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** Finds the sheets of a workbook and its other parts through its relations. Errors: FILE_BROKEN, and the named kinds of zip that are no xlsx. */
export async function readWorkbookParts(container: Container): Promise<WorkbookParts> {
  refuseOthers(container);
  const root = await relationsOf(container, '');
  const main = [...root.values()].find((one) => one.type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  if (!container.has(main)) fail('FILE_BROKEN', { detail: main });
  if (main.endsWith('.bin')) fail('FILE_XLSB');
  const relations = await relationsOf(container, main);
  const found: { name: string; hidden: boolean; id: string }[] = [];
  let date1904 = false;
  walkXml(await container.read(main), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name === 'sheet') found.push({ name: attributes.name ?? '', hidden: (attributes.state ?? 'visible') !== 'visible', id: relationId(attributes) });
    },
  });
  const target = (kind: string): string | null => {
    const part = [...relations.values()].find((one) => one.type.endsWith(`/${kind}`))?.target;
    return part !== undefined && container.has(part) ? part : null;
  };
  const sheets = found.flatMap(({ name, hidden, id }) => {
    const relation = relations.get(id);
    return relation?.type.endsWith('/worksheet') && container.has(relation.target) ? [{ name, hidden, part: relation.target }] : [];
  });
  if (sheets.length === 0) fail('FILE_NO_SHEETS');
  return { date1904, modifiedOn: await modifiedOn(container, root), sheets, styles: target('styles'), theme: target('theme'), sharedStrings: target('sharedStrings') };
}

/** Other files that are zips too, named as what they are. */
function refuseOthers(container: Container): void {
  if (container.has('xl/workbook.xml') || container.has('_rels/.rels')) {
    if (container.has('word/document.xml') || container.has('ppt/presentation.xml')) fail('FILE_NOT_SPREADSHEET');
    return;
  }
  if (container.has('mimetype')) fail('FILE_NOT_SPREADSHEET');
  if (container.has('payload.age')) fail('FILE_IS_PACKAGE');
  if (container.names().some((name) => /\.(xlsx?|ods|csv)$/i.test(name))) fail('FILE_IS_ARCHIVE');
  fail('FILE_NOT_SPREADSHEET');
}

async function relationsOf(container: Container, part: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  const folder = posix.dirname(part);
  const file = posix.join(part === '' ? '' : folder, '_rels', `${posix.basename(part)}.rels`);
  if (!container.has(file)) return relations;
  walkXml(await container.read(file), {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return;
      const target = attributes.Target ?? '';
      const whole = target.startsWith('/') ? target.slice(1) : posix.join(part === '' ? '' : folder, target);
      relations.set(attributes.Id ?? '', { type: attributes.Type ?? '', target: whole });
    },
  });
  return relations;
}

function relationId(attributes: Readonly<Record<string, string>>): string {
  const key = Object.keys(attributes).find((name) => name.endsWith(':id'));
  return key ? (attributes[key] ?? '') : '';
}

async function modifiedOn(container: Container, root: ReadonlyMap<string, Relation>): Promise<string | null> {
  const part = [...root.values()].find((one) => one.type.endsWith('/core-properties'))?.target;
  if (!part || !container.has(part)) return null;
  const said: Record<string, string> = {};
  let current = '';
  walkXml(await container.read(part), {
    open: (name) => void (current = name),
    text: (text) => void (said[current] = (said[current] ?? '') + text),
    close: () => void (current = ''),
  });
  const day = (said.modified ?? said.created ?? '').slice(0, 10);
  return isRealDate(day) ? day : null;
}
