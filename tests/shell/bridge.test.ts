import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LaunchedApp } from '../helpers/app.ts';
import { buildShellApp, callBridge, openShellApp } from '../helpers/shell-app.ts';

let app: LaunchedApp;
let distDir: string;
const folder = mkdtempSync(path.join(tmpdir(), 'tepat-bridge-'));

beforeAll(async () => {
  distDir = await buildShellApp('bridge');
  app = await openShellApp({ distDir });
});
afterAll(async () => {
  await app.close();
});

test('a call is answered by the thread of its lane', async () => {
  expect(await callBridge(app, 'family.list', { text: 'a' })).toMatchObject({ ok: true, value: { lane: 'read', name: 'family.list', input: { text: 'a' } } });
  expect(await callBridge(app, 'family.save', { text: 'b' })).toMatchObject({ ok: true, value: { lane: 'write', name: 'family.save' } });
});

test('what may wait goes to the reading thread while the writing one is busy, and only then', async () => {
  const laneOf = async (input: object): Promise<unknown> => (await callBridge(app, 'delivery.record', input) as { value?: { lane?: string } }).value?.lane;
  expect(await laneOf({ mayWait: true })).toBe('write');
  const busy = callBridge(app, 'family.save', { text: 'slow' });
  expect(await laneOf({ mayWait: true })).toBe('read');
  expect(await laneOf({ mayWait: false })).toBe('write');
  await busy;
  expect(await laneOf({ mayWait: true })).toBe('write');
});

test('a refusal crosses as its code and facts', async () => {
  expect(await callBridge(app, 'family.get', { text: 'refuse' })).toEqual({ ok: false, error: { code: 'NOT_FOUND', params: { id: 'x' } } });
});

test.each(['family.nothing', 'shell.eval', '__proto__', 'constructor', 'toString', ''])('an unknown call is refused: %j', async (name) => {
  expect(await callBridge(app, name, {})).toEqual({ ok: false, error: { code: 'UNKNOWN_CALL', params: { name } } });
});

test.each([[7], [null], [['family.list']], [{ toString: 'family.list' }]])('a name that is not text is refused: %j', async (name) => {
  expect(await callBridge(app, name, {})).toMatchObject({ ok: false, error: { code: 'UNKNOWN_CALL' } });
});

test.each([
  ['shell.saveFile', { name: '../x.pdf' }],
  ['shell.saveFile', { name: 'C:\\x.pdf' }],
  ['shell.openFile', { extensions: ['*/x'] }],
  ['shell.printToPdf', { name: 'a.pdf', paper: 'A3' }],
  ['shell.showInFolder', { path: '' }],
  ['shell.chooseFolder', 'text'],
])('input that does not fit is refused before anything happens: %s %j', async (name, input) => {
  const before = app.log().length;
  expect(await callBridge(app, name, input)).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
  expect(app.log()).toHaveLength(before);
});

test('the session token stays in main and is passed to the threads from there', async () => {
  const session = async () => ((await callBridge(app, 'family.list', {})).value as { session: string }).session;
  expect(await session()).toBe('');
  await callBridge(app, 'session.open', { user: 'a', passphrase: 'b' });
  expect(await session()).toBe('token-of-main');
  await callBridge(app, 'session.lock', {});
  expect(await session()).toBe('');
});

