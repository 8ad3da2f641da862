import { fail } from '../../rules/failure.ts';
import { textOf } from '../../rules/field.ts';
import { isInside } from '../../rules/region-code.ts';
import { petitionKind, petitionState } from '../../rules/petitions/states.ts';
import { isSecret, namesApplicant } from '../../rules/petitions/secret.ts';
import type { AnswerStep } from '../../rules/petitions/states.ts';
import type { Log } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord, toRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { needRecord, requireArea, requireOwn } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import { resolveAlias } from '../aliases.ts';

/** Where a petition is: with its family, else where it was said to be, else where its office is. */
export function petitionRegion(office: Reader, petition: StoredRecord): string | null {
  const family = textOf(petition.values.family);
  const home = family === null ? null : findRecord(office, 'family', resolveAlias(office, 'family', family));
  return textOf(home?.values.region) ?? textOf(petition.values.region) ?? textOf(petition.values.owner);
}

/** The petition, refused when it does not exist (NOT_FOUND) or lies outside the area (OUTSIDE_AREA). */
export function needPetition(office: Reader, id: string, scope: Scope): StoredRecord {
  const petition = needRecord(office, 'petition', id);
  requireArea(office, petitionRegion(office, petition), scope);
  return petition;
}

/** The petition of this office in one of these states. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, PETITION_STATE. */
export function ownPetition(office: Reader, actor: Actor, id: string, states: readonly number[]): StoredRecord {
  const petition = needPetition(office, id, actor.scope);
  requireOwn(office, petition);
  const { state, voided, number } = petition.values;
  if (voided !== null || !states.includes(Number(state))) fail('PETITION_STATE', { number: String(number ?? '') });
  return petition;
}

/** What a step says beside where it leads. */
export interface StepWords {
  readonly date?: string | undefined;
  readonly result?: number | null | undefined;
  readonly method?: number | null | undefined;
  readonly reason?: string | null | undefined;
  readonly letterNo?: string | null | undefined;
  readonly letterDate?: string | null | undefined;
  readonly meeting?: string | null | undefined;
}

/** Moves a petition of this office on: its state, and the step that says when, why and by whom. */
export function movePetition(office: Reader, log: Log, actor: Actor, petition: StoredRecord, state: number, words: StepWords & { readonly round?: number } = {}): void {
  const round = words.round ?? roundOf(petition);
  const date = words.date ?? today(office);
  const reason = words.reason?.trim() || null;
  log.update('petition', petition.id, { state, result: words.result ?? null, stateDate: date, stateReason: reason, round });
  writeStep(office, log, actor, petition.uid, state, { ...words, reason, date, round });
}

/** Writes a step of this office: a move of its own petition, or its answer to one of an office below. */
export function writeStep(office: Reader, log: Log, actor: Actor, petition: string, state: number, words: StepWords & { readonly round: number }): string {
  return log.create('petitionStep', {
    owner: office.identity.code, petition, state, result: words.result ?? null, round: words.round, date: words.date ?? today(office), method: words.method ?? null, reason: words.reason?.trim() || null,
    letterNo: words.letterNo?.trim() || null, letterDate: words.letterDate ?? null, meeting: words.meeting ?? null, by: actor.user.name,
  }).uid;
}

/** Refuses (PETITION_SECRET) a text that would tell who objected: it is read out in a musyawarah, stands in its minutes and is said at the counter. */
export function requireSecret({ subject, applicant }: StoredRecord['values'], ...texts: readonly unknown[]): void {
  if (isSecret(subject) && texts.some((text) => typeof text === 'string' && namesApplicant(text, textOf(applicant) ?? ''))) fail('PETITION_SECRET');
}

/** Which handing in a petition is at. */
export function roundOf(petition: StoredRecord): number {
  return Number(petition.values.round ?? 1);
}

/** The steps of these petitions in the order they were made, by petition. */
export function stepsOf(office: Reader, petitions: readonly string[]): ReadonlyMap<string, StoredRecord[]> {
  const rows = sql(office, 'SELECT * FROM petitionStep WHERE petition IN (SELECT value FROM json_each(?)) ORDER BY id').all(JSON.stringify(petitions)) as Parameters<typeof toRecord>[1][];
  return Map.groupBy(rows.map((row) => toRecord('petitionStep', row)), (step) => String(step.values.petition));
}

/** The steps that offices above the petition's owner made. */
export function answersAmong(owner: string, steps: readonly StoredRecord[]): (AnswerStep & { readonly step: StoredRecord })[] {
  return steps.flatMap((step) => {
    const by = String(step.values.owner ?? '');
    if (by === owner || !isInside(owner, by)) return [];
    return [{ level: levelOf(by), round: Number(step.values.round ?? 1), state: Number(step.values.state), step }];
  });
}

/** Whether a region code is that of a kecamatan, or of the city or kabupaten (or what is above it). */
export function levelOf(code: string): 'city' | 'district' {
  return code.split('.').length >= 3 ? 'district' : 'city';
}

/** Refuses (PETITION_VILLAGE) that anybody but a kelurahan or desa takes usulan down and holds musyawarah. */
export function requireVillage(office: Reader): void {
  if (!['kelurahan', 'desa'].includes(office.identity.level)) fail('PETITION_VILLAGE');
}

/** The next number in a register of the year: `0007/USL/2026`. */
export function nextNumber(office: Reader, kind: number, year: string): string {
  const ending = `/${kind === petitionKind.usulan ? 'USL' : 'SGH'}/${year}`;
  const used = sql(office, "SELECT number FROM petition WHERE owner = ? AND number LIKE '%' || ?").pluck().all(office.identity.code, ending) as string[];
  const last = Math.max(0, ...used.map((one) => Number.parseInt(one, 10) || 0));
  return `${String(last + 1).padStart(4, '0')}${ending}`;
}

/** Another petition of this office about the same, still open. */
export function openTwin(office: Reader, values: StoredRecord['values'], but: string | null): StoredRecord | null {
  const { family = null, person = null, nik = null, subject = null, programme = null } = values;
  if (family === null && nik === null) return null;
  const rows = sql(office, `SELECT * FROM petition WHERE owner = ? AND voided IS NULL AND state NOT IN (${petitionState.done}, ${petitionState.rejected}) AND subject IS ? AND programme IS ?
    AND (CASE WHEN ? IS NULL THEN nik IS ? ELSE family IS ? AND person IS ? END) AND uid IS NOT ? ORDER BY id`).all(office.identity.code, subject, programme, family, nik, family, person, but) as Parameters<typeof toRecord>[1][];
  return rows[0] ? toRecord('petition', rows[0]) : null;
}

