import { fail } from '../rules/failure.ts';
import type { Connection } from '../store/connection.ts';
import { today } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import { changeStaged, onStaged } from './change-staged.ts';
import type { StagedAt } from './change-staged.ts';
import { samplesOf } from './check-file.ts';
import type { FileFacts } from './check-file.ts';
import { choicesOf, keepChoices } from './choices.ts';
import { mappedChoices, saveMapping, savedMapping } from './saved-mappings.ts';
import type { StagedFile } from './staging-store.ts';
import type { Actor, ImportPreview } from './types.ts';

/** Reads a staged file with a saved mapping. Errors: MAPPING_UNKNOWN, MAPPING_MISFIT (too few of its headers are there), as `changeStaged`. */
export function useMapping(at: StagedAt, name: string): Promise<ImportPreview> {
  const mapping = savedMapping(at.office, name);
  return changeStaged(at, (db, file) => {
    const choices = mappedChoices(mapping, samplesOf(db, file.id), choicesOf(file), { today: today(at.office), chosen: true, known: false });
    if (!choices) return fail('MAPPING_MISFIT', { name, file: file.name });
    keepChoices(db, file.id, choices);
  });
}

/** Keeps what a staged file is read with under a name. Errors: IMPORT_NOT_STAGED. */
export function saveStagedMapping(at: StagedAt & { readonly office: Writer }, actor: Actor, name: string): Promise<ImportPreview> {
  return onStaged(at, (db: Connection, file: StagedFile) => {
    const { plans } = JSON.parse(file.facts) as FileFacts;
    const choices = choicesOf(file);
    saveMapping(at.office, actor, name, plans, samplesOf(db, file.id));
    keepChoices(db, file.id, { ...choices, mapping: name });
  });
}
