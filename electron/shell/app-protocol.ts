import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import { contentPolicy, newNonce, noncePlaceholder } from './content-policy.ts';

/** The page's origin; the only one that may talk to main. */
export const appOrigin = 'app://tepat';
/** The page itself. */
export const appPage = `${appOrigin}/index.html`;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
};

/** Declares `app://` as a standard, secure scheme. Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/**
 * The file below `root` that a URL of the page names, or null when it names none: another host, a path that climbs
 * out (plain or percent-encoded), or a kind of file the page never has.
 */
export function fileForUrl(root: string, url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || parsed.protocol !== 'app:' || parsed.host !== 'tepat') return null;
  const relative = decodePath(parsed.pathname);
  if (relative === null) return null;
  const file = path.resolve(root, `.${relative === '/' ? '/index.html' : relative}`);
  if (!file.startsWith(path.resolve(root) + path.sep)) return null;
  return path.extname(file) in contentTypes ? file : null;
}

function decodePath(pathname: string): string | null {
  try {
    const decoded = decodeURIComponent(pathname);
    return /[\\\0]/.test(decoded) || decoded.split('/').includes('..') ? null : decoded;
  } catch {
    return null;
  }
}

/** Answers `app://tepat/…` from the built page in `root`, each answer under the content policy. */
export function serveApp(root: string): void {
  protocol.handle('app', (request) => answer(root, request));
}

async function answer(root: string, request: Request): Promise<Response> {
  const nonce = newNonce();
  const headers = { 'content-security-policy': contentPolicy(nonce), 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
  const file = request.method === 'GET' ? fileForUrl(root, request.url) : null;
  const body = file === null ? null : await readFile(file).catch(() => null);
  if (file === null || body === null) return new Response(null, { status: 404, headers });
  const extension = path.extname(file);
  const content = extension === '.html' ? body.toString('utf8').replaceAll(noncePlaceholder, nonce) : new Uint8Array(body);
  return new Response(content, { headers: { ...headers, 'content-type': contentTypes[extension] ?? 'application/octet-stream' } });
}
