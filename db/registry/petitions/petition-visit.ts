import { fail } from '../../rules/failure.ts';
import { textOf } from '../../rules/field.ts';
import { petitionState } from '../../rules/petitions/states.ts';
import { visitState } from '../../rules/visits/visit.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { needFamily, requireOwn, textValue } from '../access.ts';
import type { Actor } from '../access.ts';
import { resolveAlias } from '../aliases.ts';
import { activeVisitors, needEnumerator, visitorOf } from '../visits/enumerators.ts';
import { needVisit, requireState } from '../visits/record-visit.ts';
import { needOpenRound } from '../visits/rounds.ts';
import { ownPetition } from './petition-records.ts';

export interface PetitionVisit {
  readonly id: string;
  /** The update period in whose worklists it stands; null for none. */
  readonly round: string | null;
  /** Who goes; `auto` is whoever visits the dasawisma or the RT, null is nobody yet. */
  readonly enumerator: string | null;
  readonly plannedOn: string | null;
}

/**
 * Makes the visit that verifies a usulan, or the evidence for a sanggah: what is found and checked by another moves the
 * usulan on. A visit of the family that was planned in the period anyway becomes this one; one that was made for the
 * petition and that nobody went on yet is given anew. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, PETITION_STATE,
 * PETITION_FAMILY (whom it is about is not in the register), ROUND_CLOSED, ENUMERATOR_ENDED, VISIT_STATE.
 */
export function makePetitionVisit(office: Writer, actor: Actor, { id, round: inRound, enumerator: goes, plannedOn }: PetitionVisit): { visit: string; enumerator: string | null } {
  const petition = ownPetition(office, actor, id, [petitionState.submitted]);
  const about = textOf(petition.values.family) ?? fail('PETITION_FAMILY', { number: String(petition.values.number ?? '') });
  const family = needFamily(office, resolveAlias(office, 'family', about), actor.scope);
  requireOwn(office, family);
  const round = inRound === null ? null : needOpenRound(office, inRound).uid;
  const enumerator = goes === 'auto' ? visitorOf(activeVisitors(office, actor.scope), { dasawisma: textValue(family, 'dasawisma'), rt: textValue(family, 'rt'), rw: textValue(family, 'rw'), region: textValue(family, 'region') }) : goes === null ? null : needEnumerator(office, goes).uid;
  const present = waitingVisit(office, actor, petition.uid, family.uid, round);
  const values = { round, enumerator, plannedOn, person: textOf(petition.values.person), aboutKind: 'usulan', about: petition.uid };
  const state = plannedOn === null ? visitState.task : visitState.planned;
  return writeChanges(office, { user: actor.user, kind: 'verval', reason: String(petition.values.number ?? '') }, (log) => {
    if (present === null) return { visit: log.create('visit', { owner: office.identity.code, family: family.uid, state, task: null, ...values }).uid, enumerator };
    log.update('visit', present.id, { ...values, state });
    return { visit: present.uid, enumerator };
  });
}

/** The visit that is given anew: that of the petition, else the one that the period has for the family. Error: VISIT_STATE (it was made already). */
function waitingVisit(office: Writer, actor: Actor, petition: string, family: string, round: string | null): ReturnType<typeof needVisit> | null {
  const own = sql(office, 'SELECT uid FROM visit WHERE about = ? AND voided IS NULL AND state <> 5 ORDER BY id DESC LIMIT 1').pluck().get(petition) as string | undefined;
  const planned = sql(office, 'SELECT uid FROM visit WHERE round = ? AND family = ? AND about IS NULL AND voided IS NULL AND state IN (1, 2) ORDER BY id DESC LIMIT 1').pluck().get(round ?? '', family) as string | undefined;
  const uid = own ?? planned;
  if (uid === undefined) return null;
  const visit = needVisit(office, uid, actor);
  requireState(visit, [visitState.task, visitState.planned]);
  return visit;
}
