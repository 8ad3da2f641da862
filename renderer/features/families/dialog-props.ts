import type { Family } from './family-types.ts';

/** What every dialog of a family's page is given. */
export interface FamilyDialogProps {
  readonly family: Family;
  readonly person: string | null;
  readonly today: string;
  readonly onClose: () => void;
}

/** A typed text without spaces around it, or undefined when there is none. */
export function textOrNone(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}
