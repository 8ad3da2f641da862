import type { FieldValue, FieldValues } from '../rules/field.ts';
import { fieldDef } from '../rules/entities.ts';
import { answerText } from '../rules/lists.ts';
import { templateFamilyKey, templateMark, templateSheets } from '../rules/template-columns.ts';
import { dtsenFamilyColumns, dtsenPersonColumns } from './dtsen-columns.ts';
import type { DtsenColumn } from './dtsen-columns.ts';
import { corrupt, damageIdentifier, drawErrorKinds } from './error-model.ts';
import type { DamageKind } from './error-model.ts';
import { generateFamilies } from './families.ts';
import type { SampleFamily, SampleOptions } from './families.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import { writeSpreadsheet } from './spreadsheet.ts';
import type { Cell } from './spreadsheet.ts';

/** The layouts of generated spreadsheets: DTSEN's hand-over, and Tepat's own template. Everybody in them is made up. */
export const workbookLayouts = ['dtsen', 'template'] as const;
export type WorkbookLayout = (typeof workbookLayouts)[number];

/** What to spoil in a file, as shares from 0 to 1. */
export interface WorkbookDamage {
  /** Cells of NIK and No KK damaged in this way; 1 is the whole column. */
  readonly identifiers?: { readonly kind: DamageKind; readonly share: number };
  /** People with errors of the error model in their values. */
  readonly people?: number;
}

/** How many families and people a file holds. */
export interface WorkbookCounts {
  readonly families: number;
  readonly people: number;
}

/**
 * Writes families as a spreadsheet of the layout: those that the options generate, or those given by a function that is
 * called once for each sheet. The same source gives the same bytes, and memory does not grow with it. A DTSEN file leaves
 * out families without a No KK, because its two sheets join on that number.
 */
export async function writeWorkbook(
  path: string,
  layout: WorkbookLayout,
  source: SampleOptions | (() => Iterable<SampleFamily>),
  damage: WorkbookDamage = {},
): Promise<WorkbookCounts> {
  const seed = typeof source === 'function' ? '' : source.seed;
  const families = typeof source === 'function' ? source : () => generateFamilies(source);
  const counts = { families: 0, people: 0 };
  const chosen = function* (): Generator<SampleFamily> {
    const random = createRandom(`${seed}:damage:people`);
    for (const family of families()) {
      if (layout === 'dtsen' && !family.family.noKk) continue;
      yield damage.people ? withErrors(family, random, damage.people) : family;
    }
  };
  const [first, second] = layout === 'dtsen' ? dtsenSheets(chosen) : ownTemplateSheets(chosen);
  await writeSpreadsheet(path, [
    { ...first, rows: () => counted(damaged(first, seed, damage), first.headerRows, (n) => (counts.families = n)) },
    { ...second, rows: () => counted(damaged(second, seed, damage), second.headerRows, (n) => (counts.people = n)) },
  ]);
  return counts;
}

interface DraftSheet {
  readonly name: string;
  readonly headerRows: number;
  readonly hiddenRows?: readonly number[];
  /** Places of NIK and No KK. */
  readonly identifiers: readonly number[];
  readonly rows: () => Iterable<Cell[]>;
}

type Families = () => Iterable<SampleFamily>;

function dtsenSheets(families: Families): readonly [DraftSheet, DraftSheet] {
  const identifiers = (columns: readonly DtsenColumn<never>[]): number[] =>
    columns.flatMap(({ header }, i) => (header === 'nomor_induk_kependudukan' || header === 'nomor_kartu_keluarga' ? [i] : []));
  return [
    {
      name: 'Keluarga',
      headerRows: 1,
      identifiers: identifiers(dtsenFamilyColumns),
      *rows() {
        yield dtsenFamilyColumns.map((column) => column.header);
        for (const row of families()) yield dtsenFamilyColumns.map((column) => column.value(row));
      },
    },
    {
      name: 'Anggota',
      headerRows: 1,
      identifiers: identifiers(dtsenPersonColumns),
      *rows() {
        yield dtsenPersonColumns.map((column) => column.header);
        for (const family of families()) {
          for (const person of family.people) yield dtsenPersonColumns.map((column) => column.value({ ...family, person }));
        }
      },
    },
  ];
}

function ownTemplateSheets(families: Families): readonly [DraftSheet, DraftSheet] {
  const sheetOf = (entity: 'family' | 'person', records: (family: SampleFamily) => readonly FieldValues[]): DraftSheet => {
    const { name, columns } = templateSheet(entity);
    return {
      name,
      headerRows: 2,
      hiddenRows: [1],
      identifiers: columns.flatMap(({ key }, i) => (key === 'nik' || key === 'noKk' ? [i] : [])),
      *rows() {
        yield columns.map(({ key }) => (key === templateFamilyKey ? templateMark : key));
        yield columns.map(({ header }) => header);
        let number = 0;
        for (const family of families()) {
          number++;
          for (const values of records(family)) {
            yield columns.map(({ key }) => (key === templateFamilyKey ? number : templateCell(entity, key, values[key])));
          }
        }
      },
    };
  };
  return [sheetOf('family', ({ family }) => [family]), sheetOf('person', ({ people }) => people)];
}

function templateSheet(entity: 'family' | 'person'): (typeof templateSheets)[number] {
  const sheet = templateSheets.find((candidate) => candidate.entity === entity);
  if (!sheet) throw new RangeError(`the template has no sheet for ${entity}`);
  return sheet;
}

/** Coded answers as their labels, dates as clerks write them, the rest as it is; sums of ticked codes as the sum. */
function templateCell(entity: 'family' | 'person', field: string, value: FieldValue | undefined): Cell {
  if (value === null || value === undefined) return null;
  const def = fieldDef(entity, field);
  if (def?.kind === 'code') return answerText(def.list ?? '', value);
  if (def?.kind === 'date' && typeof value === 'string') return value.split('-').reverse().join('-');
  return typeof value === 'object' ? value.raw : value;
}

/** Rows with some identifiers damaged; header rows stay whole. */
function* damaged(sheet: DraftSheet, seed: string, { identifiers }: WorkbookDamage): Generator<readonly Cell[]> {
  const random = createRandom(`${seed}:damage:${sheet.name}`);
  let row = 0;
  for (const cells of sheet.rows()) {
    if (identifiers && row++ >= sheet.headerRows) {
      for (const at of sheet.identifiers) {
        const cell = cells[at];
        if (typeof cell === 'string' && random.chance(identifiers.share)) cells[at] = damageIdentifier(cell, identifiers.kind);
      }
    }
    yield cells;
  }
}

function* counted(rows: Iterable<readonly Cell[]>, headerRows: number, tell: (count: number) => void): Generator<readonly Cell[]> {
  let count = -headerRows;
  for (const row of rows) {
    count++;
    yield row;
  }
  tell(count);
}

function withErrors(family: SampleFamily, random: Random, share: number): SampleFamily {
  const people = family.people.map((person) =>
    random.chance(share) ? corrupt(person, random, drawErrorKinds(random)).values : person,
  );
  return { ...family, people };
}
