import { aidRuleSchema } from '../../rules/aid/aid-rule.ts';
import type { AidRule, AidRuleContent } from '../../rules/aid/aid-rule.ts';
import { aidRuleSeeds } from '../../rules/aid/aid-rules-seed.ts';
import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import { newId } from '../../store/new-id.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { addDays } from '../../rules/dates.ts';
import type { Actor } from '../access.ts';

/** A rule as the catalogue of rules shows it. */
export interface StoredRule extends AidRule {
  /** As every office starts with it: nobody changed it here, and no reference data did. */
  readonly seeded: boolean;
}

interface Row { readonly id: number; readonly uid: string; readonly title: string | null; readonly basis: string | null; readonly version: number | null; readonly from: string | null; readonly to: string | null; readonly content: string | null }

/**
 * Every rule: those that came with the program, as the city changed them, and the city's own. A stored rule that this
 * version cannot read is left out; it is kept, and counts again after the program was brought up to date.
 */
export function listAidRules(office: Reader): StoredRule[] {
  const stored = sql(office, 'SELECT id, uid, title, basis, version, "from", "to", content FROM aidRule ORDER BY id').all() as Row[];
  const changed = new Map(stored.map((row) => [row.uid, row]));
  const rules: StoredRule[] = aidRuleSeeds.flatMap((seed): StoredRule[] => {
    const row = changed.get(seed.uid);
    changed.delete(seed.uid);
    return row ? readRow(row) : [{ ...seed, version: 1, from: null, to: null, seeded: true }];
  });
  return [...rules, ...[...changed.values()].flatMap(readRow)];
}

function readRow(row: Row): StoredRule[] {
  const content = aidRuleSchema.safeParse(JSON.parse(row.content ?? 'null'));
  return content.success ? [{ uid: row.uid, title: row.title ?? '', basis: row.basis, version: row.version ?? 1, from: row.from, to: row.to, content: content.data, seeded: false }] : [];
}

export interface RuleInput {
  readonly id?: string;
  readonly title: string;
  readonly basis: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly content: AidRuleContent;
  readonly reason?: string;
}

/**
 * Adds a rule or a new version of one. Reference data of a city in force here binds: its rules are changed there.
 * Errors: RULES_FROM_ABOVE, NOT_FOUND, DATE_ORDER, INVALID_INPUT.
 */
export function saveAidRule(office: Writer, actor: Actor, input: RuleInput): { id: string; version: number } {
  requireOwnRules(office);
  if (input.from !== null && input.to !== null && input.to < input.from) fail('DATE_ORDER', { start: input.from, end: input.to });
  const before = input.id === undefined ? null : (listAidRules(office).find((rule) => rule.uid === input.id) ?? fail('NOT_FOUND', { id: input.id }));
  const version = (before?.version ?? 0) + 1;
  const uid = before?.uid ?? newId();
  const values = { title: input.title.trim(), basis: input.basis, version, from: input.from, to: input.to, content: JSON.stringify(input.content) };
  writeChanges(office, { user: actor.user, kind: 'rule', reason: input.reason ?? null }, (log) => {
    const number = sql(office, 'SELECT id FROM aidRule WHERE uid = ?').pluck().get(uid) as number | undefined;
    if (number === undefined) log.create('aidRule', values, uid);
    else log.update('aidRule', number, values);
  });
  return { id: uid, version };
}

/** Ends a rule with the day before today: what it said until then stays explained. Errors as for `saveAidRule`. */
export function endAidRule(office: Writer, actor: Actor, id: string, reason: string): void {
  const { uid, title, basis, from, content } = listAidRules(office).find((rule) => rule.uid === id) ?? fail('NOT_FOUND', { id });
  const yesterday = addDays(today(office), -1);
  saveAidRule(office, actor, { id: uid, title, basis, from: from !== null && from > yesterday ? yesterday : from, to: yesterday, content, reason });
}

/** Refuses (RULES_FROM_ABOVE) to change rules where another office's reference data is in force. */
function requireOwnRules(office: Reader): void {
  const issuer = sql(office, 'SELECT issuerName FROM reference WHERE issuer <> ?').pluck().get(office.identity.code) as string | undefined;
  if (issuer !== undefined) fail('RULES_FROM_ABOVE', { name: issuer });
}
