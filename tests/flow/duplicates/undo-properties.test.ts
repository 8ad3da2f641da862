import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkWriteFamilies } from '../../../db/registry/bulk-write.ts';
import type { NewFamily } from '../../../db/registry/new-family.ts';
import { decidePair } from '../../../db/registry/duplicates/decide-pair.ts';
import { findPairs } from '../../../db/registry/duplicates/find-pairs.ts';
import { choicesOf } from '../../../db/registry/duplicates/pair-fields.ts';
import { undoDecision } from '../../../db/registry/duplicates/undo-decision.ts';
import { listFamilies } from '../../../db/registry/family-list.ts';
import { search } from '../../../db/registry/search.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { sampleFamilies } from '../../bench/sample-families.ts';
import { testOffice } from '../registry/office.ts';
import type { TestOffice } from '../registry/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = testOffice();
  const families = sampleFamilies(office, 12, 'undo');
  // The same families once more, as a second file would bring them: some answers are missing, some are other ones.
  const again = sampleFamilies(office, 12, 'undo').map((family, place): NewFamily => ({
    ...family, values: { ...family.values, address: place % 2 ? null : 'JL. LAIN NO. 9', noKk: place % 3 ? (family.values.noKk ?? null) : null },
    people: family.people.map((person, at) => ({ values: { ...person.values, phone: '0811', nik: at % 2 ? null : (person.values.nik ?? null) } })),
  }));
  writeChanges(office.writer, { user: office.user, kind: 'import' }, (log) => bulkWriteFamilies(office.writer, log, [...families, ...again]));
  await findPairs(office.writer, true);
});
afterAll(() => office.dispose());

const everything = () => Object.fromEntries(['family', 'person', 'ranking', 'enrolment', 'event'].map((entity) => [entity, office.writer.db.prepare(`SELECT * FROM "${entity}" ORDER BY id`).all()]));
const numbers = () => office.writer.db.prepare('SELECT * FROM familyNumber WHERE voided IS NULL ORDER BY id').all();
const seen = () => {
  const { rows } = listFamilies(office.writer, { status: 'all' }, { by: 'head', direction: 'asc' }, null, 500, null);
  return { rows, hits: rows.map((row) => search(office.writer, row.head ?? '', 100, null).map((hit) => hit.id).sort()) };
};

test('a merge that is undone leaves every record, list and search as it was, and the chain verifies', () => {
  const actor = { user: office.user, scope: null };
  const pairs = office.writer.db.prepare('SELECT id, kind, "left", "right" FROM duplicateFound').all() as { id: string; kind: number; left: string; right: string }[];
  expect(pairs.filter((pair) => pair.kind === 1).length).toBeGreaterThan(5);
  expect(pairs.filter((pair) => pair.kind === 2).length).toBeGreaterThan(3);
  const choice = fc.constantFrom<'left' | 'right'>('left', 'right');
  const decisions = fc.constantFrom(...pairs).chain((pair) => fc.record({
    pair: fc.constant(pair), values: fc.dictionary(fc.constantFrom(...choicesOf(pair.kind === 1 ? 'person' : 'family').keys()), choice),
  }));
  fc.assert(fc.property(decisions, ({ pair, values }) => {
    const before = { records: everything(), numbers: numbers(), seen: seen() };
    const decided = decidePair(office.writer, actor, { id: pair.id, decision: 'same', values, reason: 'uji' });
    expect(decided.merged).toBe(true);
    expect(decided.survivor).toBe([pair.left, pair.right].sort()[0]);
    const active = listFamilies(office.writer, {}, { by: 'head', direction: 'asc' }, null, 500, null).rows;
    expect(active.every((row) => row.members > 0)).toBe(true);
    const { kept } = undoDecision(office.writer, actor, pair.id, 'uji');
    expect(kept).toEqual([]);

    expect(everything()).toEqual(before.records);
    expect(numbers()).toEqual(before.numbers);
    expect(seen()).toEqual(before.seen);
  }), { numRuns: 25 });
  expect(verifyOffice(office.writer)).toMatchObject({ integrity: 'ok', auditOk: true, problems: [] });
});
