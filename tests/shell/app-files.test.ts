import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileForUrl } from '../../electron/shell/app-files.ts';

const root = path.resolve('/app/renderer');

test('a URL of the page names a file below its folder', () => {
  expect(fileForUrl(root, 'app://tepat/')).toBe(path.join(root, 'index.html'));
  expect(fileForUrl(root, 'app://tepat/assets/a%20b.js?x=1#y')).toBe(path.join(root, 'assets/a b.js'));
});

test.each([
  'app://tepat/../main.js', 'app://tepat/%2e%2e/main.js', 'app://tepat/..%2fmain.js', 'app://tepat/a/..%2f..%2fmain.js',
  'app://tepat/..%5cmain.js', 'app://tepat/%00.js', 'app://tepat/%', 'app://tepat/a.cjs', 'app://tepat/package', 'app://other/index.html',
  'file:///app/renderer/index.html', 'https://tepat/index.html', 'no url',
])('%s names nothing, or nothing outside', (url) => {
  const file = fileForUrl(root, url);
  expect(file === null || file.startsWith(root + path.sep)).toBe(true);
  if (/%2f|%5c|%00|cjs|package|other|file:|https:|no url|%$/.test(url)) expect(file).toBeNull();
});

test('no path, however written, leaves the folder', () => {
  const piece = fc.constantFrom('..', '.', '%2e%2e', '%2e.', '%2f', '%5c', '\\', '/', '//', 'a', '~', '%00', '%252e%252e', 'C:', 'x.js');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const file = fileForUrl(root, `app://tepat/${pieces.join('/')}/x.js`);
      return file === null || (path.normalize(file) === file && file.startsWith(root + path.sep));
    }),
    { numRuns: 5000 },
  );
});
