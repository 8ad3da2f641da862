import type { Reader } from '../../store/office.ts';
import { readSettings } from '../settings.ts';

/** Who signs for the office. */
export interface Official {
  readonly name: string;
  readonly rank: string;
  readonly nip: string;
  /** "Lurah Gunung Telihan" where it is not what the kind of office says. */
  readonly title: string;
}

/** What the office's letters are headed and signed with. */
export interface LetterSettings {
  /** Lines above the address; empty: the names of the regions. */
  readonly offices: readonly string[];
  readonly lines: readonly string[];
  /** PNG or JPEG in base64; empty: none. */
  readonly logo: string;
  /** The place in "Bontang, 2 Januari 2026". */
  readonly place: string;
  readonly head: Official;
  /** Who signs on behalf (a.n.), as kasi kesejahteraan sosial; without a name nobody does. */
  readonly deputy: Official;
}

export const letterSettingsKey = 'letters';
const nobody: Official = { name: '', rank: '', nip: '', title: '' };
const empty: LetterSettings = { offices: [], lines: [], logo: '', place: '', head: nobody, deputy: nobody };

/** The letterhead and signatories as this office has set them. */
export function letterSettings(office: Reader): LetterSettings {
  const stored = readSettings(office)[letterSettingsKey];
  if (stored === undefined || stored === '') return empty;
  const read = JSON.parse(stored) as Partial<LetterSettings>;
  return { ...empty, ...read, head: { ...nobody, ...read.head }, deputy: { ...nobody, ...read.deputy } };
}
