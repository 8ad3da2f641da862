import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { damages } from '../../../db/sample/damages.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { sheetFormats } from '../../../db/sample/spreadsheet.ts';
import type { SheetFormat } from '../../../db/sample/spreadsheet.ts';
import type { WorkbookLayout } from '../../../db/sample/workbooks.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { casesOf, corpusOffice, familyKey, listLayouts, missing, openFile, otherFormats, outcomeOf, personKey, register, truthOf, workbookLayouts } from './corpus.ts';
import type { Outcome } from './corpus.ts';
import { corpusTable } from './corpus-table.ts';
import type { CorpusResult } from './corpus-table.ts';
import { again, expectedOutcomes } from './expectations.ts';
import { knownGaps } from './known-gaps.ts';

/**
 * Every layout, clean and with every damage that it can take, through the api of a real office: read, recognised, the right
 * rows, the right values. The other formats are
 * sampled here and whole with TEPAT_CORPUS=whole, as in `npm run test:long`. TEPAT_WRITE=1 writes the expectations and the
 * table of docs/evidence anew.
 */
const expectedFile = new URL('../../fixtures/intake/corpus-expected.json', import.meta.url);
const tableFile = new URL('../../../docs/evidence/import-corpus.md', import.meta.url);
const writes = process.env.TEPAT_WRITE === '1';
const whole = writes || process.env.TEPAT_CORPUS === 'whole';
const reckoned = Object.fromEntries(workbookLayouts.map((layout) => [layout, expectedOutcomes(layout)]));
if (writes) writeFileSync(expectedFile, `${JSON.stringify(reckoned, null, 1).replace(/\n {3,}/g, ' ').replace(/\n {2}\}/g, ' }')}\n`);
const expected = JSON.parse(readFileSync(expectedFile, 'utf8')) as Record<string, Record<string, Outcome>>;
const results: CorpusResult[] = [];

it('the committed counts are those that the damages come to, at least ten damages a layout', () => {
  expect(expected).toEqual(reckoned);
  for (const layout of workbookLayouts) expect([layout, casesOf(layout).length > 10]).toEqual([layout, true]);
});

