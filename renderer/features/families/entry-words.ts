import type { CallOutput } from '../../../db/api/contract.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import type { Language } from '../../text/fill.ts';
import type { Translate } from '../../text/text.ts';

export type Entry = CallOutput<'record.history'>[number];

/** What a change is about: a field by its label, or that a record came to be. */
export function entryWhat(entry: Entry, t: Translate, language: Language): string {
  if (entry.field !== null) return fieldLabel(language, entry.entity, entry.field);
  const made = { family: t('families.madeFamily'), person: t('families.madePerson'), ranking: t('families.madeRanking'), enrolment: t('families.madeEnrolment'), event: t('families.madeEvent'), familyNumber: t('families.madeNumber') };
  return entry.entity in made ? made[entry.entity as keyof typeof made] : t('families.made');
}

/** Why it was done, as written; what the program did of itself says so in words. */
export function entryReason(entry: Entry, t: Translate): string | null {
  const known: Readonly<Record<string, string>> = { 'office.createPractice': t('families.sourcePractice'), 'alias.carried': t('families.sourceCarried'), 'transfer.takenBack': t('families.sourceTakenBack'), 'transfer.accept': t('families.sourceAccepted') };
  return entry.reason === null ? null : (known[entry.reason] ?? entry.reason);
}

/** A family that goes to another office takes everything that hangs on it along: that is told once, by the family. */
export function toldOnce(entries: readonly Entry[]): Entry[] {
  const handOver = ({ at, old, new: to }: Entry): string => JSON.stringify([at, old, to]);
  const told = new Set(entries.filter((one) => one.entity === 'family' && one.field === 'owner').map(handOver));
  return entries.filter((one) => one.field !== 'owner' || one.entity === 'family' || !told.has(handOver(one)));
}

/** Where a change came from: by hand, a file, a package. */
export function entrySource(entry: Entry, t: Translate): string {
  const kinds: Readonly<Record<string, string>> = { import: t('families.sourceImport'), package: t('families.sourcePackage'), undo: t('families.sourceUndo') };
  const kind = entry.source === null ? '' : (kinds[entry.source.kind] ?? entry.source.kind);
  return [kind, entry.source?.name].filter(Boolean).join(' ') || t('families.sourceHand');
}
