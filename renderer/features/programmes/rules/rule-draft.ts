import type { AidRuleContent, AidRuleKind, AidTest, PersonTest, ProgrammeChoice } from '../../../../db/rules/aid/aid-rule.ts';

/** One condition as the form shows it. What is put together from several parts stands as a whole and can only be taken away. */
export interface TestRow {
  readonly kind: 'desil' | 'need' | 'desa' | 'receives' | 'age' | 'sex' | 'someoneAge' | 'familyAnswer' | 'personAnswer' | 'someoneAnswer' | 'whole';
  readonly not: boolean;
  readonly from: number | null;
  readonly to: number | null;
  readonly source: number | null;
  readonly need: string;
  readonly desa: boolean;
  readonly choice: ProgrammeChoice;
  readonly sex: number;
  readonly field: string;
  readonly codes: readonly number[];
  readonly whole: AidTest | null;
}

/** A rule while it is being written. */
export interface RuleDraft {
  readonly kind: AidRuleKind;
  readonly title: string;
  readonly basis: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly programmes: ProgrammeChoice;
  readonly other: ProgrammeChoice;
  readonly pair: 'same' | 'different';
  readonly per: 'person' | 'family' | 'house';
  readonly months: number;
  readonly result: 'allow' | 'warn' | 'forbid';
  readonly mode: 'all' | 'any';
  readonly rows: readonly TestRow[];
}

export const emptyRow: TestRow = { kind: 'desil', not: false, from: null, to: null, source: null, need: '', desa: true, choice: {}, sex: 1, field: '', codes: [], whole: null };
export const emptyDraft: RuleDraft = {
  kind: 'overlap', title: '', basis: '', from: null, to: null, programmes: {}, other: {}, pair: 'different', per: 'family', months: 0, result: 'warn', mode: 'all', rows: [emptyRow],
};

/** A stored rule as the form takes it. */
export function draftOf(rule: { title: string; basis: string | null; from: string | null; to: string | null; content: AidRuleContent }): RuleDraft {
  const { content } = rule;
  const head = { ...emptyDraft, kind: content.kind, title: rule.title, basis: rule.basis ?? '', from: rule.from, to: rule.to, result: content.result };
  if (content.kind === 'overlap') return { ...head, programmes: content.a, other: content.b, pair: content.pair, per: content.per, months: content.months };
  const { test } = content;
  const [mode, parts]: ['all' | 'any', readonly AidTest[]] = 'all' in test ? ['all', test.all] : 'any' in test ? ['any', test.any] : ['all', [test]];
  return { ...head, programmes: content.programmes, mode, rows: parts.map(rowOf) };
}

/** The content that a draft says; null while a condition is not complete. */
export function contentOf(draft: RuleDraft): AidRuleContent | null {
  const { kind, programmes, result } = draft;
  if (kind === 'overlap') return { kind, a: programmes, b: draft.pair === 'same' ? programmes : draft.other, pair: draft.pair, per: draft.per, months: draft.months, result };
  const parts = draft.rows.map(testOf);
  if (parts.length === 0 || parts.some((part) => part === null)) return null;
  const known = parts.filter((part) => part !== null);
  const test: AidTest = known.length === 1 && known[0] ? known[0] : draft.mode === 'all' ? { all: known } : { any: known };
  if (kind === 'missed') return { kind, programmes, test, result: 'warn' };
  return { kind, programmes, test, result: result === 'forbid' ? 'forbid' : 'warn' };
}

function rowOf(test: AidTest): TestRow {
  if ('not' in test) return { ...rowOf(test.not), not: true };
  if ('desil' in test) return { ...emptyRow, kind: 'desil', from: test.desil.from ?? null, to: test.desil.to ?? null, source: test.desil.source ?? null };
  if ('need' in test) return { ...emptyRow, kind: 'need', need: test.need };
  if ('desa' in test) return { ...emptyRow, kind: 'desa', desa: test.desa };
  if ('receives' in test) return { ...emptyRow, kind: 'receives', choice: test.receives };
  if ('answer' in test) return { ...emptyRow, kind: 'familyAnswer', field: test.answer.field, codes: test.answer.in };
  if ('recipient' in test) return personRow(test, test.recipient, { age: 'age', answer: 'personAnswer' });
  if ('someone' in test) return personRow(test, test.someone, { age: 'someoneAge', answer: 'someoneAnswer' });
  return { ...emptyRow, kind: 'whole', whole: test };
}

function personRow(whole: AidTest, test: PersonTest, kinds: { age: TestRow['kind']; answer: TestRow['kind'] }): TestRow {
  if ('age' in test) return { ...emptyRow, kind: kinds.age, from: test.age.from ?? null, to: test.age.to ?? null };
  if ('answer' in test) return { ...emptyRow, kind: kinds.answer, field: test.answer.field, codes: test.answer.in };
  if ('sex' in test && 'recipient' in whole) return { ...emptyRow, kind: 'sex', sex: test.sex };
  return { ...emptyRow, kind: 'whole', whole };
}

function testOf(row: TestRow): AidTest | null {
  const test = plainTest(row);
  return test !== null && row.not ? { not: test } : test;
}

function plainTest(row: TestRow): AidTest | null {
  const span = { ...(row.from !== null && { from: row.from }), ...(row.to !== null && { to: row.to }) };
  const bounded = row.from !== null || row.to !== null;
  const answer = row.field === '' || row.codes.length === 0 ? null : { answer: { field: row.field, in: [...row.codes] } };
  switch (row.kind) {
    case 'desil': return bounded ? { desil: { ...span, ...(row.source !== null && { source: row.source }) } } : null;
    case 'need': return { need: row.need };
    case 'desa': return { desa: row.desa };
    case 'receives': return { receives: row.choice };
    case 'age': return bounded ? { recipient: { age: span } } : null;
    case 'someoneAge': return bounded ? { someone: { age: span } } : null;
    case 'sex': return { recipient: { sex: row.sex } };
    case 'familyAnswer': return answer;
    case 'personAnswer': return answer && { recipient: answer };
    case 'someoneAnswer': return answer && { someone: answer };
    case 'whole': return row.whole;
  }
}