describe.each(workbookLayouts)('%s', (layout) => {
  let office: TestApi;
  let wrongValues: string[] | null = null;
  /** Files that say all that the clean one says, by damage: they wait until it is imported, and are judged against it then. */
  const waiting = new Map<string, string>();
  beforeAll(async () => void (office = await corpusOffice(layout)));
  afterAll(() => office.remove());
  const cases = casesOf(layout);

  it.for(cases.map((one) => one.damage))('%s', async (damage, { skip }) => {
    const one = cases.find((candidate) => candidate.damage === damage);
    const wanted = expected[layout]?.[damage];
    if (!one || !wanted) throw new Error(`no expectation for ${layout} ${damage}`);
    const preview = await openFile(office, one);
    const found = outcomeOf(preview, layout);
    if (isGentle(damage)) waiting.set(damage, preview.staging);
    else await office.call('import.discard', { staging: preview.staging });
    const result: CorpusResult = { layout, damage, format: 'xlsx', read: preview.sheets.some(({ rows }) => rows > 0), recognised: found.as === layout, rows: same(found, wanted), values: isGentle(damage) ? null : same(found, wanted) };
    results.push(result);
    judge(skip, layout, damage, () => expect(found).toEqual(wanted));
  });

  it('values', async ({ skip }) => {
    const [clean] = cases;
    if (!clean) return;
    const opened = await openFile(office, clean);
    wrongValues = ['not imported'];
    if (opened.blocked.length === 0) {
      // A list tells of people who are there already: their values must stay as they were.
      // But for the rumah tangga that one of them is about: households.test.ts looks at those.
      const told = listLayouts.includes(layout) ? withoutHouseholds(await register(office)) : truthOf(layout);
      await office.call('import.commit', { staging: opened.staging });
      const held = await register(office);
      wrongValues = [...missing(told.families, held.families, familyKey), ...missing(told.people, held.people, personKey)];
    }
    for (const result of results) if (result.layout === layout && result.damage === 'clean' && result.format === 'xlsx') Object.assign(result, { values: wrongValues.length === 0 });
    judge(skip, layout, 'values', () => expect(wrongValues).toEqual([]));
  });

  it.for(otherFormats)('as .%s: the same rows, and nothing of them would change', async (format, { skip }) => {
    if (wrongValues?.[0] === 'not imported') return judge(skip, layout, 'values', () => expect(wrongValues).toEqual([]));
    const wrong: string[] = [];
    for (const one of casesOf(layout, format).filter((_, i) => whole || sampled(layout, format, i))) {
      const committed = expected[layout]?.[one.damage];
      if (!committed) throw new Error(`no expectation for ${layout} ${one.damage}`);
      const wanted = again(one, committed);
      const preview = await openFile(office, one);
      await office.call('import.discard', { staging: preview.staging });
      const found = outcomeOf(preview, layout, true);
      const calm = !isGentle(one.damage) || preview.tally.families.changed + preview.tally.people.changed <= mended(layout, preview.tally.people);
      const rows = same(found, wanted);
      results.push({ layout, damage: one.damage, format, read: true, recognised: found.as === layout, rows, values: calm });
      if ((!rows || !calm) && reason(layout, one.damage) === undefined) wrong.push(`${one.damage}: ${JSON.stringify({ found, wanted, calm })}`);
    }
    expect(wrong).toEqual([]);
  });

  it('the damaged files say the same values: nothing of the clean file would change', async ({ skip }) => {
    if (wrongValues?.[0] === 'not imported') return judge(skip, layout, 'values', () => expect(wrongValues).toEqual([]));
    const changing: string[] = [];
    for (const [damage, staging] of waiting) {
      const { families, people } = (await office.call('import.setOptions', { staging })).tally;
      const calm = families.changed + people.changed <= mended(layout, people) && families.new + people.new === 0;
      const result = results.find((candidate) => candidate.layout === layout && candidate.damage === damage && candidate.format === 'xlsx');
      if (result) Object.assign(result, { values: calm && result.rows && (damage !== 'clean' || result.values) });
      if (!calm) changing.push(damage);
    }
    judge(skip, layout, 'changes', () => expect(changing).toEqual([]));
  });
});

afterAll(() => {
  const skipped = results.filter((result) => !result.rows);
  for (const { layout, damage, format } of skipped) process.stdout.write(`known gap: ${layout} ${damage} .${format}: ${reason(layout, damage) ?? 'NOT LISTED'}\n`);
  if (writes) writeFileSync(tableFile, corpusTable(results, (layout, damage) => reason(layout, damage)));
});

function reason(layout: string, damage: string): string | undefined {
  return knownGaps.find((gap) => gap.layout === layout && (gap.damage === damage || gap.damage === '*'))?.why;
}

/** What a list says of a family is new where a damage took the clean file's reason to refuse that row away with it. */
function mended(layout: WorkbookLayout, people: { readonly rejected: number }): number {
  return listLayouts.includes(layout) ? Math.max(0, (expected[layout]?.clean?.rejected ?? 0) - people.rejected) : 0;
}

/** Holds a case to its expectation; a known gap that fails counts as skipped, with its reason. */
function judge(skip: (note: string) => void, layout: string, damage: string, check: () => void): void {
  const why = reason(layout, damage);
  if (why === undefined) return check();
  try {
    check();
  } catch {
    skip(why);
  }
}

/** The clean file, and every ninth of the damaged ones, others for each layout and format. */
function sampled(layout: WorkbookLayout, format: SheetFormat, place: number): boolean {
  return place === 0 || (place + workbookLayouts.indexOf(layout) * 2 + sheetFormats.indexOf(format) * 3) % 9 === 0;
}

function withoutHouseholds<Held extends { readonly families: readonly FieldValues[] }>(held: Held): Held {
  return { ...held, families: held.families.map((family) => Object.fromEntries(Object.entries(family).filter(([field]) => field !== 'household'))) };
}

/** Whether the damaged file says all that the clean one says. */
function isGentle(damage: string): boolean {
  return damages.every(({ key, effect }) => key !== damage || effect.kind === 'keeps');
}

function same(found: Outcome, wanted: Outcome): boolean {
  return JSON.stringify(found) === JSON.stringify(wanted);
}
