import { agreementInForce } from '../registry/partners/agreements.ts';
import { search } from '../registry/search.ts';
import { lists } from '../reports/lists/lists.ts';
import { outsideMark, outsideTables } from '../reports/outside/outside-list.ts';
import { familySubjects, peopleSubjects } from '../reports/outside/subjects.ts';
import type { Subject } from '../reports/outside/subjects.ts';
import { reportNamed, reports } from '../reports/reports.ts';
import type { ReportQuery } from '../reports/report.ts';
import type { TableSet } from '../reports/table.ts';
import { fail } from '../rules/failure.ts';
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

/** The forms for outsiders that a list has. */
export function outsideProfiles(name: string): OutsideQuery['profile'][] {
  if (name === 'recap') return ['aggregate'];
  return name === 'recipients' || name === 'families' || name === 'people' || name === 'named-list' || name === 'search' || byFamily.includes(name) ? ['masked', 'aggregate'] : [];
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
  const unit = name === 'recipients' ? 'penerima' : name === 'people' || name === 'search' ? 'orang' : 'keluarga';
  const set = outsideTables(reader, { profile, agreement, title: def.title, unit, params, scope, regionName, subjects: subjectsOf(query, context) });
  const fields = profile === 'masked' ? agreement.fields : [`jumlah per ${agreement.level}`];
  const mark = outsideMark(partnerName, agreement, localDate(reader.now()), session.user.displayName);
  return { set, mark, detail: { profile, title: def.title, partner: agreement.partner, partnerName, agreement: agreement.id, number: agreement.number, fields } };
}

/** Whom a list is about; null for the recipients of the agreement themselves. */
export function subjectsOf({ name, params, period }: OutsideQuery, context: Context): Subject[] | null {
  const { reader, scope } = context;
  if (name === 'recipients') return null;
  if (name === 'people') return peopleSubjects(reader, params, scope);
  if (name === 'search') return found(String(params.text ?? ''), context);
  const def = reports.find((one) => one.name === name && byFamily.includes(name));
  if (!def) return familySubjects(reader, params, scope);
  return runReport(def, period, params, context).rows.flatMap((row): Subject[] => {
    const family = name === 'overrides' ? row.family : row.id;
    return typeof family === 'string' ? [{ family, person: typeof row.person === 'string' ? row.person : null }] : [];
  });
}

function found(text: string, { reader, scope }: Context): Subject[] {
  if (text.trim() === '') fail('NEED_PARAM', { name: 'search', param: 'text' });
  return search(reader, text, MOST_FOUND, scope).flatMap((hit): Subject[] => (hit.kind === 'family' ? [{ family: hit.id, person: null }] : hit.family === null ? [] : [{ family: hit.family, person: hit.id }]));
}
