import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { hasAliases, mergedInto, resolveAlias } from '../aliases.ts';
import { deliveryStatus } from '../states.ts';

/** What decides which of several deliveries counts. */
export interface Countable {
  readonly uid: string;
  readonly status: number | null;
}

/** Deliveries of one recipient, programme and phase that more than one PC or office recorded: one counts, the others wait for an answer. */
export interface Double {
  readonly programme: string;
  readonly phase: string;
  /** The person, or the family where a family receives. */
  readonly recipient: string;
  readonly counts: string;
  readonly others: readonly string[];
}

/** The order in which deliveries of one recipient and phase count: received before not, then the one that was made first. */
export function inOrderOfCounting(a: Countable, b: Countable): number {
  const received = (one: Countable): number => (one.status === deliveryStatus.received ? 0 : 1);
  return received(a) - received(b) || (a.uid < b.uid ? -1 : 1);
}

/** Names whom a delivery is for, seen through merges: the person, or the family where it has none. */
export function recipientNamer(office: Reader): (row: { readonly person: string | null; readonly family: string | null }) => string {
  if (!hasAliases(office)) return ({ person, family }) => person ?? family ?? '';
  return ({ person, family }) => (person !== null ? resolveAlias(office, 'person', person) : resolveAlias(office, 'family', family ?? ''));
}

interface Row extends Countable { readonly programme: string; readonly phase: string; readonly person: string | null; readonly family: string | null }

const byRecipient = 'SELECT uid, status, programme, phase, person, family FROM delivery WHERE voided IS NULL AND coalesce(person, family) = ?';

/** Every delivery that was recorded more than once, in the order of programme and phase. */
export function doubleDeliveries(office: Reader): Double[] {
  // Walks the index of recipients only; who was merged may have them under two names.
  const twice = sql(office, 'SELECT DISTINCT coalesce(person, family) FROM delivery WHERE voided IS NULL GROUP BY coalesce(person, family), programme, phase HAVING count(*) > 1').pluck().all() as string[];
  const merged = hasAliases(office) ? (sql(office, 'SELECT coalesce(toPerson, toFamily) FROM alias WHERE ended IS NULL').pluck().all() as string[]) : [];
  const nameOf = recipientNamer(office);
  const recipients = new Set([...twice.map((uid) => nameOf(kindOf(office, uid))), ...merged]);
  return [...recipients].flatMap((recipient) => doublesOf(office, recipient)).sort((a, b) => a.programme.localeCompare(b.programme) || a.phase.localeCompare(b.phase) || a.recipient.localeCompare(b.recipient));
}

/** Ids of the deliveries that do not count, as JSON for a query: `uid NOT IN (SELECT value FROM json_each(?))`. */
export function notCounted(office: Reader): string {
  return JSON.stringify(doubleDeliveries(office).flatMap((one) => one.others));
}

/** Every name that a recipient has or had: its own, and of those that were merged into it. */
export function namesOf(office: Reader, recipient: string): string[] {
  return [recipient, ...(['person', 'family'] as const).flatMap((kind) => mergedInto(office, kind, [recipient]).get(recipient) ?? [])];
}

function doublesOf(office: Reader, recipient: string): Double[] {
  const rows = namesOf(office, recipient).flatMap((name) => sql(office, byRecipient).all(name) as Row[]);
  return [...Map.groupBy(rows, (row) => JSON.stringify([row.programme, row.phase])).values()].filter((group) => group.length > 1).map((group) => {
    const [first, ...others] = group.sort(inOrderOfCounting) as [Row, ...Row[]];
    return { programme: first.programme, phase: first.phase, recipient, counts: first.uid, others: others.map((one) => one.uid) };
  });
}

function kindOf(office: Reader, uid: string): { person: string | null; family: string | null } {
  return sql(office, 'SELECT 1 FROM person WHERE uid = ?').get(uid) === undefined ? { person: null, family: uid } : { person: uid, family: null };
}
