import { isApprovedAfter, reviewReport } from '../handoff/approval.ts';
import { schedulesHeld, standingOf } from '../handoff/below.ts';
import { neighbours, problemsOfShutOut, unsentChanges } from '../handoff/neighbours.ts';
import type { Neighbour } from '../handoff/neighbours.ts';
import { relaysWaiting } from '../handoff/relay/keep.ts';
import { isShutOut } from '../handoff/revoke.ts';
import { refusedOffers } from '../handoff/transfer/list-transfers.ts';
import { unsentPapers } from '../handoff/transfer/unsent-papers.ts';
import { uploadStatus } from '../handoff/upload/queue.ts';
import { listImports } from '../intake/list-imports.ts';
import { narrowing } from '../registry/access.ts';
import { casesWaiting } from '../registry/cases/case-list.ts';
import { countProposedToUs } from '../registry/duplicates/list-pairs.ts';
import { byPeople } from '../registry/changes-of-day.ts';
import { overdueEmergencies } from '../registry/enrolment/emergencies.ts';
import { countWaiting } from '../registry/petitions/list-petitions.ts';
import { answersHeard } from '../registry/proposals/answers-heard.ts';
import { listProposals } from '../registry/proposals/list-proposals.ts';
import { stagesDue } from '../registry/stages/stage-board.ts';
import { openVisits } from '../registry/visits/visit-view.ts';
import { draftKinds, isDialogDraft } from '../rules/draft-kinds.ts';
import type { Wait } from '../rules/petitions/states.ts';
import type { Permission } from '../rules/roles.ts';
import { sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { CallOutput } from './contract.ts';
import type { Context } from './handler.ts';
import { countKeptCards } from './kept-cards.ts';
import { officeNames, openQuestions } from './open-questions.ts';
import { knownBackups } from './known-backups.ts';
import { villagesBelow } from './office-facts.ts';
import { householdsBelow } from './office-counts.ts';
import { visibleDrafts } from './visible-drafts.ts';
import { refusedDeliveries } from './waiting-deliveries.ts';

type Home = CallOutput<'home'>;
type Item = Home['items'][number];

const DAY_MS = 86_400_000;
const BACKUP_DUE_DAYS = 7;

/** What waits for this user, the most urgent first; at a receiving office also the table of its kelurahan. */
export async function homeOf(context: Context): Promise<Home> {
  const { reader, session, host } = context;
  const all = neighbours(reader);
  const receiver = !['kelurahan', 'desa'].includes(reader.identity.level);
  const questions = openQuestions(context);
  const codes = receiver ? villagesBelow(host.regions(), reader.identity.code) : [];
  const schedules = receiver ? schedulesHeld(reader) : [];
  const households = codes.length === 0 ? new Map<string, never>() : householdsBelow(reader, reader.identity.code);
  const problemsFrom = problemsOfShutOut(reader);
  const offices = codes.map((code) => officeRow(context, code, all.find((one) => one.code === code), households, schedules, problemsFrom));
  return {
    items: [...clockItems(reader), ...decisionItems(questions), ...counted([['duplicateProposed', countProposedToUs(reader, context.scope)]]), ...refusedItems(context), ...refusedOfferItems(context), ...answeredItems(context), ...emergencyItems(context), ...approvalItems(context, all), ...problemItems(all, offices), ...neighbourItems(reader, all, receiver), ...cardlessItems(context, all), ...(await importItems(context)), ...draftItems(context), ...stageItems(context), ...visitItems(context), ...caseItems(context), ...petitionItems(context), ...registerItems(reader), ...laterItems(questions), ...backupItems(reader)],
    register: registerOf(reader),
    today: changesToday(reader, session.user.name),
    offices,
  };
}

function item(kind: Item['kind'], count: number, more: Partial<Item> = {}): Item {
  return { kind, count, id: null, title: '', at: null, ...more };
}

/** What is open with other offices, also with those whose card was revoked. */
function problemItems(...all: readonly (readonly Pick<Neighbour, 'code' | 'name' | 'problems'>[])[]): Item[] {
  return all.flat().flatMap(({ code, name, problems }) => {
    const [problem] = problems;
    return problem ? [item('packageProblem', problems.length, { id: code, title: name, at: problem.at })] : [];
  });
}

function neighbourItems(reader: Reader, all: readonly Neighbour[], receiver: boolean): Item[] {
  const items: Item[] = uploadItems(reader);
  for (const one of all) {
    // By its first report, even an empty one, an office is known above, and gets back what its lost PC had sent.
    if (one.relation === 'above' && one.lastSent === null && one.unsent === 0 && one.undelivered === null && one.upload === null && one.relays === 0) items.push(item('firstReport', 1, { id: one.code, title: one.name }));
    // Until the other PC has it, neither it nor those above know what was done here.
    if (one.relation === 'own' && one.unsent > 0) items.push(item('siblingUnsent', one.unsent));
    if (one.relation === 'above' && one.waits) items.push(item('receiptWaited', 1, { id: one.code, title: one.name, at: one.lastSent?.at ?? null }));
  }
  const unknown = all.filter((one) => one.newCard && one.relation === 'above');
  if (unknown.length > 0) items.push(item('newCard', unknown.length, { title: unknown.map(({ name }) => name).join(', ') }));
  items.push(...relayItems(reader, all), ...unsentTo(all, 'paperUnsent', 'papers'), ...unsentTo(all, 'wordUnsent', 'words'));
  if (all.length === 0) items.push(item('noNeighbour', 1));
  const unsent = unsentChanges(reader, all);
  if (unsent > 0 && !receiver) items.push(item('unsent', unsent));
  return items;
}

/** Packages that the network did not take, until a try succeeds or they are acknowledged. The outbox is read only where one is. */
function uploadItems(reader: Reader): Item[] {
  if (sql(reader, "SELECT 1 FROM upload WHERE state = 'failed'").get() === undefined) return [];
  const { address, issuer, items } = uploadStatus(reader);
  const failed = items.filter(({ state }) => state === 'failed').length;
  return address === null || failed === 0 ? [] : [item('uploadFailed', failed, { title: issuer ?? '' })];
}

/** As many as a line names. */
const MOST_NAMED = 3;

/** The names in a line; nothing where there are too many. */
function named(names: readonly string[]): string {
  return names.length > MOST_NAMED ? '' : names.join(', ');
}

/** Packages of others that wait here to be carried on, each once, whoever waits for it. */
function relayItems(reader: Reader, all: readonly Neighbour[]): Item[] {
  const receivers = all.filter((one) => one.relays > 0);
  const count = relaysWaiting(reader).filter(({ to }) => receivers.some(({ code }) => to.includes(code))).length;
  return count === 0 ? [] : [item('relayWaiting', count, { title: named(receivers.map(({ name }) => name)) })];
}

/** Offers of families, or proposals, with the answers to them, that no package took to their office yet. */
function unsentTo(all: readonly Neighbour[], kind: 'paperUnsent' | 'wordUnsent', of: 'papers' | 'words'): Item[] {
  const receivers = all.filter((one) => one[of] > 0);
  const count = receivers.reduce((sum, one) => sum + one[of], 0);
  return count === 0 ? [] : [item(kind, count, { title: named(receivers.map(({ name }) => name)) })];
}

/** Offers of families, and answers, for offices of which no card is trusted here: no package can be written for them before it is. */
function cardlessItems({ reader, host }: Context, all: readonly Neighbour[]): Item[] {
  const waiting = [...unsentPapers(reader)].filter(([code]) => all.every((one) => one.code !== code));
  const count = waiting.reduce((sum, [, papers]) => sum + papers, 0);
  const names = waiting.map(([code]) => host.regions().get(code)?.displayName ?? code);
  return count === 0 ? [] : [item('paperNoCard', count, { title: named(names) })];
}

/** So long it is told what another office answered. */
const ANSWERED_DAYS = 14;

/** Families that another office refused of late, each with its reason, until it is offered again. Of the whole office, like what is offered to it. */
function refusedOfferItems({ reader, scope }: Context): Item[] {
  if (narrowing(reader, scope) !== null) return [];
  return refusedOffers(reader, new Date(reader.now().getTime() - ANSWERED_DAYS * DAY_MS).toISOString())
    .map(({ family, head, toName, answer }) => item('transferRefused', 1, { id: family, title: [head, `${toName}: ${answer?.reason ?? ''}`].filter(Boolean).join(' · '), at: answer?.at ?? null }));
}

/**
 * Reports that wait for this user to see and approve them: the one for those above, and those that tell another office something of its own.
 * Of these only what they tell is looked at: a city has decided about hundreds of thousands of recipients, too many to be read for each office at every look.
 */
function approvalItems({ reader, session }: Context, all: readonly Neighbour[]): Item[] {
  if (!session.permissions.includes('package.approve')) return [];
  const above = all.filter((one) => one.relation === 'above');
  const told = all.filter(({ code, wordsTx }) => wordsTx !== null && !isApprovedAfter(reader, [code], wordsTx));
  const words = told.map(({ code, name, words: count }) => item('approvalWords', count, { id: code, title: name }));
  const first = above.some((one) => one.unsent > 0) ? aboveItems(reader, above) : [];
  return [...first, ...(words.length > MOST_NAMED ? [item('approvalWords', words.reduce((sum, { count }) => sum + count, 0))] : words)];
}

function aboveItems(reader: Reader, above: readonly Neighbour[]): Item[] {
  const { state, total } = reviewReport(reader, above.map(({ code }) => code), false, 0);
  return state === 'needed' || state === 'stale' ? [item('approval', total, { id: above.map(({ code }) => code).join(','), title: above.map(({ name }) => name).join(', ') })] : [];
}

/** Own proposals that their offices answered of late. */
function answeredItems(context: Context): Item[] {
  const { reader, scope } = context;
  const heard = answersHeard(reader, new Date(reader.now().getTime() - ANSWERED_DAYS * DAY_MS).toISOString());
  if (heard.size === 0) return [];
  const answered = listProposals(reader, { direction: 'out', state: 'answered', lang: 'id' }, scope, officeNames(context)).filter(({ id }) => heard.has(id));
  const names = [...new Set(answered.map(({ name }) => name ?? ''))].filter(Boolean);
  return answered.length === 0 ? [] : [item('proposalAnswered', answered.length, { title: named(names) })];
}

type Questions = ReturnType<typeof openQuestions>;

function counted(counts: readonly (readonly [Item['kind'], number])[]): Item[] {
  return counts.flatMap(([kind, count]) => (count > 0 ? [item(kind, count)] : []));
}

/** What packages left to be decided here by a person. */
function decisionItems({ conflicts, proposals, transfers, tasks, breaches, quarantine }: Questions): Item[] {
  return counted([['conflict', conflicts], ['proposal', proposals], ['transfer', transfers], ['task', tasks], ['breach', breaches], ['quarantine', quarantine]]);
}

/** Needs of families whose time is over, and those that the answers show no more. */
function caseItems({ reader, scope }: Context): Item[] {
  const { overdue, perhapsMet } = casesWaiting(reader, scope);
  return counted([['caseOverdue', overdue], ['caseMet', perhapsMet]]);
}

/** What may wait: pairs that may be one, and what only another office can mend. */
function laterItems({ duplicates, deliveries, breachesElsewhere }: Questions): Item[] {
  return counted([['duplicate', duplicates], ['delivery', deliveries], ['breachElsewhere', breachesElsewhere]]);
}

async function importItems({ reader, host }: Context): Promise<Item[]> {
  const { staged } = await listImports(reader, host.databaseKey());
  return staged.map((one) => item('importStaged', one.questions, { id: one.staging, title: one.file, at: one.openedAt }));
}

function draftItems(context: Context): Item[] {
  return visibleDrafts(context).map((draft) => item(itemOfDraft(draft.kind), 1, { id: draft.id, title: draft.title, at: draft.savedAt }));
}

function itemOfDraft(kind: string): Item['kind'] {
  if (isDialogDraft(kind)) return 'dialogDraft';
  return kind === draftKinds.petition ? 'petitionDraft' : 'draft';
}

/** Who was enrolled in an emergency, and whom nobody verified by the day that was set. */
function emergencyItems({ reader, scope }: Context): Item[] {
  return counted([['emergencyOverdue', overdueEmergencies(reader, scope)]]);
}

/** Questions that a programme asks later, such as whether somebody works after six months, whose day has come. */
function stageItems({ reader, scope }: Context): Item[] {
  const due = stagesDue(reader, scope);
  return due.length > 0 ? [item('stageDue', due.length)] : [];
}

/** Results of visits that wait for whoever may check or approve them, and those that came back to be completed. */
function visitItems({ reader, scope, session }: Context): Item[] {
  const { toCheck, toApprove, returned } = openVisits(reader, scope);
  const may = (permission: Permission): boolean => session.permissions.includes(permission);
  return counted([['visitCheck', may('register.verify') ? toCheck : 0], ['visitApprove', may('visit.approve') ? toApprove : 0], ['visitReturned', may('register.write') ? returned : 0]]);
}

/** Deliveries that were said while the register was being written, and that it did not take then; cards that were taken and are in no record yet. */
function refusedItems(context: Context): Item[] {
  const [refused, kept] = [refusedDeliveries(context), context.session.permissions.includes('enrol.write') ? countKeptCards(context) : { count: 0, programme: null }];
  return [...(refused.count > 0 ? [item('deliveryRefused', refused.count, { id: refused.programme })] : []), ...(kept.count > 0 ? [item('cardsKept', kept.count, { id: kept.programme })] : [])];
}

/** Usulan and sanggah of citizens that wait for something this user may do. */
function petitionItems({ reader, scope, session }: Context): Item[] {
  const waiting = countWaiting(reader, scope);
  const may = (permission: Permission, ...kinds: readonly Wait[]): number => (session.permissions.includes(permission) ? kinds.reduce((sum, kind) => sum + waiting[kind], 0) : 0);
  return counted([['petition', may('register.write', 'submit', 'mend', 'discuss', 'tell') + may('register.verify', 'verify') + may('package.approve', 'approve', 'answer')]]);
}

function registerItems(reader: Reader): Item[] {
  const warned = sql(reader, 'SELECT count(*) FROM lineChange WHERE warnings > 0').pluck().get() as number;
  return warned > 0 ? [item('warning', warned)] : [];
}

/** A clock that stands a day or more before the last work: order does not come from it, but dates, ages and terms do. */
function clockItems(reader: Reader): Item[] {
  const last = sql(reader, 'SELECT max(at) FROM tx').pluck().get() as string | null;
  const days = last === null ? 0 : Math.floor((Date.parse(last) - reader.now().getTime()) / DAY_MS);
  return days < 1 ? [] : [item('clock', days, { at: last })];
}

function backupItems(reader: Reader): Item[] {
  const [last] = knownBackups(reader);
  const families = sql(reader, 'SELECT count(*) FROM familySummary').pluck().get() as number;
  const fresh = last !== undefined && reader.now().getTime() - Date.parse(last.at) < BACKUP_DUE_DAYS * DAY_MS;
  return fresh || families === 0 ? [] : [item('noBackup', 1, { at: last?.at ?? null })];
}

function registerOf(reader: Reader): Home['register'] {
  return sql(reader, `SELECT count(*) AS families, coalesce(sum(members), 0) AS people, count(*) FILTER (WHERE desil IS NULL) AS unranked,
    (SELECT count(*) FROM lineChange l CROSS JOIN familySummary n ON n.family = l.family WHERE l.surveyDate IS NULL AND n.active = 1) AS neverSurveyed FROM familySummary WHERE active = 1`).get() as Home['register'];
}

/**
 * What people wrote here today; what arrived in packages was written elsewhere, and what an office begins with by nobody. A
 * transaction numbers its changes one after the other, so that none of them is read: on the day that a city was imported there
 * are a million.
 */
function changesToday(reader: Reader, user: string): Home['today'] {
  const start = new Date(`${today(reader)}T00:00:00`).toISOString();
  return sql(reader, `SELECT coalesce(sum(last - first + 1), 0) AS changes, coalesce(sum(last - first + 1) FILTER (WHERE userName IS ?), 0) AS mine FROM tx WHERE at >= ? AND ${byPeople}`).get(user, start) as Home['today'];
}

function officeRow({ reader, host }: Context, code: string, neighbour: Neighbour | undefined, households: ReturnType<typeof householdsBelow>, schedules: ReturnType<typeof schedulesHeld>, problemsFrom: ReturnType<typeof problemsOfShutOut>): Home['offices'][number] {
  const { state, lastAt, lastSequence, lastShared, dueOn } = standingOf(reader, code, schedules);
  const arrived = (neighbour?.families ?? heldFamilies(reader, code)) !== null;
  const counts = arrived ? (households.get(code) ?? { families: 0, people: 0 }) : { families: null, people: null };
  const daysSince = lastAt === null ? null : Math.floor((reader.now().getTime() - Date.parse(lastAt)) / DAY_MS);
  const revoked = isShutOut(reader, code);
  const problems = neighbour === undefined ? problemsFrom(code).map((problem) => ({ ...problem, params: { ...problem.params } })) : [];
  return {
    code, name: host.regions().get(code)?.displayName ?? code, lastPackage: lastAt, sequence: lastSequence, shared: lastShared, ...counts,
    // By the schedule, as on Wilayah; one whose card was revoked is neither punctual nor late.
    daysSince, late: state === 'late' && !revoked, scheduled: dueOn !== null, sent: lastAt !== null || counts.families !== null, open: (neighbour?.openHere ?? 0) > 0, revoked, problems,
  };
}

/** Families that arrived through another office; null when there are none, because nothing is not 0. */
function heldFamilies(reader: Reader, code: string): number | null {
  const n = sql(reader, 'SELECT count(*) FROM familySummary WHERE region = ?').pluck().get(code) as number;
  return n === 0 ? null : n;
}
