import { z } from 'zod';
import { draftKinds } from '../../../db/rules/draft-kinds.ts';
import type { FieldValue } from '../../../db/rules/field.ts';
import { keptValues } from '../../app/kept-values.ts';
import type { About } from './about-fields.tsx';

export type PetitionValues = Readonly<Record<string, FieldValue>>;

/** What was typed of a petition and is stored in none yet. */
export interface PetitionDraft {
  readonly id: string;
  readonly savedAt: string;
  readonly values: PetitionValues;
  readonly about: About;
}

const content = z.object({
  version: z.literal(1),
  values: keptValues,
  about: z.object({ stranger: z.boolean(), person: z.string().nullable(), family: z.string().nullable(), whole: z.boolean(), name: z.string() }),
});

/** The text of a draft. */
export function writePetitionDraft(typed: Pick<PetitionDraft, 'values' | 'about'>): string {
  return JSON.stringify({ version: 1, ...typed });
}

/** What a kept draft holds, or null when it is none of a petition or of another version. */
export function readPetitionDraft(kept: { id: string; kind: string; content: string; savedAt: string }): PetitionDraft | null {
  if (kept.kind !== draftKinds.petition) return null;
  try {
    const { values, about } = content.parse(JSON.parse(kept.content));
    return { id: kept.id, savedAt: kept.savedAt, values, about };
  } catch {
    return null;
  }
}
