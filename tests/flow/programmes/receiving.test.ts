import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkWriteFamilies } from '../../../db/registry/bulk-write.ts';
import type { NewFamily } from '../../../db/registry/new-family.ts';
import type { FamilyFilter } from '../../../db/registry/family-filter.ts';
import { listFamilies } from '../../../db/registry/family-list.ts';
import { listProgrammes, seedProgrammes } from '../../../db/registry/programmes.ts';
import { receivingReport } from '../../../db/reports/receiving.ts';
import { receivesOn } from '../../../db/rules/aid/aid-facts.ts';
import type { AidEnrolment } from '../../../db/rules/aid/aid-facts.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { familyValues, personValues, testOffice } from '../registry/office.ts';
import type { TestOffice } from '../registry/office.ts';

/** One part in a programme of a random register: of the family, or of the person at a place. */
interface Drawn { readonly programme: number; readonly person: number | null; readonly status: number; readonly start: string | null; readonly end: string | null; readonly voided: boolean }

const day = fc.integer({ min: 0, max: 20 }).map((month) => new Date(Date.UTC(2025, month, 15)).toISOString().slice(0, 10));
const drawn: fc.Arbitrary<Drawn> = fc.record({ programme: fc.integer({ min: 0, max: 2 }), person: fc.option(fc.integer({ min: 0, max: 2 })), status: fc.integer({ min: 1, max: 6 }), start: fc.option(day), end: fc.option(day), voided: fc.boolean() });
const registers = fc.array(fc.record({ people: fc.integer({ min: 1, max: 3 }), rt: fc.constantFrom('001', '002'), active: fc.boolean(), parts: fc.array(drawn, { maxLength: 5 }) }), { minLength: 1, maxLength: 12 });
const filters = fc.record({ programme: fc.option(fc.integer({ min: 0, max: 2 })), rt: fc.option(fc.constantFrom('001', '002')), status: fc.constantFrom<'active' | 'all'>('active', 'all'), on: day });

let office: TestOffice;
let programmes: string[];
let rw = 0;
beforeAll(() => {
  office = testOffice('2026-06-01T08:00:00');
  seedProgrammes(office.writer, { user: office.user, kind: 'system' });
  programmes = listProgrammes(office.writer).slice(0, 3).map((one) => one.id);
});
afterAll(() => office.dispose());

function everyFamily(filter: FamilyFilter): string[] {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const page = listFamilies(office.writer, filter, { by: 'head', direction: 'asc' }, after, 5, null);
    ids.push(...page.rows.map((row) => row.id));
    if (page.next === null) return ids;
    after = page.next;
  }
}

test('recipients and those who are not are all families together, each once, for every filter and day, however many of one receive', () => {
  fc.assert(fc.property(registers, fc.array(filters, { minLength: 1, maxLength: 6 }), (register, asked) => {
    // Every register lives in an RW of its own, so that one office holds them all.
    rw += 1;
    const place = String(rw).padStart(3, '0');
    const families = register.map(({ people, rt, active, parts }): NewFamily => ({
      values: familyValues({ rt, rw: place, status: active ? 1 : 2 }), people: Array.from({ length: people }, (_one, sequence) => ({ values: personValues(`Orang ${sequence}`, { relationship: sequence === 0 ? 1 : 3, sequence: sequence + 1 }) })),
      enrolments: parts.filter((part) => part.person === null || part.person < people).map((part) => ({
        values: { programme: programmes[part.programme] ?? '', unitKind: part.person === null ? 2 : 1, status: part.status, start: part.start, end: part.end, voided: part.voided ? 1 : null }, ...(part.person !== null && { person: part.person }),
      })),
    }));
    const { first } = writeChanges(office.writer, { user: office.user, kind: 'import' }, (log) => bulkWriteFamilies(office.writer, log, families)).families;
    const made = office.writer.db.prepare('SELECT uid FROM family WHERE id >= ? ORDER BY id').pluck().all(first) as string[];
    for (const { programme, rt, status, on } of asked) {
      const filter: FamilyFilter = { rw: place, status, on, ...(rt !== null && { rt }), ...(programme !== null && { programme: programmes[programme] ?? '' }) };
      const { programme: _programme, ...whole } = filter;
      const [all, yes, no] = [everyFamily(whole), everyFamily({ ...filter, receiving: 'yes' }), everyFamily({ ...filter, receiving: 'no' })];
      expect([...yes, ...no].sort()).toEqual([...all].sort());
      expect(new Set([...yes, ...no]).size).toBe(all.length);
      // Who receives is who does by the register as it was drawn, asked one by one.
      const expected = register.flatMap((one, at) => {
        const fits = (status === 'all' || one.active) && (rt === null || one.rt === rt);
        return fits && one.parts.some((part) => (part.person === null || part.person < one.people) && !part.voided && (programme === null || part.programme === programme) && receivesOn(part as unknown as AidEnrolment, on)) ? [made[at] ?? ''] : [];
      });
      expect([...yes].sort()).toEqual([...expected].sort());
      const params = { rw: place, status, on, ...(rt !== null && { rt }), ...(programme !== null && { programme: programmes[programme] ?? '' }) };
      const { totals, rows } = receivingReport.run(office.writer, { period: undefined, params, scope: null, regionName: (code) => code, expected: [] });
      expect(totals).toEqual({ families: all.length, recipients: yes.length, nonRecipients: no.length });
      expect(rows.reduce((sum, row) => sum + Number(row['families']), 0)).toBe(all.length);
    }
  }), { numRuns: 40 });
});
