import type { Block } from './model.ts';

/** What is put into a template: texts by name, and whole parts by name. */
export interface TemplateParts {
  readonly values: Readonly<Record<string, string>>;
  readonly slots: Readonly<Record<string, readonly Block[]>>;
}

/** Whole parts of a document: a table, the place to sign, the opening of a letter, the office's own words. */
const partNames = ['tabel', 'tandatangan', 'pembuka', 'isi'] as const;
const PLACE = /\{([\w-]+)\}/g;
const PAIR = /^(\S[^:]{0,60}?)\s+: (.*)$/;
/** Labels so wide, in millimetres, fit the usual ones. */
const LABEL_MM = 48;

/**
 * Fills a template. One line is one line: `# ` begins a title and `## ` a heading, `Label : value` lines stand below each
 * other, `1. ` and `- ` are lists, `> ` is centred, a name in braces alone on its line is a whole part (a table, the
 * place to sign), an empty line ends a paragraph.
 */
export function templateBlocks(text: string, { values, slots }: TemplateParts): Block[] {
  const blocks: Block[] = [];
  let words: string[] = [];
  const flush = (): void => {
    if (words.length > 0) blocks.push({ kind: 'paragraph', text: words.join(' '), align: 'justify' });
    words = [];
  };
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    const slot = /^\{([\w-]+)\}$/.exec(line)?.[1];
    // The signs are the template's: what somebody typed into a field is words, also where it looks like one.
    const pair = PAIR.exec(line);
    const point = /^(?:(\d+)\.|-) (.*)$/.exec(line);
    const filled = fill(line, values);
    const before = blocks.at(-1);
    if (slot !== undefined && slots[slot]) {
      flush();
      blocks.push(...slots[slot]);
    } else if (line === '') flush();
    else if (/^#{1,2} /.test(line)) {
      flush();
      const level = line.startsWith('## ') ? 2 : 1;
      blocks.push({ kind: 'heading', text: filled.slice(level + 1), level, underline: level === 1 });
    } else if (line.startsWith('> ')) {
      flush();
      blocks.push({ kind: 'paragraph', text: filled.slice(2), align: 'center' });
    } else if (pair) {
      const next = words.length > 0 || before?.kind !== 'pairs';
      flush();
      const row = [fill(pair[1] ?? '', values), fill(pair[2] ?? '', values).trim() || '-'] as const;
      if (next) blocks.push({ kind: 'pairs', rows: [row], labelWidth: LABEL_MM, indent: 5 });
      else blocks[blocks.length - 1] = { ...before, rows: [...before.rows, row] };
    } else if (point) {
      const numbered = point[1] !== undefined;
      const next = words.length > 0 || before?.kind !== 'list' || (before.numbered === true) !== numbered;
      flush();
      if (next) blocks.push({ kind: 'list', items: [fill(point[2] ?? '', values)], numbered });
      else blocks[blocks.length - 1] = { ...before, items: [...before.items, fill(point[2] ?? '', values)] };
    } else words.push(filled);
  }
  flush();
  return blocks;
}

/** Names in braces that a template uses and nobody fills, braces that hold no name, and whole parts that do not stand alone on their line, where nothing would fill them. */
export function unknownNames(text: string, known: readonly string[]): string[] {
  const names = [...text.matchAll(PLACE)].map(([, name = '']) => name).filter((name) => !known.includes(name));
  // A brace that was not closed, or a name with a space in it.
  const broken = text.replace(PLACE, '').match(/[{}][^\s{}]{0,20}/g) ?? [];
  const inline = text.split(/\r?\n/).map((line) => line.trim()).flatMap((line) => (/^\{[\w-]+\}$/.test(line) ? [] : partNames.flatMap((name) => (line.includes(`{${name}}`) ? [`… {${name}} …`] : []))));
  return [...new Set([...names, ...broken, ...inline])];
}

/** Whether a template is only words, which then stand in the place for words of the usual one. */
export function isOnlyWords(text: string): boolean {
  return !/^# |^[ \t]*\{(tandatangan|tabel|pembuka)\}[ \t]*\r?$/m.test(text);
}

/** Whether a template has its place to sign, alone on its line; only words, or nothing, stand in the usual one, which has it. */
export function hasSigner(text: string): boolean {
  return text.trim() === '' || isOnlyWords(text) || /^[ \t]*\{tandatangan\}[ \t]*\r?$/m.test(text);
}

function fill(text: string, values: TemplateParts['values']): string {
  return text.replace(PLACE, (whole, name: string) => values[name] ?? whole);
}
