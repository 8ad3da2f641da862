import { fieldLabel } from '../../../db/rules/text.ts';
import type { Language } from '../../text/fill.ts';

/** The name of a register field that a row would change; a person's row of a list may say the family's rumah tangga. */
export function changedField(language: Language, entity: string | null, field: string): string {
  if (entity === null) return field;
  const own = fieldLabel(language, entity, field);
  return own === field && entity === 'person' ? fieldLabel(language, 'family', field) : own;
}
