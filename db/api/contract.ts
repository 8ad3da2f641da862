import type { z } from 'zod';
import { aidAnswerCalls } from './contract/aid-answers.ts';
import { incidentCalls } from './contract/incident.ts';
import { auditCalls } from './contract/audit.ts';
import { approvalCalls } from './contract/approval.ts';
import { deliveryCalls } from './contract/deliveries.ts';
import { duplicateCalls } from './contract/duplicate.ts';
import { enrolmentCalls } from './contract/enrolment.ts';
import { escrowCalls } from './contract/escrow.ts';
import { exchangeCalls } from './contract/exchange.ts';
import { groupCalls } from './contract/groups.ts';
import { handoffCalls } from './contract/handoff.ts';
import { intakeCalls } from './contract/intake.ts';
import { needCalls } from './contract/needs.ts';
import { letterCalls } from './contract/letters.ts';
import { officeCalls } from './contract/office.ts';
import { officeWorkCalls } from './contract/office-work.ts';
import { outcomeCalls } from './contract/outcomes.ts';
import { meetingCalls } from './contract/meetings.ts';
import { peopleCalls } from './contract/people.ts';
import { partnerCalls } from './contract/partner.ts';
import { petitionCalls } from './contract/petitions.ts';
import { programmeCalls } from './contract/programme.ts';
import { programmeWorkCalls } from './contract/programme-work.ts';
import { recapCalls } from './contract/recap.ts';
import { referenceCalls } from './contract/reference.ts';
import { registerCalls } from './contract/register.ts';
import { bacaCalls } from './contract/baca.ts';
import { processingCalls } from './contract/processing.ts';
import { retentionCalls } from './contract/retention.ts';
import { schemeCalls } from './contract/scheme.ts';
import { stageCalls } from './contract/stages.ts';
import { survivalCalls } from './contract/survival.ts';
import { worklistCalls } from './contract/worklist.ts';
import { visitCalls } from './contract/visits.ts';

/** The calls by area: what is loaded together when the first call of it is made (load-area.ts). */
export const areaCalls = {
  office: officeCalls, register: registerCalls, programme: programmeCalls, programmeWork: programmeWorkCalls, enrolment: enrolmentCalls,
  intake: intakeCalls, handoff: handoffCalls, officeWork: officeWorkCalls, duplicate: duplicateCalls, worklist: worklistCalls,
  approval: approvalCalls, reference: referenceCalls, exchange: exchangeCalls, delivery: deliveryCalls, scheme: schemeCalls,
  group: groupCalls, partner: partnerCalls, aidAnswer: aidAnswerCalls, stage: stageCalls, outcome: outcomeCalls,
  survival: survivalCalls, visit: visitCalls, petition: petitionCalls, meeting: meetingCalls, need: needCalls,
  letter: letterCalls, people: peopleCalls, audit: auditCalls, incident: incidentCalls, escrow: escrowCalls,
  retention: retentionCalls, baca: bacaCalls, processing: processingCalls, recap: recapCalls,
} as const;

/** Every call of the api: the window, the terminal and the tests have no other door. */
export const calls = {
  ...areaCalls.office, ...areaCalls.register, ...areaCalls.programme, ...areaCalls.programmeWork, ...areaCalls.enrolment,
  ...areaCalls.intake, ...areaCalls.handoff, ...areaCalls.officeWork, ...areaCalls.duplicate, ...areaCalls.worklist,
  ...areaCalls.approval, ...areaCalls.reference, ...areaCalls.exchange, ...areaCalls.delivery, ...areaCalls.scheme,
  ...areaCalls.group, ...areaCalls.partner, ...areaCalls.aidAnswer, ...areaCalls.stage, ...areaCalls.outcome,
  ...areaCalls.survival, ...areaCalls.visit, ...areaCalls.petition, ...areaCalls.meeting, ...areaCalls.need,
  ...areaCalls.letter, ...areaCalls.people, ...areaCalls.audit, ...areaCalls.incident, ...areaCalls.escrow,
  ...areaCalls.retention, ...areaCalls.baca, ...areaCalls.processing, ...areaCalls.recap,
} as const;

export type CallName = keyof typeof calls;
/** What a caller may pass (defaults not yet filled in). */
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>;
/** What a handler gets (defaults filled in). */
export type HandlerInput<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>;

/** What the api tells without being asked. */
export type ApiEvent =
  | { readonly type: 'progress'; readonly job: string; readonly phase: string; readonly done: number; readonly total: number | null; readonly perSecond: number | null; readonly secondsLeft: number | null }
  | { readonly type: 'received'; readonly job: string; readonly row: CallOutput<'package.receive'>[number] }
  | { readonly type: 'changed'; readonly what: readonly ('register' | 'programme' | 'import' | 'package' | 'office' | 'draft')[] }
  | { readonly type: 'locked' };

/** How a refusal crosses a thread or the terminal. */
export interface ApiError {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}
