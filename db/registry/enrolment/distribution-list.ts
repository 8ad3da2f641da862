import type { Lang } from '../../rules/text.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { listRecipients } from '../recipients.ts';
import type { Recipient } from '../recipients.ts';
import { printConcerns } from './print-check.ts';
import type { PrintConcern } from './print-check.ts';

/** The recipients of a programme as a list may be handed out. */
interface DistributionList {
  readonly rows: readonly Recipient[];
  /** Who was left out, with why: dead, gone, suspended, and without a reason whom a rule forbids. */
  readonly followUp: readonly PrintConcern[];
  /** What is said beside a row that stands there, by enrolment. */
  readonly notes: ReadonlyMap<string, string>;
  /** Whom a rule forbids and who stands there for the given reason. */
  readonly let: readonly PrintConcern[];
}

interface Asked {
  readonly lang: Lang;
  readonly full?: boolean;
  /** Why whom a rule forbids stands on it all the same. */
  readonly anyway?: string | undefined;
}

const PAGE = 1000;

/**
 * Whoever receives a programme now, for a list that is printed or handed out (PLK-6): the dead, the gone and the suspended
 * never stand on it, whom a rule forbids only for a reason. Every such list is made here, whoever asks.
 */
export function distributionList(office: Reader, programme: string, scope: Scope, { lang, full = false, anyway = '' }: Asked): DistributionList {
  const concerns = printConcerns(office, programme, scope, lang);
  const forReason = anyway.trim() !== '';
  const followUp = concerns.filter(({ level }) => level === 'excluded' || (level === 'blocked' && !forReason));
  const left = new Set(followUp.map((one) => one.enrolment));
  const stands = concerns.filter((one) => !left.has(one.enrolment));
  const rows: Recipient[] = [];
  for (let after: string | null = null, more = true; more; more = after !== null) {
    const page = listRecipients(office, programme, 'active', after, PAGE, scope, full);
    rows.push(...page.rows.filter((row) => !left.has(row.id)));
    after = page.next;
  }
  return { rows, followUp, notes: new Map(stands.map((one) => [one.enrolment, one.why])), let: stands.filter(({ level }) => level === 'blocked') };
}
