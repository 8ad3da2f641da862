import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { createApi } from '../db/api/create-api.ts';
import type { Api } from '../db/api/create-api.ts';
import { toApiError } from '../electron/shell/refusal.ts';
import type { Answer } from '../renderer/bridge.ts';
import { goTo, startScreens, unlock } from '../tests/helpers/screens.ts';
import type { Backend, Screens } from '../tests/helpers/screens.ts';
import { needChromium } from './need-chromium.ts';

/**
 * `npm run shots`: every screen × light/dark × empty/full/error × both sizes, over real offices made for it, with an
 * index page. Pictures and `index.html` go to `shots/`.
 */
const outDir = path.join(import.meta.dirname, '../shots');
const sizes = [[1366, 768], [1024, 768]] as const;
const schemes = ['light', 'dark'] as const;
const passphrase = 'gambar layar contoh 2026';

/** Screens by name: where they live, and what to do once there. `:family` and `:programme` become real ids. */
const screens: readonly { readonly name: string; readonly route: string; readonly then?: (page: Page) => Promise<void> }[] = [
  { name: 'beranda', route: '/' },
  { name: 'keluarga-daftar', route: '/keluarga' },
  { name: 'keluarga', route: '/keluarga/:family' },
  { name: 'keluarga-baru', route: '/keluarga/baru' },
  { name: 'keluarga-ubah', route: '/keluarga/:family/ubah' },
  { name: 'program', route: '/program' },
  { name: 'program-satu', route: '/program/:programme' },
  { name: 'impor', route: '/impor' },
  { name: 'paket', route: '/paket' },
  { name: 'laporan', route: '/laporan' },
  { name: 'pengaturan', route: '/pengaturan' },
  { name: 'cari', route: '/', then: searchFor('siti') },
];

interface Office {
  readonly state: string;
  readonly backend: Backend;
  readonly passphrase: string;
  readonly ids: Readonly<Record<string, string>>;
}

needChromium();
rmSync(outDir, { recursive: true, force: true });
const profiles = mkdtempSync(path.join(tmpdir(), 'tepat-shots-'));
const apis: Api[] = [];
const taken: { state: string; screen: string; scheme: string; width: number; file: string }[] = [];
const window = await startScreens();
try {
  const first = openApi('first');
  await eachLook(async (scheme, width, height) => {
    const page = await window.open(backendOf(first), { width, height, scheme });
    await takePicture(page, 'awal', 'sambutan', scheme, width);
    await page.context().close();
  });
  const full = await fullOffice();
  for (const office of [await emptyOffice(), full, failingOffice(full)]) await eachLook((...look) => pictures(window, office, ...look));
} finally {
  await window.close();
  await Promise.all(apis.map((api) => api.close()));
  rmSync(profiles, { recursive: true, force: true });
}
writeFileSync(path.join(outDir, 'index.html'), indexPage());
process.stdout.write(`${taken.length} pictures: shots/index.html\n`);

async function eachLook(work: (scheme: 'light' | 'dark', width: number, height: number) => Promise<void>): Promise<void> {
  for (const scheme of schemes) for (const [width, height] of sizes) await work(scheme, width, height);
}

async function pictures(window: Screens, office: Office, scheme: 'light' | 'dark', width: number, height: number): Promise<void> {
  const page = await window.open(office.backend, { width, height, scheme });
  await takePicture(page, office.state, 'masuk', scheme, width);
  await unlock(page, office.passphrase);
  for (const screen of screens) {
    const route = routeIn(office, screen.route);
    if (route === null) continue;
    await goTo(page, route);
    await screen.then?.(page);
    await takePicture(page, office.state, screen.name, scheme, width);
  }
  await page.context().close();
}

/** The route with this office's ids, or null where the office has no such record. */
function routeIn(office: Office, route: string): string | null {
  const names = [...route.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  if (names.some((name) => office.ids[name] === undefined)) return null;
  return route.replace(/:(\w+)/g, (_all, name: string) => office.ids[name] ?? '');
}

async function takePicture(page: Page, state: string, screen: string, scheme: string, width: number): Promise<void> {
  const file = path.join(state, `${screen}-${width}-${scheme}.png`);
  mkdirSync(path.join(outDir, state), { recursive: true });
  await page.waitForTimeout(250);
  await page.screenshot({ path: path.join(outDir, file) });
  taken.push({ state, screen, scheme, width, file });
}

function searchFor(text: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.keyboard.press('F2');
    await page.keyboard.type(text);
    await page.waitForTimeout(300);
  };
}

function openApi(name: string): Api {
  const api = createApi({ lane: 'both', profileDir: path.join(profiles, name), now: () => new Date(), onEvent: () => undefined, kdfCost: 12 });
  apis.push(api);
  return api;
}

/** Answers the window from a real api, with the session kept here as main keeps it. */
function backendOf(api: Api): Backend {
  let session = '';
  return async (name, input): Promise<Answer> => {
    if (name === 'shell.info') return { ok: true, value: { version: '0.1.0', platform: process.platform, engine: 'Chromium', standIn: true } };
    try {
      const value = await api.call(name, input, { session });
      if (name === 'session.open') session = (value as { session: string }).session;
      return { ok: true, value };
    } catch (error) {
      return { ok: false, error: toApiError(error) };
    }
  };
}

async function emptyOffice(): Promise<Office> {
  const api = openApi('empty');
  const { recoveryCode } = (await api.call('office.create', { code: '64.74.03.1002', user: 'siti', displayName: 'Siti Contoh', passphrase }, { session: '' })) as { recoveryCode: string };
  await api.call('recovery.confirm', { recoveryCode }, { session: '' });
  return { state: 'kosong', backend: backendOf(api), passphrase, ids: {} };
}

async function fullOffice(): Promise<Office> {
  const api = openApi('full');
  const practice = (await api.call('office.createPractice', {}, { session: '' })) as { user: string; passphrase: string };
  const { session } = (await api.call('session.open', practice, { session: '' })) as { session: string };
  const families = (await api.call('family.list', { limit: 1 }, { session })) as { rows: { id: string }[] };
  const programmes = (await api.call('programme.list', {}, { session })) as { id: string }[];
  const ids = { family: families.rows[0]?.id ?? '', programme: programmes[0]?.id ?? '' };
  return { state: 'isi', backend: backendOf(api), passphrase: practice.passphrase, ids };
}

/** The same office where every question about the register fails, so that each screen shows its error. */
function failingOffice(office: Office): Office {
  const works = /^(office|session|setting|shell)\./;
  const failing: Answer = { ok: false, error: { code: 'INTERNAL', params: { detail: 'contoh' } } };
  return { ...office, state: 'galat', backend: async (name, input, tell) => (works.test(name) ? office.backend(name, input, tell) : failing) };
}

function indexPage(): string {
  const cells = taken.map(
    ({ state, screen, scheme, width, file }) =>
      `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${screen} · ${state} · ${scheme} · ${width}</figcaption></figure>`,
  );
  return `<!doctype html><html lang="id"><meta charset="utf-8"><title>Tepat</title>
<style>body{font:14px sans-serif;display:grid;grid-template-columns:repeat(auto-fill,minmax(320px,1fr));gap:16px;margin:16px}figure{margin:0}img{width:100%;border:1px solid #ccc}</style>
${cells.join('\n')}</html>\n`;
}
