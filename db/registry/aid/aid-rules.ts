import { aidRuleSchema, earlierSchema, versionOn, versionsBefore } from '../../rules/aid/aid-rule.ts';
import type { AidRule, AidRuleContent, AidRuleVersion } from '../../rules/aid/aid-rule.ts';
import { aidRuleSeeds } from '../../rules/aid/aid-rules-seed.ts';
import { fail } from '../../rules/failure.ts';
import { jsonOrNull } from '../../rules/json-or-null.ts';
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
  readonly earlier: readonly AidRuleVersion[];
}

interface Row { readonly id: number; readonly uid: string; readonly title: string | null; readonly basis: string | null; readonly version: number | null; readonly from: string | null; readonly to: string | null; readonly content: string | null; readonly earlier: string | null }

/**
 * Every rule: those that came with the program, as the city changed them, and the city's own. A stored rule that this
 * version cannot read is left out; it is kept, and counts again after the program was brought up to date.
 */
export function listAidRules(office: Reader): StoredRule[] {
  const stored = sql(office, 'SELECT id, uid, title, basis, version, "from", "to", content, earlier FROM aidRule ORDER BY id').all() as Row[];
  const changed = new Map(stored.map((row) => [row.uid, row]));
  const rules: StoredRule[] = aidRuleSeeds.flatMap((seed): StoredRule[] => {
    const row = changed.get(seed.uid);
    changed.delete(seed.uid);
    return row ? readRow(row) : [{ ...seed, version: 1, from: null, to: null, earlier: [], seeded: true }];
  });
  return [...rules, ...[...changed.values()].flatMap(readRow)];
}

function readRow(row: Row): StoredRule[] {
  const content = aidRuleSchema.safeParse(JSON.parse(row.content ?? 'null'));
  if (!content.success) return [];
  return [{ uid: row.uid, title: row.title ?? '', basis: row.basis, version: row.version ?? 1, from: row.from, to: row.to, content: content.data, earlier: earlierOf(row.earlier), seeded: false }];
}

/** What this version of the program cannot read of the versions before is left out, like a rule that it cannot read. */
function earlierOf(stored: string | null): AidRuleVersion[] {
  const list = jsonOrNull(stored ?? '[]');
  return Array.isArray(list) ? list.flatMap((one) => earlierSchema.safeParse(one).data ?? []) : [];
}

export interface RuleInput {
  readonly id?: string;
  readonly title: string;
  readonly basis: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly content: AidRuleContent;
  /** The day from which the new version holds; lists of the days before go by the version before. Without one the new version is a correction, of past days too. */
  readonly since?: string | undefined;
  readonly reason?: string;
}

/**
 * Adds a rule or a new version of one. Reference data of a city in force here binds: its rules are changed there.
 * Errors: RULES_FROM_ABOVE, NOT_FOUND, DATE_ORDER, INVALID_INPUT.
 */
export function saveAidRule(office: Writer, actor: Actor, input: RuleInput): { id: string; version: number } {
  const before = input.id === undefined ? null : (listAidRules(office).find((rule) => rule.uid === input.id) ?? fail('NOT_FOUND', { id: input.id }));
  return storeRule(office, actor, before, input, earlierFor(before, input));
}

/** What stays of the versions before: no two of them hold on one day. */
function earlierFor(before: StoredRule | null, { since, from }: RuleInput): AidRuleVersion[] {
  const earlier = before?.earlier ?? [];
  if (before === null) return [];
  if (since === undefined) return from === null ? [] : versionsBefore(earlier, from);
  const { title, basis, version, from: begun, to, content } = before;
  return versionsBefore([...earlier, { title, basis, version, from: begun, to, content }], since);
}

function storeRule(office: Writer, actor: Actor, before: StoredRule | null, { since, ...input }: RuleInput, earlier: readonly AidRuleVersion[]): { id: string; version: number } {
  requireOwnRules(office);
  const from = since ?? input.from;
  if (from !== null && input.to !== null && input.to < from) fail('DATE_ORDER', { start: from, end: input.to });
  const version = (before?.version ?? 0) + 1;
  const uid = before?.uid ?? newId();
  const values = { title: input.title.trim(), basis: input.basis, version, from, to: input.to, content: JSON.stringify(input.content), earlier: earlier.length === 0 ? null : JSON.stringify(earlier) };
  writeChanges(office, { user: actor.user, kind: 'rule', reason: input.reason ?? null }, (log) => {
    const number = sql(office, 'SELECT id FROM aidRule WHERE uid = ?').pluck().get(uid) as number | undefined;
    if (number === undefined) log.create('aidRule', values, uid);
    else log.update('aidRule', number, values);
  });
  return { id: uid, version };
}

/** Ends a rule with the day before today: what it said until then stays explained, and a version that was still to come never holds. Errors as for `saveAidRule`. */
export function endAidRule(office: Writer, actor: Actor, id: string, reason: string): void {
  const rule = listAidRules(office).find((one) => one.uid === id) ?? fail('NOT_FOUND', { id });
  const yesterday = addDays(today(office), -1);
  const { title, basis, from, content } = versionOn(rule, today(office));
  const begun = from !== null && from > yesterday ? yesterday : from;
  storeRule(office, actor, rule, { title, basis, from: begun, to: yesterday, content, reason }, begun === null ? [] : versionsBefore(rule.earlier, begun));
}

/** Refuses (RULES_FROM_ABOVE) to change rules where another office's reference data is in force. */
function requireOwnRules(office: Reader): void {
  const issuer = sql(office, 'SELECT issuerName FROM reference WHERE issuer <> ?').pluck().get(office.identity.code) as string | undefined;
  if (issuer !== undefined) fail('RULES_FROM_ABOVE', { name: issuer });
}
