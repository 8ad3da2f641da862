import { hasSigner, unknownNames } from '../../reports/documents/template.ts';
import { commonFields, templateFields } from '../../reports/documents/usual-templates.ts';
import { fail } from '../../rules/failure.ts';

type TemplateName = keyof typeof templateFields;

/** What a template of a document names that nothing would fill. */
function unfilledIn(name: TemplateName, text: string): string[] {
  return unknownNames(text, [...commonFields, ...templateFields[name]]);
}

/** Whether a document can be made of a template. */
export function isUsable(name: TemplateName, text: string): boolean {
  return unfilledIn(name, text).length === 0 && hasSigner(text);
}

/** Refuses a template of which no whole document can be made. Errors: TEMPLATE_FIELDS, TEMPLATE_SIGN. */
export function requireUsable(name: TemplateName, text: string): void {
  const unknown = unfilledIn(name, text);
  if (unknown.length > 0) fail('TEMPLATE_FIELDS', { fields: unknown.join(', ') });
  if (!hasSigner(text)) fail('TEMPLATE_SIGN', { part: '{tandatangan}' });
}
