import { fieldLabel, questionLabel } from '../../../db/rules/text.ts';
import type { Language } from '../../text/fill.ts';
import { textIn } from '../../text/text.ts';

const joined = ['memberCount', 'headName', 'key', 'noKk'] as const;

function isJoined(field: string): field is (typeof joined)[number] {
  return (joined as readonly string[]).includes(field);
}

/** What a column of a file is read as, in words: a field of the register, or what it links, bridges or ranks. */
export function columnTarget(language: Language, entity: string | null, field: string): string {
  if (field.startsWith('bps.')) return textIn(language, 'imports.targetBps');
  if (field.startsWith('desil.')) return textIn(language, `imports.targetRanking${field === 'desil.provinsi' ? 'Province' : field === 'desil.kabkota' ? 'Regency' : 'National'}`);
  if (field.startsWith('ktpName.')) return textIn(language, 'imports.targetKtpName');
  if (entity === null) return field;
  const label = questionLabel(language, entity, field);
  return label === field && isJoined(field) ? textIn(language, `imports.target_${field}`) : label;
}

/** The name of a register field that a row would change. */
export function changedField(language: Language, entity: string | null, field: string): string {
  return entity === null ? field : fieldLabel(language, entity, field);
}
