import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { en } from '../../../renderer/text/en.ts';
import { id } from '../../../renderer/text/id.ts';

const root = path.join(import.meta.dirname, '../../../renderer');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/^text\/(id|en)[/.]/.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
const catalogues: Readonly<Record<'id' | 'en', Readonly<Record<string, Readonly<Record<string, string>>>>>> = { id, en };
const keys = Object.entries(id).flatMap(([area, texts]) => Object.keys(texts).map((key) => `${area}.${key}`));

function textOf(language: 'id' | 'en', key: string): string {
  const [area = '', name = ''] = key.split('.');
  return catalogues[language][area]?.[name] ?? '';
}

function parameters(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)].map((match) => match[1] ?? ''))].sort();
}

describe('the texts of the window', () => {
  it('are there in both languages, none of them empty', () => {
    expect(keys.filter((key) => textOf('id', key) === '' || textOf('en', key) === '')).toEqual([]);
    const english = Object.entries(en).flatMap(([area, texts]) => Object.keys(texts).map((key) => `${area}.${key}`));
    expect(english.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('name the same parameters in both languages', () => {
    expect(keys.filter((key) => String(parameters(textOf('id', key))) !== String(parameters(textOf('en', key))))).toEqual([]);
  });

  it('are all used', () => {
    const all = sources.map((source) => source.text).join('\n');
    const prefixes = [...all.matchAll(/`(\w+\.\w+_?)\$\{/g)].map((match) => match[1] ?? '');
    const unused = keys.filter((key) => !new RegExp(`['"\`]${key.replace('.', '\\.')}['"\`]`).test(all) && !prefixes.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });

  it('are the only visible words: no screen writes its own', () => {
    expect(sources.filter((source) => source.file.endsWith('.tsx')).flatMap(({ file, text }) => ownWords(file, text))).toEqual([]);
  });

  it('catches a screen that writes its own words', () => {
    expect(ownWords('x.tsx', 'const a = <p title="Simpan">Nama {n} orang</p>;')).toHaveLength(3);
  });
});

/** Attributes that people see or hear. */
const spoken = new Set(['title', 'label', 'aria-label', 'placeholder', 'description', 'alt', 'hint', 'error', 'confirm', 'header']);
/** The app's name, keys as printed on them, and legal nouns that are the same in every language. */
const allowed = /^(Tepat|NIK|No KK|RT|RW|DTSEN|F\d+|(Ctrl|Alt|Shift)\+\S+|Esc)$/;

/** Words that a screen shows without the catalogue: text between tags, and the attributes above. */
function ownWords(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const words = ts.isJsxText(node) ? node.text : ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer) ? node.initializer.text : '';
    if (/\p{L}{2}/u.test(words) && !allowed.test(words.trim())) found.push(`${file}: ${words.trim()}`);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}
