import { expect, it } from 'vitest';
import { hitRoute } from '../../../renderer/features/search/hit-route.ts';

it('every found record opens something: a family, a person in it, or a person without family', () => {
  expect(hitRoute({ kind: 'family', id: 'f', family: 'f' })).toBe('/keluarga/f');
  expect(hitRoute({ kind: 'person', id: 'p', family: 'f' })).toBe('/keluarga/f/p');
  expect(hitRoute({ kind: 'person', id: 'p', family: null })).toBe('/keluarga/bantuan/p');
});
