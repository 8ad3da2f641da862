import { heldReference } from '../../handoff/reference/held.ts';
import { ownTemplate } from '../../registry/letters/letterhead.ts';
import { isUsable } from './template-fault.ts';
import { documentTitles } from '../../rules/letters/kinds.ts';
import { isOnlyWords, templateBlocks } from '../../reports/documents/template.ts';
import type { TemplateParts } from '../../reports/documents/template.ts';
import type { Block } from '../../reports/documents/model.ts';
import { usualTemplates } from '../../reports/documents/usual-templates.ts';
import type { Reader } from '../../store/office.ts';

export type DocumentName = keyof typeof documentTitles;
export const documentNames = Object.keys(documentTitles) as DocumentName[];

/** Where a document's template comes from: this office's own, the city's reference data where this version can fill it, or the usual one. */
export function templateOf(office: Reader, name: DocumentName): { text: string; from: 'office' | 'city' | 'usual' } {
  const own = ownTemplate(office, name);
  if (own !== null) return { text: own, from: 'office' };
  const city = heldReference(office)?.content.templates.find((one) => one.name === name);
  // A city with a later version may name fields that this one cannot fill: a letter with braces in it is none.
  return city && isUsable(name, city.text) ? { text: city.text, from: 'city' } : { text: usualTemplates[name], from: 'usual' };
}

/** A document's blocks by its template; `words` stand in the place for words where no template says others. */
export function filledTemplate(office: Reader, name: DocumentName, parts: TemplateParts, words = ''): Block[] {
  const { text } = templateOf(office, name);
  const only = isOnlyWords(text);
  const isi = templateBlocks(only ? text : words, { values: parts.values, slots: only ? { isi: [] } : {} });
  return templateBlocks(only ? usualTemplates[name] : text, { values: parts.values, slots: { ...parts.slots, isi } });
}
