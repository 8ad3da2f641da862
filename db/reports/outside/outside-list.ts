import type { Scope } from '../../registry/access.ts';
import type { Agreement } from '../../registry/partners/agreements.ts';
import { needRulesOf } from '../../registry/needs/need-rules.ts';
import { fail } from '../../rules/failure.ts';
import { isHealthNeed } from '../../rules/needs.ts';
import { isHealthTag } from '../../rules/tags/tags.ts';
import { showDate } from '../../rules/dates.ts';
import type { Profile } from '../../rules/privacy/agreement.ts';
import { findRecord } from '../../store/records.ts';
import type { Reader } from '../../store/office.ts';
import type { ReportQuery } from '../report.ts';
import type { TableSet } from '../table.ts';
import { countNotes, countTable } from './count-table.ts';
import { maskedTable } from './masked-table.ts';
import { agreedAreas, agreedRecipients, agreedSubjects } from './subjects.ts';
import type { AgreedRecipient, Subject } from './subjects.ts';

/** A list as outsiders get it. */
export interface OutsideList {
  readonly profile: Exclude<Profile, 'internal'>;
  readonly agreement: Agreement;
  readonly title: string;
  readonly unit: string;
  readonly params: ReportQuery['params'];
  readonly scope: Scope;
  readonly regionName: (code: string) => string;
  /** Whom the list is about; null for the recipients of the agreement's programmes themselves. */
  readonly subjects: readonly Subject[] | null;
  /** What families of recipients are counted by instead of by programme: several programmes together. */
  readonly columns?: readonly { readonly header: string; readonly programmes: readonly string[] }[];
}

/** Parameters that are no filter of whom a list is about. */
const plain: readonly string[] = ['identifiers', 'months', 'period', 'scheme'];

/** A list in a form for outsiders: only whom and what the agreement holds. Errors: AGREEMENT_COUNTS_ONLY, AGREEMENT_PROGRAMME, AGGREGATE_FILTER, MASKED_FILTER, PROFILE_UNAVAILABLE. */
export function outsideTables(office: Reader, list: OutsideList): TableSet {
  const { profile, agreement, title, unit, scope } = list;
  if (profile === 'masked' && agreement.fields.length === 0) fail('AGREEMENT_COUNTS_ONLY', { number: agreement.number });
  const asked = list.subjects === null ? String(list.params.programme ?? '') : '';
  if (profile === 'aggregate') refuseFilter(list);
  if (asked !== '' && !agreement.programmes.includes(asked)) fail('AGREEMENT_PROGRAMME', { number: agreement.number, name: programmeName(office, asked) });
  const notPresent = list.subjects === null && !['', 'active'].includes(String(list.params.status ?? ''));
  if (notPresent || (list.subjects === null && agreement.programmes.length === 0)) fail('PROFILE_UNAVAILABLE', { name: title });
  if (profile === 'masked') refuseTelling(office, list);
  const people = list.subjects === null
    ? agreedRecipients(office, { ...agreement, programmes: asked === '' ? agreement.programmes : [asked] }, scope)
    : agreedSubjects(office, list.subjects, agreement, scope);
  const set = { title, unit, definition: `Diberikan menurut perjanjian ${agreement.number} tanggal ${showDate(agreement.date)} untuk: ${agreement.purpose}` };
  if (profile === 'aggregate') return { ...set, notes: countNotes, tables: [countsOf(office, list, people, asked)] };
  const { table, children } = maskedTable(office, people, agreement.fields, list.regionName);
  const notes = ['NIK tersamar; tanpa No KK, keterangan kesehatan, dan rincian anak.', ...(children > 0 ? [`${children} penerima anak ditulis atas nama Kepala Keluarga sebagai wali.`] : [])];
  return { ...set, notes, tables: [table] };
}

function countsOf(office: Reader, { agreement, scope, regionName, subjects, unit, columns: asItems }: OutsideList, people: readonly (Subject | AgreedRecipient)[], asked: string) {
  const named = asked === '' ? agreement.programmes : [asked];
  const inAny = (programmes: readonly string[]): Subject[] => people.flatMap((one) => ('programme' in one && programmes.includes(one.programme) ? [{ family: one.family, person: null }] : []));
  const columns = asItems ? asItems.map(({ header, programmes }) => ({ header, subjects: inAny(programmes) })) : subjects === null
    ? named.map((programme) => ({ header: programmeName(office, programme), subjects: people.filter((one) => 'programme' in one && one.programme === programme) }))
    : [{ header: `Jumlah ${unit}`, subjects: people }];
  return countTable(office, agreedAreas(office, agreement, scope), agreement.level, columns, regionName);
}

/** Counts that were filtered could be subtracted from those that were not: an agreement is counted as a whole. Error: AGGREGATE_FILTER. */
export function refuseFilter({ params, subjects }: Pick<OutsideList, 'params' | 'subjects'>): void {
  const filter = Object.entries(params).find(([key, value]) => !plain.includes(key) && !(subjects === null && key === 'programme') && value !== '' && !(key === 'status' && value === 'active'));
  if (filter) fail('AGGREGATE_FILTER', { param: filter[0] });
}

/** What may narrow a list by name: where, who by words, and when something was handed over. */
const places: readonly string[] = [...plain, 'every', 'region', 'rw', 'rt', 'text', 'from', 'to', 'phase', 'programme'];
/** Why somebody is chosen, where the agreement is about more than recipients. */
const reasons: readonly string[] = ['desil', 'need', 'tag', 'wanting', 'target'];

/**
 * Whoever is on a list that was narrowed is told by it what the filter asked: that somebody is of desil 1, lacks water, or
 * receives another programme. So a masked list is narrowed by nothing that the agreement does not give, and never by
 * health, whoever asks. Errors: MASKED_FILTER, AGREEMENT_PROGRAMME.
 */
function refuseTelling(office: Reader, { params, agreement }: OutsideList): void {
  const asked = Object.entries(params).filter(([key, value]) => String(value) !== '' && !(key === 'status' && value === 'active'));
  const told = asked.find(([key, value]) => !places.includes(key) && !(agreement.wider && reasons.includes(key) && !tellsHealth(office, String(value))));
  if (told) fail('MASKED_FILTER', { param: told[0], number: agreement.number });
  const programme = String(params.programme ?? '');
  if (programme !== '' && !agreement.programmes.includes(programme)) fail('AGREEMENT_PROGRAMME', { number: agreement.number, name: programmeName(office, programme) });
}

/** Whether one of these needs or tags says something of somebody's health. */
function tellsHealth(office: Reader, asked: string): boolean {
  const needs = needRulesOf(office).needs;
  return asked.split(',').some((one) => isHealthTag(one) || needs.some((rule) => rule.need === one && isHealthNeed(rule)));
}

function programmeName(office: Reader, uid: string): string {
  const values = findRecord(office, 'programme', uid)?.values;
  return String(values?.shortName ?? values?.name ?? uid);
}

/** The mark on every sheet and page for outsiders: to whom, under what, when, and by whom it was written. */
export function outsideMark(partner: string, { number, date }: Agreement, at: string, by: string): string {
  return `Untuk ${partner} · Perjanjian ${number} tanggal ${showDate(date)} · dibuat ${showDate(at)} oleh ${by} · tidak untuk disebarkan`;
}
