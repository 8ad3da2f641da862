import { rankingKinds } from '../rules/ranking-kinds.ts';
import { isInside, isRegionCode } from '../rules/region-code.ts';
import { sql } from '../store/office.ts';
import type { StoredRecord } from '../store/records.ts';
import { askOwner } from './ask-owner.ts';
import { differences } from './differences.ts';
import { ask, leave, reject, tell } from './judged.ts';
import type { Judged } from './judged.ts';
import { familyOfPeople, matchFamily } from './match.ts';
import { answerOf, planOf } from './match-session.ts';
import type { MatchSession } from './match-session.ts';
import { namedRegion } from './read-region.ts';
import type { ParsedRow } from './read-row.ts';
import type { FieldChange } from './types.ts';

/** Finds the family that a row speaks of, and what the row would change in it. What is doubtful is asked. */
export function settleFamily(session: MatchSession, family: Judged, people: readonly Judged[]): void {
  const { values, links, bps } = family.parsed;
  if (family.state === 'rejected') return;
  const noKk = typeof values.noKk === 'string' ? values.noKk : null;
  const key = links.find((link) => link.startsWith('k:'))?.slice(2) ?? null;
  const nik = links.find((link) => link.startsWith('i:'))?.slice(2) ?? null;
  if (noKk === null && key === null && nik === null) return reject(family, 'NO_LINK', 'block');
  if (!placeFamily(session, family, bps)) return;
  const byPeople = noKk === null ? [nik, ...people.map((person) => person.parsed.values.nik)] : [nik];
  let match = session.matching ? (matchFamily(session.office, noKk, key) ?? familyOfPeople(session.office, byPeople)) : null;
  const isDesil = planOf(session, family)?.shape === 'desil';
  if (isDesil && !match) return ask(family, 'FAMILY_UNKNOWN');
  const answer = answerOf(session, family, 'family');
  if (answer?.answer === 'skip') return leave(family, 'ROW_SKIPPED');
  if (answer?.answer === 'different') match = null;
  const identity = match?.record.uid ?? noKk ?? `k:${key ?? nik}`;
  const first = session.seenFamilies.get(identity);
  if (first !== undefined) return ask(family, 'FAMILY_TWICE', { row: String(first) });
  session.seenFamilies.set(identity, family.no);
  family.record = match?.record ?? null;
  if (!match) return;
  if (match.byOldNumber) {
    tell(family, 'OLD_NUMBER', 'info');
    delete values.noKk;
    family.mended = true;
  }
  session.doubts.settle(family, match.record);
  const { status } = match.record.values;
  const fileStatus = values.status ?? status;
  if (status !== null && status !== 1 && fileStatus !== status) {
    if (answer?.answer !== 'same') return ask(family, 'FAMILY_INACTIVE');
    values.status = 1;
  }
  family.changes = [...(isDesil ? [] : differences('family', match.record, values, session.emptied(family, 'family'))), ...rankingChanges(session, match.record, family.parsed)];
  if (family.changes.length > 0) askOwner(session.office, family, match.record);
}

/** Where the family lives: bridged from the BPS code, or as the template says. False when that is outside this office. */
function placeFamily(session: MatchSession, family: Judged, bps: ParsedRow['bps']): boolean {
  const { values } = family.parsed;
  const area = session.office.identity.code;
  if (bps) {
    if (!bps.code.startsWith(namedRegion)) values.bpsRegion = bps.code;
    family.mended = true;
    const bridged = session.regionOf.get(bps.code) ?? null;
    if (bridged === null) return true;
    values.region = bridged;
  }
  const region = values.region;
  if (typeof region !== 'string') return true;
  if (!isRegionCode(region) || !session.regions.get(region)) reject(family, 'V25', 'block', { case: 'unreadable', region });
  else if (!isInside(region, area)) reject(family, 'V25', 'block', { region, area });
  else return true;
  return false;
}

/** Desil rows that are not known yet: the newest known value of the same source and scope being the same is nothing new. */
export function rankingChanges(session: MatchSession, record: StoredRecord, parsed: ParsedRow): FieldChange[] {
  if (parsed.rankings.length === 0) return [];
  const all = sql(session.office, `SELECT source, measure, scope, value, date FROM ranking WHERE family = ? AND voided IS NULL ORDER BY date DESC, id DESC`)
    .all(record.uid) as { source: number; measure: number; scope: number | null; value: number | null; date: string | null }[];
  return parsed.rankings.flatMap(({ kind, value }) => {
    const { source, measure, scope } = rankingKinds[kind] ?? {};
    const known = all.filter((one) => one.source === source && one.measure === measure && one.scope === scope);
    const latest = known[0];
    if (latest?.value === value || known.some((one) => one.date === session.rankingDate && one.value === value)) return [];
    return [{ field: `ranking.${kind}`, old: latest?.value ?? null, new: value }];
  });
}
