import { fieldDef } from '../../rules/entities.ts';
import { fail } from '../../rules/failure.ts';
import { evaluateNeeds } from '../../rules/needs.ts';
import { needRuleSchema } from '../../rules/needs/need-rule.ts';
import type { NeedRule } from '../../rules/needs/need-rule.ts';
import { fieldsOfPart } from '../../rules/needs/part-fields.ts';
import { writeChanges } from '../../store/change-log.ts';
import { newId } from '../../store/new-id.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { Actor, Scope } from '../access.ts';
import { loadFamilies } from '../family-facts.ts';
import { filterCondition } from '../family-filter.ts';
import { linesByChange } from '../line-changes.ts';
import { refreshLists } from '../refresh-derived.ts';
import { listNeedRules, needRulesSetBy } from './need-rules.ts';

/** Names that mean something else in lists and reports. */
const reserved: readonly string[] = ['families', 'rw', 'rt', 'code', 'name', 'sent', 'none', 'all'];
const MOST = 20_000;
const STEP = 250;
const EXAMPLES = 20;

export interface NeedRuleInput {
  readonly id?: string;
  readonly basis: string | null;
  /** `need` is left empty for a new one: it is made of the Indonesian label. */
  readonly content: Omit<NeedRule, 'need'>;
  readonly ended?: boolean;
  readonly reason?: string;
}

/**
 * Adds a rule of needs or a new version of one; `ended` takes it out of use. Reference data of a city in force here binds.
 * The lines of the lists are due by then: {@link renewNeeds}. Errors: NEEDS_FROM_ABOVE, NOT_FOUND, NEED_NAME, NEED_FIELD, TOO_LONG.
 */
export function saveNeedRule(office: Writer, actor: Actor, input: NeedRuleInput): { id: string; need: string; version: number } {
  const issuer = needRulesSetBy(office);
  if (issuer !== null) fail('NEEDS_FROM_ABOVE', { name: issuer });
  const rules = listNeedRules(office);
  const before = input.id === undefined ? null : (rules.find((rule) => rule.uid === input.id) ?? fail('NOT_FOUND', { id: input.id }));
  const need = before?.content.need ?? nameOf(input.content.label.id);
  if (before === null && (need === '' || reserved.includes(need) || rules.some((rule) => rule.content.need === need))) fail('NEED_NAME', { need: need || input.content.label.id });
  const content = needRuleSchema.parse({ ...input.content, need });
  for (const part of content.parts) for (const { entity, field } of fieldsOfPart(part)) {
    const def = fieldDef(entity, field);
    if (def === undefined || def.withheld || (def.dataClass !== undefined && def.dataClass !== 'general')) fail('NEED_FIELD', { field });
  }
  const text = JSON.stringify(content);
  if (text.length > MOST) fail('TOO_LONG', { most: MOST });
  const version = (before?.version ?? 0) + 1;
  const uid = before?.uid ?? newId();
  const values = { title: content.label.id, basis: input.basis, version, ended: input.ended === true ? (before?.ended ?? today(office)) : null, content: text };
  writeChanges(office, { user: actor.user, kind: 'rule', reason: input.reason ?? null }, (log) => {
    const number = sql(office, 'SELECT id FROM needRule WHERE uid = ?').pluck().get(uid) as number | undefined;
    if (number === undefined) log.create('needRule', values, uid);
    else log.update('needRule', number, values);
  });
  return { id: uid, need, version };
}

function nameOf(label: string): string {
  return label.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '');
}

/** Tells every family's needs anew after rules changed, step by step; what stops it leaves the rest to the next opening. */
export async function renewNeeds(office: Writer, tell: (done: number, total: number) => void): Promise<number> {
  const total = sql(office, "SELECT count(*) FROM familySummary WHERE renews = ''").pluck().get() as number;
  const next = (): Map<number, number[]> => linesByChange(office, `s.renews = '' ORDER BY s.family LIMIT ${STEP}`);
  let done = 0;
  for (let lines = next(); lines.size > 0; lines = next()) {
    office.db.transaction(() => {
      for (const [tx, numbers] of lines) refreshLists(office, numbers, tx);
    }).immediate();
    for (const numbers of lines.values()) done += numbers.length;
    tell(done, total);
    await new Promise((resolve) => void setImmediate(resolve));
  }
  return done;
}

/** What a rule would say of the families here today. */
export interface NeedTrial {
  /** Active families that were asked. */
  readonly families: number;
  /** Families with the need, of them those without it by the present rule, and those that would lose it. */
  readonly lacking: number;
  readonly more: number;
  readonly fewer: number;
  /** Families of which the answers cannot tell. */
  readonly untold: number;
  readonly examples: readonly { readonly id: string; readonly name: string }[];
}

/** Tries a rule, stored or not, against the families of the area. */
export function tryNeedRule(office: Reader, scope: Scope, content: NeedRule): NeedTrial {
  const { where, params } = filterCondition(office, {}, scope);
  const heads = sql(office, `SELECT s.family, s.head, s.needs FROM familySummary s WHERE ${where} ORDER BY s.region, s.rw, s.rt, s.headKey, s.family`).raw().all(...params) as [number, string | null, string][];
  const rules = { name: '', version: 1, needs: [content] };
  const sum = { families: 0, lacking: 0, more: 0, fewer: 0, untold: 0 };
  const examples: { id: string; name: string }[] = [];
  for (let at = 0; at < heads.length; at += STEP) {
    const lines = new Map(heads.slice(at, at + STEP).map(([family, head, needs]) => [family, { head, had: needs.includes(` ${content.need} `) }]));
    for (const { family, people } of loadFamilies(office, [...lines.keys()])) {
      const line = lines.get(family.id);
      const [result] = evaluateNeeds({ key: family.uid, values: family.values }, people.map((one) => ({ key: one.uid, values: one.values })), today(office), rules);
      const lacks = result?.met === false;
      sum.families += 1;
      if (lacks) sum.lacking += 1;
      if (lacks && line?.had === false) sum.more += 1;
      if (!lacks && line?.had === true) sum.fewer += 1;
      if (result?.met === null) sum.untold += 1;
      if (lacks && examples.length < EXAMPLES) examples.push({ id: family.uid, name: line?.head ?? '' });
    }
  }
  return { ...sum, examples };
}
