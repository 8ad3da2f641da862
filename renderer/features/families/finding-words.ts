import { findingText, questionLabel } from '../../../db/rules/text.ts';
import type { Language } from '../../text/fill.ts';
import type { ApiFinding } from './family-types.ts';

/** The same finding of the same field has the same key, so that a reason stays with it. */
export function findingKey(finding: ApiFinding): string {
  return [finding.code, finding.record ?? '', finding.field ?? '', String(finding.params?.['case'] ?? '')].join('|');
}

/** What a check found, as a sentence. */
export function findingSentence(language: Language, finding: ApiFinding): string {
  return findingText(language, { code: finding.code, params: finding.params ?? {} });
}

/** Whose field it is about: `Siti Aminah, 403 NIK`. */
export function findingPlace(language: Language, finding: ApiFinding, nameOf: (record: string) => string | null): string {
  const entity = finding.entity ?? 'family';
  const name = entity === 'person' && finding.record !== undefined ? nameOf(finding.record) : null;
  const label = finding.field === undefined ? '' : questionLabel(language, entity, finding.field);
  return [name, label].filter(Boolean).join(', ');
}

const order = { block: 0, warn: 1, info: 2 } as const;

/** Findings with the gravest first. */
export function byGravity(findings: readonly ApiFinding[]): readonly ApiFinding[] {
  return [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
}
