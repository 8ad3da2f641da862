import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { drawn, restyled } from '../../tests/helpers/every-screen.ts';

const sizes = [[1366, 768], [1024, 768]] as const;
const schemes = ['light', 'dark'] as const;

/** What a picture shows: nothing yet, work in progress, or what went wrong. */
export type State = 'kosong' | 'isi' | 'galat';

/** Pictures of screens by state, and the page that shows them by screen. */
export interface Album {
  /** Takes the page as it stands in light and dark and in both sizes. */
  take(page: Page, screen: string, state: State): Promise<void>;
  /** Writes `index.html`; answers how many pictures there are. */
  finish(engine: string): number;
}

/** An empty album in `folder`. */
export function openAlbum(folder: string): Album {
  const taken = new Map<string, { state: State; file: string; caption: string }[]>();
  return {
    take: async (page, screen, state) => {
      mkdirSync(path.join(folder, state), { recursive: true });
      await drawn(page);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        for (const [width, height] of sizes) {
          await page.setViewportSize({ width, height });
          await page.mouse.move(width - 8, height - 8);
          await restyled(page);
          const file = path.join(state, `${screen}-${width}-${colorScheme}.png`);
          await page.screenshot({ path: path.join(folder, file) });
          taken.set(screen, [...(taken.get(screen) ?? []), { state, file, caption: `${state} · ${colorScheme} · ${width}×${height}` }]);
        }
      }
    },
    finish: (engine) => {
      writeFileSync(path.join(folder, 'index.html'), indexPage(engine, taken));
      return [...taken.values()].reduce((sum, pictures) => sum + pictures.length, 0);
    },
  };
}

function indexPage(engine: string, taken: ReadonlyMap<string, readonly { file: string; caption: string }[]>): string {
  const parts = [...taken].map(([screen, pictures]) => {
    const figures = pictures.map(({ file, caption }) => `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${caption}</figcaption></figure>`);
    return `<h2 id="${screen}">${screen}</h2>\n<div>${figures.join('\n')}</div>`;
  });
  const links = [...taken.keys()].map((screen) => `<a href="#${screen}">${screen}</a>`);
  return `<!doctype html><html lang="id"><meta charset="utf-8"><title>Tepat</title>
<style>body{font:14px sans-serif;margin:16px}nav a{margin-right:12px}div{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:16px}figure{margin:0}img{width:100%;border:1px solid #ccc}</style>
<p>${engine}</p><nav>${links.join('\n')}</nav>
${parts.join('\n')}</html>\n`;
}
