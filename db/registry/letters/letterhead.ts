import type { LetterKind } from '../../rules/letters/kinds.ts';
import type { WriteMeta } from '../../store/change-log.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { readSettings, writeSetting } from '../settings.ts';

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
  /** The office in register numbers: "Kel-GT". */
  readonly short: string;
  /** How register numbers are made; empty: the usual way. */
  readonly pattern: string;
  /** Classification by kind of letter, where it is not the usual one. */
  readonly codes: Readonly<Partial<Record<LetterKind, string>>>;
  /** The mark in numbers of a register that counts beside another, where it is not the usual one; empty: none. By what `pcMark` says it began with. */
  readonly marks: Readonly<Record<string, string>>;
  /** The last number that was given on paper before, and in which year. */
  readonly begun: Readonly<Partial<Record<LetterKind, { readonly year: number; readonly last: number }>>>;
}

const KEY = 'letters';
const templatePrefix = 'letter.template.';
const nobody: Official = { name: '', rank: '', nip: '', title: '' };
const empty: LetterSettings = { offices: [], lines: [], logo: '', place: '', head: nobody, deputy: nobody, short: '', pattern: '', codes: {}, marks: {}, begun: {} };

/** The letterhead and signatories as this office has set them. */
export function letterSettings(office: Reader): LetterSettings {
  const stored = readSettings(office)[KEY];
  if (stored === undefined || stored === '') return empty;
  const read = JSON.parse(stored) as Partial<LetterSettings>;
  return { ...empty, ...read, head: { ...nobody, ...read.head }, deputy: { ...nobody, ...read.deputy } };
}

/** Sets the letterhead, the signatories and how letters are numbered. */
export function saveLetterSettings(office: Writer, user: WriteMeta['user'], settings: LetterSettings): void {
  writeSetting(office, user, KEY, JSON.stringify(settings));
}

/** This office's own template of a document, or null. */
export function ownTemplate(office: Reader, name: string): string | null {
  const text = readSettings(office)[templatePrefix + name];
  return text === undefined || text === '' ? null : text;
}

/** Replaces a template here; an empty text brings back the city's or the usual one. */
export function saveTemplate(office: Writer, user: WriteMeta['user'], name: string, text: string): void {
  writeSetting(office, user, templatePrefix + name, text);
}
