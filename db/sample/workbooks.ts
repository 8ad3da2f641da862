import { corrupt, damageIdentifier, drawErrorKinds } from './error-model.ts';
import type { DamageKind } from './error-model.ts';
import { generateFamilies } from './families.ts';
import type { SampleFamily, SampleOptions } from './families.ts';
import { bdt } from './layouts/bdt.ts';
import { bipLayouts } from './layouts/bip.ts';
import { dtsen } from './layouts/dtsen.ts';
import type { LayoutSheet, SampleLayout } from './layouts/layout.ts';
import { list } from './layouts/list.ts';
import { opensidLayouts } from './layouts/opensid.ts';
import { p3ke } from './layouts/p3ke.ts';
import { regsosek } from './layouts/regsosek.ts';
import { siak } from './layouts/siak.ts';
import { kpm, siksNg } from './layouts/siks-ng.ts';
import { template } from './layouts/template.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import type { Cell } from './sheet-content.ts';
import { writeSpreadsheet } from './spreadsheet.ts';

/** The layouts of generated spreadsheets, by the keys that the importer gives them too. Everybody in them is made up. */
export const sampleLayouts = {
  dtsen, template, siak, ...bipLayouts, 'bdt-2015': bdt, p3ke, 'siks-ng': siksNg, kpm, regsosek, ...opensidLayouts, list,
} as const satisfies Record<string, SampleLayout>;
export type WorkbookLayout = keyof typeof sampleLayouts;
export const workbookLayouts = Object.keys(sampleLayouts) as readonly WorkbookLayout[];

/** What to spoil in a file, as shares from 0 to 1. */
export interface WorkbookDamage {
  /** Cells of NIK and No KK damaged in this way; 1 is the whole column. */
  readonly identifiers?: { readonly kind: DamageKind; readonly share: number };
  /** People with errors of the error model in their values. */
  readonly people?: number;
}

/** How many families and people a file holds, and which files there are: a .csv for each sheet, else one. */
export interface WrittenWorkbook {
  readonly families: number;
  readonly people: number;
  readonly files: readonly string[];
}

/**
 * Writes families as a spreadsheet of the layout, in the format of the path's ending: those that the options generate, or those given by a function that is
 * called once for each sheet. The same source gives the same bytes, and memory does not grow with it. Most layouts leave
 * out families without a No KK, because they join on that number.
 */
export async function writeWorkbook(
  path: string,
  layout: WorkbookLayout,
  source: SampleOptions | (() => Iterable<SampleFamily>),
  damage: WorkbookDamage = {},
): Promise<WrittenWorkbook> {
  const seed = typeof source === 'function' ? '' : source.seed;
  const families = typeof source === 'function' ? source : () => generateFamilies(source);
  const { takes, sheets } = sampleLayouts[layout];
  const counts = { families: 0, people: 0 };
  const chosen = function* (): Generator<SampleFamily> {
    const random = createRandom(`${seed}:damage:people`);
    Object.assign(counts, { families: 0, people: 0 });
    for (const family of families()) {
      if (!takes(family)) continue;
      counts.families++;
      counts.people += family.people.length;
      yield damage.people ? withErrors(family, random, damage.people) : family;
    }
  };
  const today = typeof source === 'function' ? defaultToday : source.today;
  const files = await writeSpreadsheet(path, sheets({ families: chosen, seed, today }).map((sheet) => ({ ...sheet, rows: () => damaged(sheet, seed, damage) })));
  return { ...counts, files };
}

/** The day of files whose families were given. */
const defaultToday = '2026-11-22';

/** Rows with some identifiers damaged; header rows stay whole. */
function* damaged(sheet: LayoutSheet, seed: string, { identifiers }: WorkbookDamage): Generator<readonly Cell[]> {
  const random = createRandom(`${seed}:damage:${sheet.name}`);
  const places = [sheet.places.nik, sheet.places.noKk].filter((at) => at !== undefined).sort((a, b) => a - b);
  let row = 0;
  for (const cells of sheet.rows()) {
    yield identifiers && row++ >= sheet.headerRow ? spoil(cells, places, identifiers, random) : cells;
  }
}

function spoil(cells: readonly Cell[], places: readonly number[], { kind, share }: NonNullable<WorkbookDamage['identifiers']>, random: Random): readonly Cell[] {
  const spoiled = [...cells];
  for (const at of places) {
    const cell = spoiled[at];
    if (typeof cell === 'string' && /^\d{16}\s*$/.test(cell) && random.chance(share)) spoiled[at] = damageIdentifier(cell.trim(), kind);
  }
  return spoiled;
}

function withErrors(family: SampleFamily, random: Random, share: number): SampleFamily {
  const people = family.people.map((person) =>
    random.chance(share) ? corrupt(person, random, drawErrorKinds(random)).values : person,
  );
  return { ...family, people };
}
