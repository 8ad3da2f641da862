import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { requirementRows } from '../../../build/rows-list.ts';
import { damages } from '../../../db/sample/damages.ts';
import { workbookLayouts } from '../../../db/sample/workbooks.ts';

/** Holds the list of traits in docs/impor.md to the tests that it names. */
const root = join(import.meta.dirname, '../../..');
const note = readFileSync(join(root, 'docs/impor.md'), 'utf8');
const cells = note.split('\n').flatMap((line) => /^\| .* \| (.*`(?:unit|flow|fault)\/.*) \|$/.exec(line)?.[1] ?? []);
const named = cells.flatMap((cell) => [...cell.matchAll(/`((?:unit|flow|fault)\/[\w/-]+)` › (.*?)(?=; `(?:unit|flow|fault)\/|$)/g)].map(([, file = '', title = '']) => ({ file, title })));
const corpusCases: readonly string[] = [...workbookLayouts, ...damages.map(({ key }) => key), 'values'];

it('every test that the list names is there under that name', () => {
  expect(named.length).toBeGreaterThan(100);
  const missing = named.flatMap(({ file, title }) => {
    const path = join(root, 'tests', `${file}.test.ts`);
    if (!existsSync(path)) return [`${file}: no such file`];
    const keys = [...title.matchAll(/`([\w-]+)`/g)].map(([, key = '']) => key);
    if (file === 'flow/intake/corpus' && keys.length > 0) return keys.filter((key) => !corpusCases.includes(key)).map((key) => `${file}: no case ${key}`);
    return readFileSync(path, 'utf8').includes(title) ? [] : [`${file}: ${title}`];
  });
  expect(missing).toEqual([]);
});

it('every damage of the corpus, every layout and every rule V01 to V40 is in the list', () => {
  const rules = Array.from({ length: 40 }, (_, i) => `V${String(i + 1).padStart(2, '0')}`);
  const absent = [...damages.map(({ key }) => `\`${key}\``), ...workbookLayouts.map((key) => `\`${key}\``)].filter((key) => !cells.join().includes(key) && key !== '`template`');
  expect([...absent, ...rules.filter((rule) => !note.includes(rule))]).toEqual([]);
});

it.each(['import-checklist', 'handoff-checklist', 'verified-checklist'])('every test that %s names is there under that name', (page) => {
  const checklist = readFileSync(join(root, `docs/evidence/${page}.md`), 'utf8');
  const proofs = [...checklist.matchAll(/`((?:unit|flow|fault|e2e)\/[\w/-]+)` › (.*?)(?=; `(?:unit|flow|fault|e2e)\/| \|)/g)];
  expect(proofs.length).toBeGreaterThan(40);
  const missing = proofs.filter(([, file = '', title = '']) => {
    const path = join(root, 'tests', `${file}.${file.startsWith('e2e') ? 'spec' : 'test'}.ts`);
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(title);
  });
  expect(missing.map(([proof]) => proof)).toEqual([]);
});

it('every row of the requirement table that is owed by now names its test', () => {
  const tests = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(test|spec)\.ts$/.test(file)).map((file) => readFileSync(join(root, 'tests', file), 'utf8')).join();
  const owed = requirementRows.filter(({ part }) => part <= 3);
  expect(owed.length).toBeGreaterThan(10);
  expect(owed.filter(({ id }) => !new RegExp(`['"\`]${id}[ :]`).test(tests))).toEqual([]);
});
