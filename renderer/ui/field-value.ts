import { fieldDef, isEntityKey } from '../../db/rules/entities.ts';
import type { FieldDef, FieldValue } from '../../db/rules/field.ts';
import { answerText } from '../../db/rules/lists.ts';
import { language } from '../text/text.ts';
import { formatDate, formatNumber, groupIdentifier } from './format.ts';

const yesNo = { id: ['Tidak', 'Ya'], en: ['No', 'Yes'] } as const;

function isFieldValue(value: unknown): value is FieldValue {
  return value === null || ['string', 'number'].includes(typeof value) || (typeof value === 'object' && value !== null && 'raw' in value && 'list' in value);
}

/** A register value in words: the label of its code, a date, a number with separators. Empty gives an empty text. */
export function fieldValueText(entity: string, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (!isFieldValue(value)) return JSON.stringify(value);
  const def: FieldDef | undefined = isEntityKey(entity) ? fieldDef(entity, field) : undefined;
  if (def?.list !== undefined || typeof value === 'object') return answerText(def?.list ?? '', value);
  if (def?.kind === 'date') return formatDate(String(value));
  if (def?.kind === 'flag') return yesNo[language()][value === 1 ? 1 : 0];
  if (def?.masked) return groupIdentifier(String(value));
  return typeof value === 'number' ? formatNumber(value) : value;
}
