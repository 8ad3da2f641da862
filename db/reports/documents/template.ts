import type { Block } from './model.ts';

/** What is put into a template: texts by name, and whole parts by name. */
export interface TemplateParts {
  readonly values: Readonly<Record<string, string>>;
  readonly slots: Readonly<Record<string, readonly Block[]>>;
}

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
    const filled = fill(line, values);
    const pair = PAIR.exec(filled);
    const point = /^(?:(\d+)\.|-) (.*)$/.exec(filled);
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
      const row = [pair[1] ?? '', (pair[2] ?? '').trim() || '-'] as const;
      if (next) blocks.push({ kind: 'pairs', rows: [row], labelWidth: LABEL_MM, indent: 5 });
      else blocks[blocks.length - 1] = { ...before, rows: [...before.rows, row] };
    } else if (point) {
      const numbered = point[1] !== undefined;
      const next = words.length > 0 || before?.kind !== 'list' || (before.numbered === true) !== numbered;
      flush();
      if (next) blocks.push({ kind: 'list', items: [point[2] ?? ''], numbered });
      else blocks[blocks.length - 1] = { ...before, items: [...before.items, point[2] ?? ''] };
    } else words.push(filled);
  }
  flush();
  return blocks;
}

/** Names in braces that a template uses and nobody fills, and braces that hold no name. */
export function unknownNames(text: string, known: readonly string[]): string[] {
  const names = [...text.matchAll(PLACE)].map(([, name = '']) => name).filter((name) => !known.includes(name));
  // A brace that was not closed, or a name with a space in it.
  const broken = text.replace(PLACE, '').match(/[{}][^\s{}]{0,20}/g) ?? [];
  return [...new Set([...names, ...broken])];
}

/** Whether a template is only words, which then stand in the place for words of the usual one. */
export function isOnlyWords(text: string): boolean {
  return !/^# |^\{(tandatangan|tabel|pembuka)\}$/m.test(text);
}

/** Whether a template has its place to sign, alone on its line; only words, or nothing, stand in the usual one, which has it. */
export function hasSigner(text: string): boolean {
  return text.trim() === '' || isOnlyWords(text) || /^[ \t]*\{tandatangan\}[ \t]*\r?$/m.test(text);
}

function fill(text: string, values: TemplateParts['values']): string {
  return text.replace(PLACE, (whole, name: string) => values[name] ?? whole);
}
