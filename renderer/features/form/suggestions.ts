import type { FieldValues } from '../../../db/rules/field.ts';
import { isAnswered } from '../../../db/rules/form/condition.ts';
import { nikBirthDate, parseNik } from '../../../db/rules/nik.ts';
import { labelOf } from '../../../db/rules/lists.ts';
import { formatShortDate } from '../../ui/format.ts';

/** What a field could hold: the text to type, and how it reads. Never entered by itself. */
export interface Suggestion {
  readonly text: string;
  readonly shown: string;
}

/** What the NIK says about an unanswered birth date or sex, or null. */
export function suggestionFor(field: string, values: FieldValues, today: string): Suggestion | null {
  const nik = values['nik'];
  if ((field !== 'birthDate' && field !== 'sex') || isAnswered(values[field]) || typeof nik !== 'string') return null;
  const parts = parseNik(nik);
  if (!parts) return null;
  if (field === 'sex') return { text: String(parts.sex), shown: `${parts.sex} ${labelOf('RSEK.405', parts.sex) ?? ''}` };
  const date = nikBirthDate(nik, { today, birthDate: null });
  return date === null ? null : { text: formatShortDate(date), shown: formatShortDate(date) };
}
