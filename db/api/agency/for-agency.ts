import { agencyPeople } from '../../registry/agency/agency-people.ts';
import type { AgencyPeople } from '../../registry/agency/agency-people.ts';
import { fail } from '../../rules/failure.ts';
import type { CallName, CallOutput, HandlerInput } from '../contract.ts';
import type { Context } from '../handler.ts';
import { agencyReports } from './report-for-agency.ts';
import { entriesForAgency, needOwnRecord, viewForAgency, withoutOthers } from './agency-views.ts';

/** What a veil is given: the input, whom the agency knows, and the call as anybody else would make it. */
interface Asked<N extends CallName> {
  readonly input: HandlerInput<N>;
  readonly own: AgencyPeople;
  readonly context: Context;
  ask(input: HandlerInput<N>): Promise<CallOutput<N>>;
}
type Veil<N extends CallName> = (asked: Asked<N>) => Promise<CallOutput<N>>;

/** Answers as they are: nothing in them names anybody. */
const open = async <N extends CallName>({ input, ask }: Asked<N>): Promise<CallOutput<N>> => ask(input);

const MOST_FOUND = 100;
/** Reports of counts and of rows that are narrowed, and the recipients of the agency's own programmes. */
const writable: readonly string[] = [...agencyReports, 'recipients'];

/**
 * Every call that a user of an agency may make, and how its answer is narrowed to the recipients of the agency's own
 * programmes. A call that is not here is refused: whoever adds one has to say here what an agency is told.
 */
const veils: { readonly [N in CallName]?: Veil<N> } = {
  'session.lock': open, 'user.changePassphrase': open, 'office.info': open, 'setting.get': open, 'access.log': open, 'job.cancel': open,
  'programme.list': open, 'programme.get': open, 'aidRule.list': open, 'need.rules': open, 'family.facets': open, 'delivery.phases': open, 'scheme.list': open,
  // The rows of a report are narrowed where reports are run, so that a file says no more than the screen.
  'report.run': open,
  'report.list': async ({ input, ask }) => (await ask(input)).filter(({ name }) => writable.includes(name)).map((one) => ({ ...one, outside: [] })),
  'report.save': async ({ input, own, context, ask }) => {
    const { name, params, profile } = input;
    if (profile !== 'internal' || !writable.includes(name)) return fail('NOT_ALLOWED', { role: context.session.user.role, call: 'report.save' });
    if (name === 'recipients' && !own.ownsProgramme(String(params.programme ?? ''))) fail('OUTSIDE_PROGRAMMES', { agency: own.agency });
    return ask(input);
  },
  // What waits is for those who work on the register; an agency reads.
  home: async ({ input, ask }) => ({ ...(await ask(input)), items: [], today: { changes: 0, mine: 0 } }),
  'family.list': async ({ input, own, ask }) => ask({ ...input, filter: { ...input.filter, agency: own.agency } }),
  // A count by words would tell whether somebody is here: only of the agency's own.
  'family.count': async ({ input, own, ask }) => ask(input.filter.text?.trim() ? { filter: { ...input.filter, agency: own.agency } } : input),
  'family.get': async ({ input, own, ask }) => viewForAgency(await ask(input), own),
  'record.show': async ({ input, own, context, ask }) => {
    const { kind } = needOwnRecord(context.reader, input.id, own);
    const shown = await ask(input);
    const view = shown.family && viewForAgency(shown.family, own);
    return { ...shown, values: kind === 'family' ? (view?.values ?? {}) : withoutOthers(shown.values), family: view };
  },
  'record.history': async ({ input, own, context, ask }) => {
    needOwnRecord(context.reader, input.id, own);
    return entriesForAgency(await ask(input), own);
  },
  'record.asOf': async ({ input, own, context, ask }) => {
    const { kind, id } = needOwnRecord(context.reader, input.id, own);
    if (kind === 'family' && !own.ownsFamily(id)) fail('OUTSIDE_PROGRAMMES', { agency: own.agency });
    const answer = await ask(input);
    return { ...answer, values: answer.values && withoutOthers(answer.values) };
  },
  'record.reveal': async ({ input, own, ask }) => {
    const known = input.entity === 'family' ? own.ownsFamily(input.id) : own.ownsPerson(input.id);
    return known ? ask(input) : fail('OUTSIDE_PROGRAMMES', { agency: own.agency });
  },
  search: async ({ input, own, ask }) => {
    const hits = await ask({ ...input, limit: MOST_FOUND });
    return hits.filter((hit) => (hit.kind === 'family' ? own.ownsFamily(hit.id) : own.ownsPerson(hit.id))).slice(0, input.limit).map((hit) => (hit.family !== null && own.ownsFamily(hit.family) ? hit : { ...hit, noKk: null }));
  },
  'programme.recipients': async ({ input, own, ask }) => {
    const page = await ask(input);
    return own.ownsProgramme(input.programme) ? page : { rows: [], next: null, total: page.total };
  },
  'delivery.list': async ({ input, own, ask }) => {
    const list = await ask(input);
    return own.ownsProgramme(input.programme) ? list : { ...list, rows: [], followUp: [] };
  },
  'aid.check': async ({ input, own, ask }) => {
    const answer = await ask(input);
    const { family, person } = answer;
    if (family !== null && (own.ownsFamily(family.id) || (person !== null && own.ownsPerson(person)))) {
      const view = viewForAgency(family, own);
      const whole = own.ownsFamily(family.id);
      return { ...answer, petitions: [], family: view, receives: answer.receives.filter((one) => whole || one.scope === 'person' && view.people.some(({ values }) => values.name === one.recipient)) };
    }
    return { ...answer, petitions: [], family: null, person: null, receives: [] };
  },
};

/** Whether a user of an agency may make a call at all. */
export function agencyMayCall(name: CallName): boolean {
  return veils[name] !== undefined;
}

/** Answers a call of a user of an agency: only the recipients of that agency's programmes by name. Errors: NOT_ALLOWED, OUTSIDE_PROGRAMMES, and those of the call. */
export async function forAgency(name: CallName, input: unknown, context: Context, handler: (input: unknown) => Promise<unknown>): Promise<unknown> {
  const { user } = context.session;
  const veil = (veils[name] as Veil<CallName> | undefined) ?? fail('NOT_ALLOWED', { role: user.role, call: name });
  const asked = { input, own: agencyPeople(context.reader, user.agency ?? ''), context, ask: handler };
  return veil(asked as unknown as Asked<CallName>);
}
