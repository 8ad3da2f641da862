import type { Call } from '../session.ts';
import type { DemoOffice } from './demo-office.ts';

/** Families by what `show` says of them, and what was withheld on the way. */
export interface Comparison {
  readonly families: number;
  readonly equal: number;
  readonly different: readonly string[];
  readonly withheldFields: readonly string[];
}

const PAGE = 500;

/** The ids of every family an office holds, ended ones included. */
export async function familyIds(call: Call): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: { rows: { id: string }[]; next: string | null } = await call('family.list', { filter: { status: 'all' }, after, limit: PAGE });
    ids.push(...page.rows.map((row) => row.id));
    if (page.next === null) return ids;
    after = page.next;
  }
}

/** Shows every family of the first office at the other one and compares all fields but the withheld ones. */
export async function compareOffices(from: DemoOffice, to: DemoOffice): Promise<Comparison> {
  const ids = await familyIds(from.call);
  const different: string[] = [];
  const withheld = new Set<string>();
  for (const id of ids) {
    const [here, there] = [await shown(from.call, id), await shown(to.call, id)];
    for (const field of there.withheld) withheld.add(field);
    if (factsOf(here, there.withheld) !== factsOf(there, there.withheld)) different.push(id);
  }
  return { families: ids.length, equal: ids.length - different.length, different: different.slice(0, 20), withheldFields: [...withheld].sort() };
}

async function shown(call: Call, id: string) {
  const { family } = await call('record.show', { id });
  if (family === null) throw new Error(`${id} is not a family`);
  return family;
}

type Shown = Awaited<ReturnType<typeof shown>>;

/** Withheld fields are named as `person.nutrition`. */
function factsOf(family: Shown, withheld: readonly string[]): string {
  const hidden = new Set(withheld);
  const kept = (entity: string, values: Record<string, unknown>) => Object.fromEntries(Object.entries(values).filter(([field]) => !hidden.has(`${entity}.${field}`) && !hidden.has(field)).sort(([a], [b]) => a.localeCompare(b)));
  const byId = <T extends { id: string }>(list: readonly T[]): T[] => [...list].sort((a, b) => a.id.localeCompare(b.id));
  return JSON.stringify({
    values: kept('family', family.values), people: byId(family.people).map(({ id, values }) => ({ id, values: kept('person', values) })),
    rankings: byId(family.rankings), enrolments: byId(family.enrolments), noKkHistory: family.noKkHistory,
  });
}
