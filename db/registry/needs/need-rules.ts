import { defaultNeedRules } from '../../rules/needs.ts';
import type { NeedRuleSet } from '../../rules/needs.ts';
import { needRuleSchema } from '../../rules/needs/need-rule.ts';
import type { NeedRule } from '../../rules/needs/need-rule.ts';
import type { Connection } from '../../store/connection.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';

/** A rule of needs as the office has it. */
export interface StoredNeedRule {
  readonly uid: string;
  readonly title: string;
  readonly basis: string | null;
  /** Goes up with every change. */
  readonly version: number;
  /** Set when it is used no more. */
  readonly ended: string | null;
  readonly content: NeedRule;
  /** As every office starts with it: nobody changed it here, and no reference data did. */
  readonly seeded: boolean;
}

interface Row { readonly uid: string; readonly title: string | null; readonly basis: string | null; readonly version: number | null; readonly ended: string | null; readonly content: string | null }

/**
 * Every rule of needs: those that came with the program, as the city changed them, and the city's own. A stored rule that
 * this version cannot read is left out; it is kept, and counts again after the program was brought up to date.
 */
export function listNeedRules(office: Reader): StoredNeedRule[] {
  const stored = new Map(storedRows(office).map((row) => [row.uid, row]));
  const seeded = defaultNeedRules.needs.flatMap((content): StoredNeedRule[] => {
    const uid = seedUid(content.need);
    const row = stored.get(uid);
    stored.delete(uid);
    return row ? readRow(row) : [{ uid, title: content.label.id, basis: null, version: 1, ended: null, content, seeded: true }];
  });
  return [...seeded, ...[...stored.values()].flatMap(readRow)];
}

const kept = new WeakMap<Connection, { readonly of: string; readonly rules: NeedRuleSet }>();

/** The rules that needs are told by now. As long as none changes it is the same object. */
export function needRulesOf(office: Reader): NeedRuleSet {
  const of = storedRows(office).map((row) => `${row.uid} ${row.version} ${row.ended} ${row.content}`).join('\n');
  if (of === '') return defaultNeedRules;
  const known = kept.get(office.db);
  if (known?.of === of) return known.rules;
  const inForce = listNeedRules(office).filter((rule) => rule.ended === null);
  const rules = { name: office.identity.name, version: inForce.reduce((sum, rule) => sum + rule.version, 0), needs: inForce.map((rule) => rule.content) };
  kept.set(office.db, { of, rules });
  return rules;
}

/** The office whose reference data sets the rules here; null where they are this office's own. */
export function needRulesSetBy(office: Reader): string | null {
  return (sql(office, 'SELECT issuerName FROM reference WHERE issuer <> ?').pluck().get(office.identity.code) as string | undefined) ?? null;
}

function storedRows(office: Reader): Row[] {
  return sql(office, 'SELECT uid, title, basis, version, ended, content FROM needRule ORDER BY id').all() as Row[];
}

function seedUid(need: string): string {
  return `kebutuhan-${need}`;
}

function readRow(row: Row): StoredNeedRule[] {
  const content = needRuleSchema.safeParse(JSON.parse(row.content ?? 'null'));
  return content.success ? [{ uid: row.uid, title: row.title ?? content.data.label.id, basis: row.basis, version: row.version ?? 1, ended: row.ended, content: content.data, seeded: false }] : [];
}
