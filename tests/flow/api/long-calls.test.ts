import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { callFacts } from '../../../db/api/call-facts.ts';
import type { CallName } from '../../../db/api/contract.ts';
import { testApi } from '../../helpers/test-api.ts';

/** What grows with the people of an office: of a city hundreds of thousands of rows, a second or more to read. */
const large = ['family', 'person', 'familySummary', 'ranking', 'enrolment', 'event', 'delivery', 'change', 'lineChange', 'lineOrder', 'aidState', 'aidFinding'];
/** Walks that are meant: the number beside a list, which stands above it and is told whenever its filter changes. */
const meant: readonly string[] = ['family.count'];

const prepare = Database.prototype.prepare;
afterAll(() => void (Database.prototype.prepare = prepare));

/** What a statement walks whole, by its plan: not what stops at a limit, nor an index of a few rows. */
function walksOf(db: Database.Database, text: string): string[] {
  const names = new Map([...text.matchAll(/\b(?:FROM|JOIN)\s+"?(\w+)"?(?:\s+(?:AS\s+)?(?!WHERE|JOIN|ON|ORDER|GROUP|LEFT|CROSS|LIMIT|UNION|INDEXED)(\w+))?/g)].flatMap(([, table = '', name = '']) => [[table, table], [name, table]]));
  const bare = text.replaceAll(/'[^']*'/g, '');
  const named = Object.fromEntries([...bare.matchAll(/[@:$]([A-Za-z]\w*)/g)].map(([, name = '']) => [name, null]));
  const bound = [...[...bare.matchAll(/\?/g)].map(() => null), ...(Object.keys(named).length > 0 ? [named] : [])];
  const steps = (prepare.call(db, `EXPLAIN QUERY PLAN ${text}`) as Database.Statement<unknown[], { detail: string }>).all(...bound).map(({ detail }) => detail);
  if (/\bLIMIT\s+[\w@?:]+\s*$/.test(text) && !steps.some((step) => step.startsWith('USE TEMP B-TREE FOR'))) return [];
  return steps.filter((step) => {
    const [, name = '', index = ''] = /^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?/.exec(step) ?? [];
    return name !== '' && large.includes(names.get(name) ?? '') && !isPartial(db, index);
  });
}

function isPartial(db: Database.Database, index: string): boolean {
  return (prepare.call(db, "SELECT coalesce(max(sql LIKE '% WHERE %'), 0) FROM sqlite_schema WHERE name = ?") as Database.Statement).pluck().get(index) === 1;
}

it('a question that reads all families or people says that it is long, so that lists and search do not wait for it', async () => {
  const api = await testApi({ code: '64.74' });
  const walks: Record<string, string[]> = {};
  let asked: CallName | null = null;
  let answered = 0;
  Database.prototype.prepare = function look(this: Database.Database, text: string) {
    const statement = prepare.call(this, text);
    const found = asked !== null && /^\s*(?:SELECT|WITH)/i.test(text) ? walksOf(this, text) : [];
    if (asked !== null && found.length > 0) (walks[asked] ??= []).push(...found);
    return statement;
  } as typeof prepare;
  try {
    for (const [name, { lane, long }] of Object.entries(callFacts) as [CallName, (typeof callFacts)[CallName]][]) {
      if (lane !== 'read' || long === true) continue;
      asked = name;
      // What needs an id or a text is about one record or a few.
      await (api.call as (name: CallName, input: unknown) => Promise<unknown>)(name, {}).then(() => (answered += 1), () => undefined);
    }
  } finally {
    asked = null;
    await api.remove();
  }
  expect(answered).toBeGreaterThan(60);
  expect(Object.keys(walks).filter((name) => !meant.includes(name)), JSON.stringify(walks, null, 1)).toEqual([]);
  expect(walks[meant[0] ?? '']).toBeDefined();
}, 60_000);
