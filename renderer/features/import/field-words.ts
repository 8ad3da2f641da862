import { fieldLabel } from '../../../db/rules/text.ts';
import type { Language } from '../../text/fill.ts';

/** The name of a register field that a row would change. */
export function changedField(language: Language, entity: string | null, field: string): string {
  return entity === null ? field : fieldLabel(language, entity, field);
}
