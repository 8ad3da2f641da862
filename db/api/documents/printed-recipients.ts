import { printConcerns } from '../../registry/enrolment/print-check.ts';
import { listRecipients } from '../../registry/recipients.ts';
import type { Recipient } from '../../registry/recipients.ts';
import { fail } from '../../rules/failure.ts';
import type { Context } from '../handler.ts';

const PAGE = 1000;
const NAMED = 5;

/** Who stands on a programme's paper, and how many receive but must not stand there: the dead, the gone, the suspended. */
export interface PrintedRecipients { readonly rows: readonly Recipient[]; readonly excluded: number }

/**
 * The recipients of a programme as a list of it is printed, by RW and RT (domain reference PLK-6). Whom a rule forbids
 * stands there only with a reason. Errors: NOT_FOUND, PRINT_BLOCKED.
 */
export function printedRecipients({ reader, scope }: Pick<Context, 'reader' | 'scope'>, programme: string, { full, despite }: { full: boolean; despite?: string | undefined }): PrintedRecipients {
  const concerns = printConcerns(reader, programme, scope, 'id');
  const blocked = concerns.filter(({ level }) => level === 'blocked');
  if (blocked.length > 0 && !despite?.trim()) fail('PRINT_BLOCKED', { n: blocked.length, names: blocked.slice(0, NAMED).map(({ name }) => name).join(', ') });
  const excluded = new Set(concerns.filter(({ level }) => level === 'excluded').map(({ enrolment }) => enrolment));
  const rows: Recipient[] = [];
  for (let after: string | null = null, more = true; more; more = after !== null) {
    const page = listRecipients(reader, programme, 'active', after, PAGE, scope, full);
    rows.push(...page.rows.filter(({ id }) => !excluded.has(id)));
    after = page.next;
  }
  const key = (row: Recipient): string => [row.rw ?? '', row.rt ?? '', row.name].join(' ');
  return { rows: rows.sort((a, b) => (key(a) < key(b) ? -1 : 1)), excluded: excluded.size };
}
