import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { contentTypeOf, fileForUrl } from './app-files.ts';
import { contentPolicy, newNonce, noncePlaceholder } from './content-policy.ts';

/** Declares `app://` as a standard, secure scheme. Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
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
  const content = file.endsWith('.html') ? body.toString('utf8').replaceAll(noncePlaceholder, nonce) : new Uint8Array(body);
  return new Response(content, { headers: { ...headers, 'content-type': contentTypeOf(file) ?? '' } });
}
