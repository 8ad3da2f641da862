import { agreementInForce } from '../registry/partners/agreements.ts';
import type { Agreement } from '../registry/partners/agreements.ts';
import { itemsOfScheme, needScheme } from '../registry/schemes/schemes.ts';
import { search } from '../registry/search.ts';
import { lists } from '../reports/lists/lists.ts';
import { outsideGroups } from '../reports/outside/outside-groups.ts';
import { outsideMark, outsideTables } from '../reports/outside/outside-list.ts';
import type { OutsideList } from '../reports/outside/outside-list.ts';
import { familySubjects, peopleSubjects } from '../reports/outside/subjects.ts';
import type { Subject } from '../reports/outside/subjects.ts';
import { reportNamed, reports } from '../reports/reports.ts';
import type { ReportQuery } from '../reports/report.ts';
import type { TableSet } from '../reports/table.ts';
import { fail } from '../rules/failure.ts';
import { unmappedKey } from '../rules/schemes/scheme.ts';
import { localDate } from '../store/office.ts';
import type { Profile } from '../rules/privacy/agreement.ts';
import type { Context } from './handler.ts';
import { runReport } from './run-report.ts';

export interface OutsideQuery {
  readonly name: string;
  readonly profile: Exclude<Profile, 'internal'>;
  readonly agreement: string | undefined;
  readonly params: ReportQuery['params'];
  readonly period?: string | undefined;
}

/** A list for a partner, with its mark and what the log keeps of it beside rows and hash. */
export interface ForOutside {
  readonly set: TableSet;
  readonly mark: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const MOST_FOUND = 500;
/** Lists whose rows name a family, and a person of it. */
const byFamily: readonly string[] = ['overlap', 'missed', 'ineligible', 'anomalies', 'overrides'];
/** Lists whose rows are parts in programmes and name their family beside. */
const byPart: readonly string[] = ['overrides', 'exits'];

/** What only counts, and has no names to mask. */
const counted: readonly string[] = ['recap', 'deliveries', 'schemes'];
/** That somebody stands there says what is wrong with what they receive, and of whom else: outsiders are told how many. */
const accusing: readonly string[] = ['overlap', 'ineligible', 'anomalies', 'overrides'];
/** Beside the lists by family. */
const named: readonly string[] = ['recipients', 'families', 'people', 'named-list', 'search', 'delivery-names', 'groups'];

/** The forms for outsiders that a list has. */
export function outsideProfiles(name: string): OutsideQuery['profile'][] {
  if (counted.includes(name) || accusing.includes(name)) return ['aggregate'];
  return named.includes(name) || byFamily.includes(name) ? ['masked', 'aggregate'] : [];
}

/**
 * A list under an agreement in force: who is in it, as the agreement allows. Errors: AGREEMENT_NEEDED, AGREEMENT_EXPIRED,
 * AGREEMENT_NOT_YET, AGREEMENT_ENDED, PROFILE_UNAVAILABLE, and those of `outsideTables`.
 */
export function forOutside(query: OutsideQuery, context: Context): ForOutside {
  const { reader, scope, session, host } = context;
  const { name, profile, params } = query;
  const { agreement, partnerName } = agreementInForce(reader, query.agreement ?? fail('AGREEMENT_NEEDED'));
  const def = lists.find((one) => one.name === name) ?? (name === 'search' ? { title: 'Hasil pencarian' } : reportNamed(name));
  if (!outsideProfiles(name).includes(profile)) fail('PROFILE_UNAVAILABLE', { name: def.title });
  const regionName = (code: string): string => host.regions().get(code)?.displayName ?? code;
  const unit = units[name] ?? 'keluarga';
  const list = { profile, agreement, title: def.title, unit, params, scope, regionName };
  const set = name === 'groups' ? outsideGroups(reader, list) : outsideTables(reader, { ...list, ...(name === 'schemes' ? bySchemeItem(context, params) : { subjects: agreedTo(query, agreement, context) }) });
  const fields = profile === 'masked' ? agreement.fields : [`jumlah per ${agreement.level}`];
  const mark = outsideMark(partnerName, agreement, localDate(reader.now()), session.user.displayName);
  return { set, mark, detail: { profile, title: def.title, partner: agreement.partner, partnerName, agreement: agreement.id, number: agreement.number, fields } };
}

const units: Readonly<Record<string, string>> = { recipients: 'penerima', people: 'orang', search: 'orang', 'delivery-names': 'penerima', deliveries: 'penerima', groups: 'kelompok' };

/** Whom a list is about, as far as the agreement lets it be told: what was received of other programmes is none of the partner's business. */
function agreedTo(query: OutsideQuery, { programmes }: Pick<Agreement, 'programmes'>, context: Context): Subject[] | null {
  return query.name === 'deliveries' || query.name === 'delivery-names' ? receivedSubjects(query, context, new Set(programmes)) : subjectsOf(query, context);
}

/** The items of a scheme as columns: families of recipients of the agreement's programmes in each. */
function bySchemeItem({ reader }: Context, params: OutsideQuery['params']): Pick<OutsideList, 'subjects' | 'columns'> {
  const scheme = needScheme(reader, params.scheme === undefined || params.scheme === '' ? undefined : String(params.scheme));
  return { subjects: null, columns: itemsOfScheme(reader, scheme).map((item) => ({ header: item.key === unmappedKey ? 'Belum dipetakan' : item.title, programmes: item.programmes.map((one) => one.uid) })) };
}

/** Who received, by the list of deliveries; of some programmes only where these are said. */
function receivedSubjects({ params, period }: Pick<OutsideQuery, 'params' | 'period'>, context: Context, programmes: ReadonlySet<string> | null): Subject[] {
  const rows = runReport(reportNamed('delivery-names'), period, params, context).rows.filter((row) => programmes === null || programmes.has(String(row.programmeId)));
  return rows.flatMap((row) => subjectOf(row.family, row.person));
}

function subjectOf(family: unknown, person: unknown): Subject[] {
  return typeof family === 'string' ? [{ family, person: typeof person === 'string' ? person : null }] : [];
}

/** Whom a list is about; null for the recipients of the agreement themselves. */
export function subjectsOf({ name, params, period }: OutsideQuery, context: Context): Subject[] | null {
  const { reader, scope } = context;
  if (name === 'recipients') return null;
  if (name === 'people') return peopleSubjects(reader, params, scope);
  if (name === 'search') return found(String(params.text ?? ''), context);
  if (name === 'delivery-names') return receivedSubjects({ params, period }, context, null);
  // The register of what left names whoever was looked at; it shows nothing else of them.
  if (name === 'exports') return [];
  const def = reports.find((one) => one.name === name && (byFamily.includes(name) || byPart.includes(name)));
  if (!def) return familySubjects(reader, params, scope);
  return runReport(def, period, params, context).rows.flatMap((row) => subjectOf(byPart.includes(name) ? row.family : row.id, row.person));
}

function found(text: string, { reader, scope }: Context): Subject[] {
  if (text.trim() === '') fail('NEED_PARAM', { name: 'search', param: 'text' });
  return search(reader, text, MOST_FOUND, scope).flatMap((hit): Subject[] => (hit.kind === 'family' ? [{ family: hit.id, person: null }] : hit.family === null ? [] : [{ family: hit.family, person: hit.id }]));
}
