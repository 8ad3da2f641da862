// Copies the two fonts of our documents, with their licence (SIL OFL 1.1), from the npm package pdfjs-dist to resources/fonts.
// Runs after `npm install` on the system's Node (20 or newer) and needs nothing else.
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'node_modules', 'pdfjs-dist', 'standard_fonts');
const target = join(root, 'resources', 'fonts');
mkdirSync(target, { recursive: true });
for (const name of ['LiberationSans-Regular.ttf', 'LiberationSans-Bold.ttf']) copyFileSync(join(source, name), join(target, name));
copyFileSync(join(source, 'LICENSE_LIBERATION'), join(target, 'LICENSE-liberation.txt'));
