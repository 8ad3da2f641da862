import { needLabel } from '../../db/rules/needs.ts';
import { caseViews } from '../../db/rules/needs/case-views.ts';
import { petitionState, standingOf } from '../../db/rules/petitions/states.ts';
import { needRulesOf } from '../../db/registry/needs/need-rules.ts';
import { answersAmong, roundOf, stepsOf } from '../../db/registry/petitions/petition-records.ts';
import { sql, today } from '../../db/store/office.ts';
import type { Reader } from '../../db/store/office.ts';
import { toRecord } from '../../db/store/records.ts';

interface Decided { id: string; family: string; region: string | null; need: string; label: string; state: number; stateDate: string | null; plan: string | null; agency: string | null; dueOn: string | null; byHand: number | null; needs: string }
interface Told { id: string | null; family: string; need: string; label: string; agency: string | null }

/** Every view of the needs of families, each need judged from the records themselves: what quick lists have to agree with. */
export function plainCases(office: Reader, asked: { need?: string | undefined; agency?: string | undefined; region?: string | undefined } = {}): Record<string, Told[]> {
  const within = (region: string | null): boolean => asked.region === undefined || region === asked.region || (region ?? '').startsWith(`${asked.region}.`);
  const wanted = (one: Told): boolean => (asked.need === undefined || one.need === asked.need) && (asked.agency === undefined || one.agency === asked.agency);
  const order = 's.region, s.rw, s.rt, s.headKey, s.family';
  const decided = (sql(office, `SELECT c.uid AS id, s.uid AS family, s.region AS region, c.need AS need, coalesce(c.label, c.need) AS label, coalesce(c.state, 1) AS state, c.stateDate AS stateDate, c.plan AS plan, c.agency AS agency, c.dueOn AS dueOn, c.byHand AS byHand, s.needs AS needs
    FROM caseNeed c JOIN familySummary s ON s.uid = coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = c.family AND a.ended IS NULL), c.family) WHERE c.voided IS NULL ORDER BY ${order}, c.id`).all() as Decided[]).filter((one) => within(one.region));
  const last = new Map<string, Decided>();
  for (const one of decided) {
    const known = last.get(`${one.family} ${one.need}`);
    if (known?.state === 1) continue;
    if (one.state === 1 || (one.stateDate ?? '') >= (known?.stateDate ?? '')) last.set(`${one.family} ${one.need}`, one);
  }
  const rules = needRulesOf(office);
  const turns = sql(office, 'SELECT day, "before", "after" FROM needTurn WHERE family = ?').raw();
  const families = (sql(office, `SELECT s.family AS number, s.uid AS family, s.region AS region, s.needs AS needs FROM familySummary s WHERE s.active = 1 ORDER BY ${order}`).all() as { number: number; family: string; region: string | null; needs: string }[]).filter((one) => within(one.region));
  const proposed = families.flatMap(({ number, family, needs }) => needs.split(' ').filter(Boolean).flatMap((need): Told[] => {
    const decision = last.get(`${family} ${need}`);
    const anew = (turns.all(number) as [string, string, string][]).some(([day, before, after]) => day > (decision?.stateDate ?? '') && after.includes(` ${need} `) && !before.includes(` ${need} `));
    return decision !== undefined && (decision.state === 1 || !anew) ? [] : [{ id: null, family, need, label: needLabel('id', need, rules), agency: rules.needs.find((rule) => rule.need === need)?.agency ?? null }];
  }));
  const day = today(office);
  const views: Record<string, (one: Decided) => boolean> = {
    open: (one) => one.state === 1, overdue: (one) => one.state === 1 && one.dueOn !== null && one.dueOn < day, unplanned: (one) => one.state === 1 && (one.plan === null || one.dueOn === null),
    perhapsMet: (one) => one.state === 1 && one.byHand !== 1 && !one.needs.includes(` ${one.need} `), met: (one) => one.state === 3, ended: (one) => one.state === 2 || one.state === 4,
  };
  return Object.fromEntries(caseViews.map((view) => {
    const test = views[view];
    const found: readonly Told[] = test ? decided.filter(test) : proposed;
    const due = (one: Told): string => (one as Partial<Decided>).dueOn ?? '9';
    const sorted = view === 'open' || view === 'overdue' ? [...found].sort((a, b) => (due(a) < due(b) ? -1 : Number(due(a) > due(b)))) : found;
    return [view, sorted.filter(wanted).map(({ id, family, need, label, agency }) => ({ id, family, need, label, agency }))];
  }));
}

/** Where every petition stands, judged from its steps, in the order of the list: id and what is to be done next. */
export function plainPetitions(office: Reader): [id: string, wait: string][] {
  const petitions = (sql(office, 'SELECT * FROM petition WHERE voided IS NULL').all() as Parameters<typeof toRecord>[1][]).map((row) => toRecord('petition', row));
  const steps = stepsOf(office, petitions.map(({ uid }) => uid));
  const key = (one: (typeof petitions)[number], since: string): string => `${since} ${String(one.values.number)}`;
  return petitions.map((one) => {
    const { values } = one;
    const answers = answersAmong(String(values.owner ?? ''), steps.get(one.uid) ?? []);
    const mine = answers.filter(({ round }) => round === roundOf(one));
    const word = values.state === petitionState.approved ? (mine.findLast(({ level }) => level === 'city') ?? mine.at(-1))?.step : undefined;
    const { wait } = standingOf({ state: Number(values.state ?? 1), result: (values.result as number | null) ?? null, round: roundOf(one), voided: false, told: values.toldOn !== null, answers, sent: false, acknowledged: [] });
    return { id: one.uid, wait, key: key(one, String(word?.values.date ?? values.stateDate ?? values.receivedOn ?? '')) };
  }).sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ id, wait }) => [id, wait]);
}
