import { candidateLines } from '../../registry/candidate-lines.ts';
import { changesOfDay } from '../../registry/changes-of-day.ts';
import { discardDraft, saveDraft } from '../../registry/drafts.ts';
import { familyFacets } from '../../registry/family-facets.ts';
import { countFamilies, listFamilies } from '../../registry/family-list.ts';
import { checkFamilyInput, saveFamily } from '../../registry/family-save.ts';
import { familyView, showRecord } from '../../registry/family-view.ts';
import { entriesWithoutHealth, viewWithoutHealth, withoutHealth } from '../../registry/health-answers.ts';
import { recordHistory } from '../../registry/history.ts';
import { recordBirth, recordDeath } from '../../registry/life-events.ts';
import { arrive, changeHead, moveOut } from '../../registry/moves.ts';
import { addRanking } from '../../registry/rankings.ts';
import { recordAsOf } from '../../registry/as-of.ts';
import { needKind } from '../../registry/record-kind.ts';
import { changeRecord, familyForEdit, revealIdentifier } from '../../registry/record-change.ts';
import { search } from '../../registry/search.ts';
import { isHealthTag } from '../../rules/tags/tags.ts';
import { today } from '../../store/office.ts';
import type { registerCalls } from '../contract/register.ts';
import type { Context, Handlers } from '../handler.ts';
import { requireOwnDraft, visibleDraft, visibleDrafts } from '../visible-drafts.ts';

/** Whether this user's role may see health answers; the others are told everything but those. */
function seesHealth({ session }: Context): boolean {
  return session.permissions.includes('health.read');
}

export const registerHandlers: Handlers<keyof typeof registerCalls> = {
  'family.list': ({ filter, sort, after, limit }, { reader, scope }) => listFamilies(reader, filter, sort, after, limit, scope),
  'family.count': ({ filter }, { reader, scope }) => countFamilies(reader, filter, scope),
  'family.facets': (_input, context) => {
    const { reader, scope, host } = context;
    const facets = familyFacets(reader, scope);
    const areas = facets.areas.map((area) => ({ ...area, regionName: host.regions().get(area.region)?.displayName ?? area.region }));
    return { ...facets, areas, tags: seesHealth(context) ? facets.tags : facets.tags.filter(({ tag }) => !isHealthTag(tag)) };
  },
  'family.get': ({ id }, context) => {
    const view = familyView(context.reader, id, context.scope);
    return seesHealth(context) ? view : viewWithoutHealth(view);
  },
  'family.forEdit': ({ id }, { writer, actor }) => familyForEdit(writer, actor, id),
  'family.save': (input, { writer, actor, changed }) => {
    const saved = saveFamily(writer, actor, input);
    changed('register', 'draft');
    return saved;
  },
  'family.check': (input, { reader, scope }) => checkFamilyInput(reader, input, scope),
  'person.candidates': ({ values, lang, ...options }, { reader, scope }) => candidateLines(reader, values, options, lang, scope),
  'record.change': (input, { writer, actor, changed }) => {
    const result = changeRecord(writer, actor, input);
    changed('register');
    return result;
  },
  'record.reveal': ({ entity, id, field }, { writer, actor }) => revealIdentifier(writer, actor, entity, id, field),
  'record.show': ({ id }, context) => {
    const entity = needKind(context.reader, id, context.scope);
    const shown = showRecord(context.reader, id, context.scope);
    return seesHealth(context) ? shown : { ...shown, values: withoutHealth(entity, shown.values), family: shown.family && viewWithoutHealth(shown.family) };
  },
  'record.history': ({ id, limit, lang }, context) => {
    const entries = recordHistory(context.reader, id, limit, context.scope, lang);
    return seesHealth(context) ? entries : entriesWithoutHealth(entries);
  },
  'record.asOf': ({ id, date }, context) => {
    const { entity, values } = recordAsOf(context.reader, id, date, context.scope);
    return { entity, values: values && !seesHealth(context) ? withoutHealth(entity, values) : values };
  },
  'changes.list': ({ date, user, limit, lang }, context) => {
    const { reader, scope } = context;
    const day = changesOfDay(reader, { date: date ?? today(reader), user, limit, lang }, scope);
    return seesHealth(context) ? day : { ...day, entries: entriesWithoutHealth(day.entries) };
  },
  search: ({ text, limit }, { reader, scope }) => search(reader, text, limit, scope),
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
    changeHead(writer, actor, input);
    changed('register');
    return { ok: true };
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
