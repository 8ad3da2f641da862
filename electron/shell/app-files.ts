import path from 'node:path';

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

/** The content type of a file the page may have, or null for any other kind of file. */
export function contentTypeOf(file: string): string | null {
  return contentTypes[path.extname(file)] ?? null;
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
  return file.startsWith(path.resolve(root) + path.sep) && contentTypeOf(file) !== null ? file : null;
}

function decodePath(pathname: string): string | null {
  try {
    const decoded = decodeURIComponent(pathname);
    return /[\\\0]/.test(decoded) || decoded.split('/').includes('..') ? null : decoded;
  } catch {
    return null;
  }
}
