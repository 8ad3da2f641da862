import { checkRanking } from '../rules/checks.ts';
import { fail } from '../rules/failure.ts';
import { writeChanges } from '../store/change-log.ts';
import { today } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import { needFamily, requireOwn } from './access.ts';
import type { Actor } from './access.ts';
import { codeFromWord } from './input-values.ts';
import { refreshDerived } from './refresh-derived.ts';
import { measureOf } from './states.ts';

export interface NewRanking {
  readonly family: string;
  readonly source: string;
  readonly scope: string;
  readonly measure: 'desil' | 'percentile';
  /** Null is "belum diperingkat". */
  readonly value: number | null;
  readonly date: string;
  readonly document?: string;
}

/** Adds a dated outside ranking. V24 refuses a value that is no desil or percentile. Errors: SAVE_BLOCKED, NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, DATE_FUTURE. */
export function addRanking(office: Writer, actor: Actor, input: NewRanking): { id: string } {
  const family = needFamily(office, input.family, actor.scope);
  requireOwn(office, family);
  if (input.date > today(office)) fail('DATE_FUTURE', { date: input.date });
  const values = {
    source: codeFromWord('TEPAT.sumberPeringkat', input.source), scope: codeFromWord('TEPAT.cakupanPeringkat', input.scope),
    measure: input.measure === 'desil' ? measureOf.desil : measureOf.percentile, value: input.value, date: input.date, document: input.document ?? null,
  };
  const blocking = checkRanking({ key: 'new', values }).filter((finding) => finding.severity === 'block');
  if (blocking.length > 0) fail('SAVE_BLOCKED', { count: blocking.length, codes: 'V24' });
  return writeChanges(office, { user: actor.user, kind: 'edit' }, (log) => {
    const { uid } = log.create('ranking', { ...values, owner: office.identity.code, family: family.uid });
    refreshDerived(office, [family.id]);
    return { id: uid };
  });
}
