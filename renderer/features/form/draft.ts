import { z } from 'zod';
import { blocks } from '../../../db/rules/form.ts';
import { keptValues as values } from '../../app/kept-values.ts';
import type { FormState } from './form-state.ts';

const content = z.object({
  version: z.literal(1),
  form: z.object({
    id: z.string().nullable(),
    family: values,
    people: z.array(z.object({ key: z.string(), id: z.string().nullable(), values })),
    base: z.record(z.string(), values),
    texts: z.record(z.string(), z.string()),
    left: z.array(z.string()),
    reasons: z.record(z.string(), z.string()),
    tried: z.boolean(),
    place: z.object({ block: z.enum(blocks), person: z.string().nullable(), field: z.string().nullable() }),
    event: z.object({ kind: z.enum(['birth', 'arrival']), texts: z.object({ date: z.string(), place: z.string(), origin: z.string(), certificateNo: z.string(), reason: z.string() }).partial() }).nullable(),
    dirty: z.boolean(),
  }),
});

/** The form as the text of a draft: every answer, what is being typed, and where the cursor stands. */
export function writeDraft(form: FormState): string {
  return JSON.stringify({ version: 1, form });
}

/** The form that a draft holds, or null when the text is none of this version. */
export function readDraft(text: string): FormState | null {
  try {
    return content.parse(JSON.parse(text)).form;
  } catch {
    return null;
  }
}
