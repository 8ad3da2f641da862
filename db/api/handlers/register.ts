import { changesOfDay } from '../../registry/changes-of-day.ts';
import { discardDraft, getDraft, listDrafts, saveDraft } from '../../registry/drafts.ts';
import { familyFacets } from '../../registry/family-facets.ts';
import { countFamilies, listFamilies } from '../../registry/family-list.ts';
import { checkFamilyInput, saveFamily } from '../../registry/family-save.ts';
import { familyView, showRecord } from '../../registry/family-view.ts';
import { recordHistory } from '../../registry/history.ts';
import { recordBirth, recordDeath } from '../../registry/life-events.ts';
import { arrive, changeHead, moveOut } from '../../registry/moves.ts';
import { addRanking } from '../../registry/rankings.ts';
import { recordAsOf } from '../../registry/as-of.ts';
import { needKind } from '../../registry/record-kind.ts';
import { changeRecord, familyForEdit, revealIdentifier } from '../../registry/record-change.ts';
import { search } from '../../registry/search.ts';
import { today } from '../../store/office.ts';
import type { registerCalls } from '../contract/register.ts';
import type { Handlers } from '../handler.ts';

export const registerHandlers: Handlers<keyof typeof registerCalls> = {
  'family.list': ({ filter, sort, after, limit }, { reader, scope }) => listFamilies(reader, filter, sort, after, limit, scope),
  'family.count': ({ filter }, { reader, scope }) => countFamilies(reader, filter, scope),
  'family.facets': (_input, { reader, scope, host }) => {
    const facets = familyFacets(reader, scope);
    const areas = facets.areas.map((area) => ({ ...area, regionName: host.regions().get(area.region)?.displayName ?? area.region }));
    return { ...facets, areas };
  },
  'family.get': ({ id }, { reader, scope }) => familyView(reader, id, scope),
  'family.forEdit': ({ id }, { writer, actor }) => familyForEdit(writer, actor, id),
  'family.save': (input, { writer, actor, changed }) => {
    const saved = saveFamily(writer, actor, input);
    changed('register', 'draft');
    return saved;
  },
  'family.check': (input, { reader, scope }) => checkFamilyInput(reader, input, scope),
  'record.change': (input, { writer, actor, changed }) => {
    const result = changeRecord(writer, actor, input);
    changed('register');
    return result;
  },
  'record.reveal': ({ entity, id, field }, { writer, actor }) => revealIdentifier(writer, actor, entity, id, field),
  'record.show': ({ id }, { reader, scope }) => {
    needKind(reader, id, scope);
    return showRecord(reader, id, scope);
  },
  'record.history': ({ id, limit }, { reader, scope }) => recordHistory(reader, id, limit, scope),
  'record.asOf': ({ id, date }, { reader, scope }) => recordAsOf(reader, id, date, scope),
  'changes.list': ({ date, user, limit }, { reader, scope }) => changesOfDay(reader, { date: date ?? today(reader), user, limit }, scope),
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
  'draft.save': (input, { writer, session, changed }) => {
    const saved = saveDraft(writer, session.user.displayName, input);
    changed('draft');
    return saved;
  },
  'draft.list': (_input, { reader }) => listDrafts(reader),
  'draft.get': ({ id }, { reader }) => getDraft(reader, id),
  'draft.discard': ({ id }, { writer, changed }) => {
    discardDraft(writer, id);
    changed('draft');
    return { ok: true };
  },
};