test('events reach the page until it stops listening', async () => {
  const heard = await app.page.evaluate(async () => {
    type Tepat = { call(name: string, input: unknown): Promise<unknown>; onEvent(listener: (event: unknown) => void): () => void };
    const { tepat } = window as unknown as { tepat: Tepat };
    const events: unknown[] = [];
    const stop = tepat.onEvent((event) => events.push(event));
    await tepat.call('family.list', { text: 'tell' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    stop();
    await tepat.call('family.list', { text: 'tell' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    return events;
  });
  expect(heard).toEqual([{ type: 'changed', what: ['register'] }]);
});

test('a data thread that dies refuses what waited, and both begin anew, locked', async () => {
  await callBridge(app, 'session.open', {});
  const [lost, locked] = await app.page.evaluate(async () => {
    type Tepat = { call(name: string, input: unknown): Promise<unknown>; onEvent(listener: (event: unknown) => void): () => void };
    const { tepat } = window as unknown as { tepat: Tepat };
    const locked = new Promise((resolve) => tepat.onEvent(resolve));
    return [await tepat.call('family.save', { text: 'die' }), await locked];
  });
  expect(lost).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  expect(locked).toEqual({ type: 'locked' });
  expect(await callBridge(app, 'family.save', { text: 'again' })).toMatchObject({ ok: true, value: { session: '' } });
});

test('file dialogues answer with what the user chose, or null', async () => {
  await app.dialogs.answer('/a/satu.xlsx', '/a/dua.xlsx');
  expect(await callBridge(app, 'shell.openFile', { extensions: ['xlsx'], multiple: true })).toEqual({ ok: true, value: ['/a/satu.xlsx', '/a/dua.xlsx'] });
  await app.dialogs.answer();
  expect(await callBridge(app, 'shell.openFile', {})).toEqual({ ok: true, value: null });
  await app.dialogs.answer(folder);
  expect(await callBridge(app, 'shell.chooseFolder', {})).toEqual({ ok: true, value: folder });
  await app.dialogs.answer();
  expect(await callBridge(app, 'shell.saveFile', { name: 'a.xlsx', extensions: ['xlsx'] })).toEqual({ ok: true, value: null });
});

test('the shell’s own words follow the language of the page', async () => {
  const titleOfNextDialogue = async () => {
    await app.dialogs.answer();
    await callBridge(app, 'shell.chooseFolder', {});
    return app.log().at(-1)?.['title'];
  };
  if (app.engine === 'stand-in') expect(await titleOfNextDialogue()).toBe('Pilih folder');
  await callBridge(app, 'shell.setLanguage', { language: 'en' });
  if (app.engine === 'stand-in') expect(await titleOfNextDialogue()).toBe('Choose a folder');
  expect(await callBridge(app, 'shell.setLanguage', { language: 'xx' })).toMatchObject({ error: { code: 'INVALID_INPUT' } });
});

test('the page is written as a PDF, whole, on folio paper', async () => {
  const file = path.join(folder, 'cetak.pdf');
  await app.dialogs.answer(file);
  expect(await callBridge(app, 'shell.printToPdf', { name: 'cetak.pdf' })).toEqual({ ok: true, value: file });
  const pdf = readFileSync(file).toString('latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf.trimEnd().endsWith('%%EOF')).toBe(true);
  expect(/MediaBox \[0 0 (609|610)[.\d]* (935|936)/.test(pdf)).toBe(true);
});

test('only a file in a place where the user let Tepat write is shown in its folder', async () => {
  const chosen = mkdtempSync(path.join(tmpdir(), 'tepat-chosen-'));
  const inside = path.join(chosen, 'paket.tepat');
  const outside = path.join(mkdtempSync(path.join(tmpdir(), 'tepat-other-')), 'lain.txt');
  writeFileSync(inside, 'x');
  writeFileSync(outside, 'x');
  expect(await callBridge(app, 'shell.showInFolder', { path: inside })).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  await app.dialogs.answer(chosen);
  await callBridge(app, 'shell.chooseFolder', {});
  expect(await callBridge(app, 'shell.showInFolder', { path: inside })).toEqual({ ok: true, value: {} });
  expect(await callBridge(app, 'shell.showInFolder', { path: outside })).toMatchObject({ ok: false });
  expect(await callBridge(app, 'shell.showInFolder', { path: path.join(chosen, '..', path.basename(path.dirname(outside)), 'lain.txt') })).toMatchObject({ ok: false });
});

test('the window says which engine draws it', async () => {
  const { value } = (await callBridge(app, 'shell.info', {})) as { value: { standIn: boolean; version: string } };
  expect(value.standIn).toBe(app.engine === 'stand-in');
  expect(value.version).toMatch(/^\d+\.\d+\.\d+$/);
  await expect.poll(() => app.page.title()).toBe(app.engine === 'stand-in' ? 'Tepat (Peraga Chromium)' : 'Tepat');
  await app.page.evaluate(() => (document.title = 'Keluarga · Tepat'));
  if (app.engine === 'stand-in') await expect.poll(() => app.page.title()).toBe('Keluarga · Tepat (Peraga Chromium)');
});

test('a second start of the same profile ends at once and leaves the first alone', async () => {
  await expect(openShellApp({ distDir, profileDir: app.profileDir })).rejects.toThrow();
  expect(await callBridge(app, 'family.list', {})).toMatchObject({ ok: true });
});

test('closing the window ends the app with code 0 and leaves no lock behind', async () => {
  const profileDir = path.join(folder, 'profile');
  mkdirSync(profileDir);
  const other = await openShellApp({ distDir, profileDir });
  expect(await other.close()).toBe(0);
  expect(existsSync(path.join(profileDir, 'window/stand-in.lock'))).toBe(false);
  const again = await openShellApp({ distDir, profileDir });
  expect(await again.close()).toBe(0);
});
