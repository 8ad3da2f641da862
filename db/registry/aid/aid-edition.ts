import { createHash } from 'node:crypto';
import { aidRuleSeeds } from '../../rules/aid/aid-rules-seed.ts';
import { defaultNeedRules } from '../../rules/needs.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';

/** What judges by now. A change in how rules are judged, and not in the rules, takes the next number. */
const ENGINE = 1;

/** By which rules of the program answers were made: those of another program are made anew. */
const made = `${ENGINE} ${createHash('sha256').update(JSON.stringify([aidRuleSeeds, defaultNeedRules])).digest('hex').slice(0, 16)}`;

/** Which kept answers hold: those of this edition whose day of change has not come. */
export interface AidEdition {
  readonly edition: number;
  readonly made: string;
  /** The day of the latest judging: a PC whose clock went back knows nothing kept of before. */
  readonly day: string;
}

/** The edition as it stands, and whether what was kept under it may be used on a day: never for a day that has passed. */
export function aidEdition(office: Reader, day: string): { edition: number; isUsable: boolean } {
  const present = sql(office, 'SELECT edition, made, day FROM aidEdition').get() as AidEdition;
  return { edition: present.edition, isUsable: present.made === made && present.day !== '' && present.day <= day && day >= today(office) };
}

/** Begins the next edition when what is kept is of another program or of a later day; notes the day. Answers the edition. */
export function beginEdition(office: Reader, day: string): number {
  const { edition, isUsable } = aidEdition(office, day);
  const next = isUsable ? edition : edition + 1;
  sql(office, 'UPDATE aidEdition SET edition = ?, made = ?, day = ?').run(next, made, day);
  return next;
}
