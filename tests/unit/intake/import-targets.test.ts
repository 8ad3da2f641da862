import { expect, it } from 'vitest';
import { layouts } from '../../../db/intake/layouts/all.ts';
import { listHeaders } from '../../../db/intake/layouts/list-headers.ts';
import { importTargets, shownTarget } from '../../../db/intake/import-targets.ts';
import { aidOf, periodOf } from '../../../db/intake/aid-target.ts';

it('every column that a layout or a usual header is read as has words for the clerk', () => {
  const worded = new Set(importTargets().map(({ target }) => target));
  const used = [
    ...Object.keys(listHeaders).map((target) => shownTarget(target, 'person')),
    ...layouts.flatMap(({ sheets }) => sheets.flatMap(({ columns, entity }) => Object.values(columns).map((target) => shownTarget(target.split(':')[0] ?? '', entity)))),
  ];
  // A recipient's number is settled by its values; a programme has its own name.
  const settled = ['@skip', '@aid', '@recipient'];
  expect([...new Set(used)].filter((target) => target !== null && !worded.has(target) && !settled.includes(target) && aidOf(target) === null && periodOf(target) === null)).toEqual([]);
});
