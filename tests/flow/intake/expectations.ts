import { damages } from '../../../db/sample/damages.ts';
import type { WorkbookLayout } from '../../../db/sample/workbooks.ts';
import { valueOf } from '../../../db/sample/sheet-content.ts';
import { mainSheet } from '../../../db/sample/damage-tools.ts';
import { casesOf, listLayouts, truthOf } from './corpus.ts';
import type { CorpusCase, Outcome } from './corpus.ts';

/**
 * What each file of the corpus must come to, reckoned from the truth and from what the damage does, never from what the
 * importer says. The result is committed in tests/fixtures/intake/corpus-expected.json; a test compares the two.
 */
export function expectedOutcomes(layout: WorkbookLayout): Record<string, Outcome> {
  return Object.fromEntries(casesOf(layout).map((one) => [one.damage, expectedOf(one)]));
}

function expectedOf({ layout, damage, model }: CorpusCase): Outcome {
  const truth = truthOf(layout);
  const lists = listLayouts.includes(layout);
  const invalid = invalidRows(model);
  const clean: Outcome = {
    as: layout, families: lists ? 0 : truth.families.length, people: lists ? 0 : truth.people.length, rejected: invalid, questions: 0, blocked: [],
  };
  const effect = damages.find(({ key }) => key === damage)?.effect;
  switch (effect?.kind) {
    case 'rejects':
      return { ...clean, people: Math.max(0, clean.people - effect.rows), rejected: clean.rejected + effect.rows };
    case 'repeats':
      return { ...clean, questions: effect.rows };
    case 'refuses':
      return { ...clean, families: 0, people: 0, rejected: damage === 'nik-ends-in-0' ? invalid : niks(model) + invalid, blocked: ['DIGITS_LOST'] };
    default:
      return clean;
  }
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
