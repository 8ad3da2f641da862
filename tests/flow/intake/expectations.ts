import { damages } from '../../../db/sample/damages.ts';
import type { WorkbookLayout } from '../../../db/sample/workbooks.ts';
import { valueOf } from '../../../db/sample/sheet-content.ts';
import { mainSheet, personRowNumbers } from '../../../db/sample/damage-tools.ts';
import { casesOf, listLayouts, truthOf } from './corpus.ts';
import type { CorpusCase, Outcome } from './corpus.ts';

/**
 * What each file of the corpus must come to, reckoned from the truth and from what the damage does, never from what the
 * importer says. The result is committed in tests/fixtures/intake/corpus-expected.json; a test compares the two.
 */
export function expectedOutcomes(layout: WorkbookLayout): Record<string, Outcome> {
  return Object.fromEntries(casesOf(layout).map((one) => [one.damage, expectedOf(one)]));
}

function expectedOf(one: CorpusCase): Outcome {
  const { layout, damage, model } = one;
  if (listLayouts.includes(layout)) return expectedOfList(one);
  const truth = truthOf(layout);
  const invalid = invalidRows(model);
  const clean: Outcome = { as: layout, families: truth.families.length, people: truth.people.length, rejected: invalid, questions: 0, blocked: [] };
  const effect = effectOf(damage);
  switch (effect?.kind) {
    case 'rejects':
      return { ...clean, people: clean.people - effect.rows, rejected: clean.rejected + effect.rows };
    case 'repeats':
      return { ...clean, questions: effect.rows };
    case 'refuses':
      return { ...clean, families: 0, people: 0, rejected: damage === 'nik-ends-in-0' ? invalid : niks(model) + invalid, blocked: ['DIGITS_LOST'] };
    default:
      return clean;
  }
}

const effectOf = (damage: string) => damages.find(({ key }) => key === damage)?.effect;

/** So few numbers that all end in 0 prove nothing. */
const fewNumbers = 20;

/** A list finds people by their NIK: a missing name harms nothing, and two NIK in a cell are refused. */
function expectedOfList({ layout, damage, model }: CorpusCase): Outcome {
  const [clean] = casesOf(layout);
  const sheet = clean ? mainSheet(clean.model) : undefined;
  const rows = sheet ? personRowNumbers(sheet).length : 0;
  const twice = model.flatMap((one) => one.rows).filter((cells) => cells.some((cell) => /\d{16} \/ \d{16}/.test(String(valueOf(cell) ?? '')))).length;
  const found: Outcome = { as: layout, families: 0, people: rows - twice, rejected: twice, questions: 0, blocked: [] };
  const effect = effectOf(damage);
  if (damage === 'empty-names') return found;
  if (damage === 'nik-ends-in-0' && rows < fewNumbers) return { ...found, people: 0, rejected: 0, questions: rows };
  if (effect?.kind === 'rejects') return { ...found, people: found.people - effect.rows, rejected: found.rejected + effect.rows };
  if (effect?.kind === 'repeats') return { ...found, questions: effect.rows };
  if (effect?.kind === 'refuses') return { ...found, people: 0, rejected: damage === 'nik-ends-in-0' ? 0 : niks(model), blocked: ['DIGITS_LOST'] };
  return found;
}

/** Rows of SIAK that stand under an old card, no longer valid, counted where their NIK was not damaged. */
function invalidRows(model: CorpusCase['model']): number {
  return mainSheet(model)?.rows.filter((cells) => cells.some((cell) => /^Tidak Valid/.test(String(valueOf(cell) ?? '')))).length ?? 0;
}

/** People whose NIK is damaged beyond repair; the invalid rows are counted already. */
function niks(model: CorpusCase['model']): number {
  const sheet = mainSheet(model);
  const at = sheet?.places.nik;
  if (!sheet || at === undefined) return 0;
  const lost = sheet.rows.filter((cells) => /^\d,\d+E\+15$/.test(String(valueOf(cells[at]) ?? '')) || typeof cells[at] === 'number' && cells[at] > 1e14).length;
  return lost - invalidRows(model);
}
