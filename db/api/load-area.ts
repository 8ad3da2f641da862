import { setImmediate } from 'node:timers/promises';
import type { areaCalls, CallName } from './contract.ts';
import type { Handlers } from './handler.ts';

type Areas = typeof areaCalls;
type Area = keyof Areas;
interface Loaded<A extends Area> {
  readonly calls: Areas[A];
  readonly handlers: Handlers<keyof Areas[A] & CallName>;
}

/**
 * The calls of an area and what answers them. Each is imported when the first of its calls is made, not before: an office
 * that is being opened waits for none of what it does not do (decision 0032).
 */
const areas: { readonly [A in Area]: () => Promise<Loaded<A>> } = {
  office: async () => ({ calls: (await import('./contract/office.ts')).officeCalls, handlers: (await import('./handlers/office.ts')).officeHandlers }),
  register: async () => ({ calls: (await import('./contract/register.ts')).registerCalls, handlers: (await import('./handlers/register.ts')).registerHandlers }),
  programme: async () => ({ calls: (await import('./contract/programme.ts')).programmeCalls, handlers: (await import('./handlers/programme.ts')).programmeHandlers }),
  programmeWork: async () => ({ calls: (await import('./contract/programme-work.ts')).programmeWorkCalls, handlers: (await import('./handlers/programme-work.ts')).programmeWorkHandlers }),
  enrolment: async () => ({ calls: (await import('./contract/enrolment.ts')).enrolmentCalls, handlers: (await import('./handlers/enrolment.ts')).enrolmentHandlers }),
  intake: async () => ({ calls: (await import('./contract/intake.ts')).intakeCalls, handlers: (await import('./handlers/intake.ts')).intakeHandlers }),
  handoff: async () => ({ calls: (await import('./contract/handoff.ts')).handoffCalls, handlers: (await import('./handlers/handoff.ts')).handoffHandlers }),
  officeWork: async () => ({ calls: (await import('./contract/office-work.ts')).officeWorkCalls, handlers: (await import('./handlers/office-work.ts')).officeWorkHandlers }),
  duplicate: async () => ({ calls: (await import('./contract/duplicate.ts')).duplicateCalls, handlers: (await import('./handlers/duplicate.ts')).duplicateHandlers }),
  worklist: async () => ({ calls: (await import('./contract/worklist.ts')).worklistCalls, handlers: (await import('./handlers/worklist.ts')).worklistHandlers }),
  approval: async () => ({ calls: (await import('./contract/approval.ts')).approvalCalls, handlers: (await import('./handlers/approval.ts')).approvalHandlers }),
  reference: async () => ({ calls: (await import('./contract/reference.ts')).referenceCalls, handlers: (await import('./handlers/reference.ts')).referenceHandlers }),
  exchange: async () => ({ calls: (await import('./contract/exchange.ts')).exchangeCalls, handlers: (await import('./handlers/exchange.ts')).exchangeHandlers }),
  delivery: async () => ({ calls: (await import('./contract/deliveries.ts')).deliveryCalls, handlers: (await import('./handlers/deliveries.ts')).deliveryHandlers }),
  scheme: async () => ({ calls: (await import('./contract/scheme.ts')).schemeCalls, handlers: (await import('./handlers/scheme.ts')).schemeHandlers }),
  group: async () => ({ calls: (await import('./contract/groups.ts')).groupCalls, handlers: (await import('./handlers/groups.ts')).groupHandlers }),
  partner: async () => ({ calls: (await import('./contract/partner.ts')).partnerCalls, handlers: (await import('./handlers/partner.ts')).partnerHandlers }),
  aidAnswer: async () => ({ calls: (await import('./contract/aid-answers.ts')).aidAnswerCalls, handlers: (await import('./handlers/aid-answers.ts')).aidAnswerHandlers }),
  stage: async () => ({ calls: (await import('./contract/stages.ts')).stageCalls, handlers: (await import('./handlers/stages.ts')).stageHandlers }),
  outcome: async () => ({ calls: (await import('./contract/outcomes.ts')).outcomeCalls, handlers: (await import('./handlers/outcomes.ts')).outcomeHandlers }),
  survival: async () => ({ calls: (await import('./contract/survival.ts')).survivalCalls, handlers: (await import('./handlers/survival.ts')).survivalHandlers }),
  visit: async () => ({ calls: (await import('./contract/visits.ts')).visitCalls, handlers: (await import('./handlers/visits.ts')).visitHandlers }),
  petition: async () => ({ calls: (await import('./contract/petitions.ts')).petitionCalls, handlers: (await import('./handlers/petitions.ts')).petitionHandlers }),
  meeting: async () => ({ calls: (await import('./contract/meetings.ts')).meetingCalls, handlers: (await import('./handlers/meetings.ts')).meetingHandlers }),
  need: async () => ({ calls: (await import('./contract/needs.ts')).needCalls, handlers: (await import('./handlers/needs.ts')).needHandlers }),
  letter: async () => ({ calls: (await import('./contract/letters.ts')).letterCalls, handlers: (await import('./handlers/letters.ts')).letterHandlers }),
  people: async () => ({ calls: (await import('./contract/people.ts')).peopleCalls, handlers: (await import('./handlers/people.ts')).peopleHandlers }),
  audit: async () => ({ calls: (await import('./contract/audit.ts')).auditCalls, handlers: (await import('./handlers/audit.ts')).auditHandlers }),
  incident: async () => ({ calls: (await import('./contract/incident.ts')).incidentCalls, handlers: (await import('./handlers/incident.ts')).incidentHandlers }),
  escrow: async () => ({ calls: (await import('./contract/escrow.ts')).escrowCalls, handlers: (await import('./handlers/escrow.ts')).escrowHandlers }),
  retention: async () => ({ calls: (await import('./contract/retention.ts')).retentionCalls, handlers: (await import('./handlers/retention.ts')).retentionHandlers }),
  baca: async () => ({ calls: (await import('./contract/baca.ts')).bacaCalls, handlers: (await import('./handlers/baca.ts')).bacaHandlers }),
  processing: async () => ({ calls: (await import('./contract/processing.ts')).processingCalls, handlers: (await import('./handlers/processing.ts')).processingHandlers }),
  recap: async () => ({ calls: (await import('./contract/recap.ts')).recapCalls, handlers: (await import('./handlers/recap.ts')).recapHandlers }),
};

/** Loads an area, or answers at once where it was loaded before. */
export function loadArea<A extends Area>(area: A): Promise<Loaded<A>> {
  return areas[area]();
}

/** What an office that is being opened asks of each thread of the window. */
const first = { write: ['office'], read: ['office', 'officeWork', 'register', 'need'] } as const satisfies Readonly<Record<string, readonly Area[]>>;

/** Loads, one after the other and between other work, what will be asked as soon as somebody has signed in. */
export async function loadAhead(lane: keyof typeof first): Promise<void> {
  for (const area of first[lane]) {
    await setImmediate();
    await loadArea(area);
  }
}
