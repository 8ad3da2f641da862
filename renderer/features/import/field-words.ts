import { fieldLabel } from '../../../db/rules/text.ts';
import type { Language } from '../../text/fill.ts';
import type { Translate } from '../../text/text.ts';
import type { ImportRow } from './states.ts';

const rankings = ['1', '2', '3', 'p3ke', 'dtks', 'bdt'] as const;

/** The name of what a row would change: a field, a ranking, a part in a programme, or a proposal; a person's row of a list may say the family's rumah tangga. */
export function changedField(language: Language, t: Translate, entity: string | null, { field, label }: ImportRow['changes'][number]): string {
  if (label !== undefined) return t(field.startsWith('aidPast') ? 'imports.changeHistory' : 'imports.changeProposal', { programme: label });
  if (field === 'enrolment') return t('imports.changeEnrolment');
  const ranking = rankings.find((kind) => field === `ranking.${kind}`);
  if (ranking !== undefined) return t(`imports.ranking_${ranking}`);
  if (entity === null) return field;
  const own = fieldLabel(language, entity, field);
  return own === field && entity === 'person' ? fieldLabel(language, 'family', field) : own;
}
