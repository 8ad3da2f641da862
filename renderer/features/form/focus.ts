/** The attribute that marks the fields that Enter walks through. */
const marked = '[data-field]';

/** The fields on screen in the order of the paper. */
function fieldsOf(body: HTMLElement): readonly HTMLElement[] {
  return [...body.querySelectorAll<HTMLElement>(marked)].filter((field) => !field.hasAttribute('disabled'));
}

/** Puts the cursor into a field and shows it; its text is selected, so that typing replaces it. */
export function focusElement(field: HTMLElement | null | undefined): boolean {
  if (!field) return false;
  field.focus();
  if (field instanceof HTMLInputElement) field.select();
  field.scrollIntoView({ block: 'nearest' });
  return true;
}

/** Focuses a field by its key; false when it is not on screen. */
export function focusField(body: HTMLElement | null, key: string): boolean {
  return focusElement(body?.querySelector<HTMLElement>(`[data-field="${CSS.escape(key)}"]`));
}

/** Focuses the first or last field of the body, or the first that wants an answer; false when there is none. */
export function focusEdge(body: HTMLElement | null, edge: 'first' | 'last' | 'firstMissing'): boolean {
  const fields = body ? fieldsOf(body) : [];
  const missing = fields.find((field) => field.dataset['missing'] !== undefined);
  return focusElement(edge === 'last' ? fields.at(-1) : edge === 'first' ? fields[0] : (missing ?? fields[0]));
}

/** Focuses the field after (1) or before (-1) one; false at the ends. Works by place when the field itself went away. */
export function focusBeside(body: HTMLElement | null, from: HTMLElement, step: 1 | -1): boolean {
  const fields = body ? fieldsOf(body) : [];
  const index = fields.indexOf(from);
  if (index >= 0) return focusElement(fields[index + step]);
  return false;
}
