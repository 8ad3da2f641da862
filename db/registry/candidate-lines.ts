import type { MatchVerdict } from '../rules/matching/agreement.ts';
import { explainMatch } from '../rules/matching/explain-match.ts';
import { toMatchPerson } from '../rules/matching/match-person.ts';
import type { FieldValues } from '../rules/field.ts';
import { mask } from '../rules/mask.ts';
import { mayTouchRegion } from '../rules/roles.ts';
import type { Lang } from '../rules/text.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { narrowing } from './access.ts';
import type { Scope } from './access.ts';
import { personCandidates } from './person-candidates.ts';
import type { CandidateOptions } from './person-candidates.ts';

/** Somebody of the register who may be the one being typed, as it is shown: identifiers masked, reasons as sentences. */
export interface CandidateLine {
  readonly record: string; readonly family: string; readonly name: string; readonly birthDate: string | null; readonly nik: string | null; readonly noKk: string | null;
  readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly score: number; readonly verdict: MatchVerdict; readonly reasons: string[];
}

/** Who of the user's area may be the person with these answers, the likeliest first. */
export function candidateLines(office: Reader, values: FieldValues, options: CandidateOptions, lang: Lang, scope: Scope): CandidateLine[] {
  const area = narrowing(office, scope);
  const region = sql(office, 'SELECT region FROM familySummary WHERE uid = ?').pluck();
  return personCandidates(office, toMatchPerson({ ...values, family: null }), options).flatMap(({ record, family, person, score, verdict, agreements }) => {
    if (family === null || area !== null && !mayTouchRegion(area, (region.get(family) as string | null | undefined) ?? null)) return [];
    const { name, birthDate, nik, noKk, address, rt, rw } = person;
    return [{
      record, family, name: name ?? '', birthDate, nik: nik === null ? null : mask(nik), noKk: noKk === null ? null : mask(noKk), address, rt, rw, score, verdict,
      reasons: explainMatch(agreements, lang),
    }];
  });
}
