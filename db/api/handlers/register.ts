import { candidateLines } from '../../registry/candidate-lines.ts';
import { changesOfDay } from '../../registry/changes-of-day.ts';
import { discardDraft, saveDraft } from '../../registry/drafts.ts';
import { familyFacets } from '../../registry/family-facets.ts';
import { countFamilies, listFamilies } from '../../registry/family-list.ts';
import { checkFamilyInput, saveFamily } from '../../registry/family-save.ts';
import { familyView, showRecord } from '../../registry/family-view.ts';
import { closedTo, entriesWithoutClosed, isOpenField, viewWithoutClosed, withoutClosed } from '../../registry/closed-answers.ts';
import { recordHistory } from '../../registry/history.ts';
import { recordBirth, recordDeath } from '../../registry/life-events.ts';
import { arrive, changeHead, moveOut } from '../../registry/moves.ts';
import { addRanking } from '../../registry/rankings.ts';
import { recordAsOf } from '../../registry/as-of.ts';
import { needKind } from '../../registry/record-kind.ts';
import { changeRecord, familyForEdit, revealIdentifier } from '../../registry/record-change.ts';
import { search } from '../../registry/search.ts';
import { isHealthTag } from '../../rules/tags/tags.ts';
import { fail } from '../../rules/failure.ts';
import type { FieldValues } from '../../rules/field.ts';
import { ADULT } from '../../rules/privacy/field-classes.ts';
import { today } from '../../store/office.ts';
import type { registerCalls } from '../contract/register.ts';
import type { Context, Handlers } from '../handler.ts';
import { requireNoChild } from '../without-children.ts';
import { withoutNumbers } from '../without-numbers.ts';
import { requireOwnDraft, visibleDraft, visibleDrafts } from '../visible-drafts.ts';

/** The classes of specific data that this user is not told. */
const closed = ({ session }: Context) => closedTo(session.permissions);

/** Refuses to write what the user may not read. Error: NOT_ALLOWED. */
function requireOpen(context: Context, call: string, entity: 'family' | 'person', values: FieldValues): void {
  const shut = closed(context);
  if (Object.entries(values).some(([field, value]) => value !== null && !isOpenField(entity, field, shut))) fail('NOT_ALLOWED', { role: context.session.user.role, call });
}

export const registerHandlers: Handlers<keyof typeof registerCalls> = {
  'family.list': ({ filter, sort, after, limit }, { reader, scope }) => listFamilies(reader, filter, sort, after, limit, scope),
  'family.count': ({ filter }, { reader, scope }) => countFamilies(reader, filter, scope),
  'family.facets': (_input, context) => {
    const { reader, scope, host } = context;
    const facets = familyFacets(reader, scope);
    const areas = facets.areas.map((area) => ({ ...area, regionName: host.regions().get(area.region)?.displayName ?? area.region }));
    return { ...facets, areas, tags: !closed(context).has('health') ? facets.tags : facets.tags.filter(({ tag }) => !isHealthTag(tag)) };
  },
  'family.get': ({ id }, context) => {
    const view = familyView(context.reader, id, context.scope);
    return viewWithoutClosed(view, closed(context), today(context.reader));
  },
  'family.forEdit': ({ id }, context) => {
    const { values, people, ...rest } = familyForEdit(context.writer, context.actor, id);
    const [shut, day] = [closed(context), today(context.reader)];
    return { ...rest, values: withoutClosed('family', values, shut, day), people: people.map((person) => ({ ...person, values: withoutClosed('person', person.values, shut, day) })) };
  },
  'family.save': (input, context) => {
    const { writer, actor, changed } = context;
    requireOpen(context, 'family.save', 'family', input.values);
    for (const { values } of input.people) requireOpen(context, 'family.save', 'person', values);
    const saved = saveFamily(writer, actor, input);
    changed('register', 'draft');
    return saved;
  },
  'family.check': (input, { reader, scope }) => checkFamilyInput(reader, input, scope),
  'person.candidates': ({ values, lang, ...options }, { reader, scope }) => candidateLines(reader, values, options, lang, scope),
  'record.change': (input, context) => {
    const { writer, actor, changed } = context;
    requireOpen(context, 'record.change', input.entity, input.values);
    const result = changeRecord(writer, actor, input);
    changed('register');
    return result;
  },
  'record.reveal': ({ entity, id, field }, context) => {
    requireNoChild(context, id);
    return revealIdentifier(context.writer, context.actor, entity, id, field);
  },
  'record.show': ({ id }, context) => {
    const entity = needKind(context.reader, id, context.scope);
    const shown = showRecord(context.reader, id, context.scope);
    const [shut, day] = [closed(context), today(context.reader)];
    return { ...shown, values: withoutNumbers(withoutClosed(entity, shown.values, shut, day)), family: shown.family && viewWithoutClosed(shown.family, shut, day) };
  },
  'record.history': ({ id, limit, lang }, context) => {
    const entries = recordHistory(context.reader, id, limit, context.scope, lang);
    return withoutNumbers(entriesWithoutClosed(context.reader, entries, closed(context)));
  },
  'record.asOf': ({ id, date }, context) => {
    const { entity, values } = recordAsOf(context.reader, id, date, context.scope);
    return { entity, values: values && withoutNumbers(withoutClosed(entity, values, closed(context), today(context.reader))) };
  },
  'changes.list': ({ date, user, limit, lang }, context) => {
    const { reader, scope } = context;
    const day = changesOfDay(reader, { date: date ?? today(reader), user, limit, lang }, scope);
    return { ...day, entries: withoutNumbers(entriesWithoutClosed(reader, day.entries, closed(context))) };
  },
  search: ({ text, limit }, context) => {
    const hits = search(context.reader, text, limit, context.scope);
    return closed(context).has('child') ? hits.filter((hit) => hit.kind !== 'person' || hit.age === null || hit.age >= ADULT) : hits;
  },
  'person.birth': (input, { writer, actor, changed }) => {
    const result = recordBirth(writer, actor, input);
    changed('register');
    return result;
  },
  'person.death': (input, { writer, actor, changed }) => {
    const result = recordDeath(writer, actor, input);
    changed('register');
    return result;
  },
  'person.move': (input, { writer, actor, changed }) => {
    const result = moveOut(writer, actor, input);
    changed('register');
    return result;
  },
  'person.arrive': (input, { writer, actor, changed }) => {
    const result = arrive(writer, actor, input);
    changed('register');
    return result;
  },
  'family.changeHead': (input, { writer, actor, changed }) => {
    const head = changeHead(writer, actor, input);
    changed('register');
    return head;
  },
  'ranking.add': (input, { writer, actor, changed }) => {
    const made = addRanking(writer, actor, input);
    changed('register');
    return made;
  },
  'draft.save': (input, context) => {
    const { writer, session, changed } = context;
    requireOwnDraft(context, input.id);
    const saved = saveDraft(writer, session.user.displayName, input);
    changed('draft');
    return saved;
  },
  'draft.list': (_input, context) => visibleDrafts(context),
  'draft.get': ({ id }, context) => visibleDraft(context, id),
  'draft.discard': ({ id }, context) => {
    const { writer, changed } = context;
    requireOwnDraft(context, id);
    discardDraft(writer, id);
    changed('draft');
    return { ok: true };
  },
};
