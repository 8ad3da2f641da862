import { decideConflict } from '../../handoff/decide-conflict.ts';
import { listConflicts } from '../../handoff/list-conflicts.ts';
import { requireWholeOffice } from '../../registry/access.ts';
import { countPairs, listPairs } from '../../registry/duplicates/list-pairs.ts';
import { decidePair } from '../../registry/duplicates/decide-pair.ts';
import { decidePackage, packageQuestions } from '../../registry/duplicates/pairs-by-package.ts';
import { pairText } from '../../registry/duplicates/pair-texts.ts';
import { showPair } from '../../registry/duplicates/show-pair.ts';
import { undoDecision } from '../../registry/duplicates/undo-decision.ts';
import { closedTo, isOpenField } from '../../registry/closed-answers.ts';
import { joinFamilies } from '../../registry/join-families.ts';
import { leaveHousehold, setHousehold } from '../../registry/households.ts';
import { splitFamily } from '../../registry/split-family.ts';
import { fieldLabel } from '../../rules/text.ts';
import type { duplicateCalls } from '../contract/duplicate.ts';
import type { Handlers } from '../handler.ts';
import { lookForDuplicates } from '../look-for-duplicates.ts';
import { officeNames } from '../open-questions.ts';

export const duplicateHandlers: Handlers<keyof typeof duplicateCalls> = {
  'duplicate.scan': ({ job, all }, context) => lookForDuplicates(context, job, all),
  'duplicate.list': (query, context) => listPairs(context.reader, query, context.scope, officeNames(context)),
  'duplicate.count': (_input, { reader, scope }) => countPairs(reader, scope),
  'duplicate.packages': (_input, context) => packageQuestions(context.reader, context.scope, officeNames(context)),
  'duplicate.decidePackage': async (input, { writer, actor, changed }) => {
    const counts = await decidePackage(writer, actor, input);
    changed('register', 'programme', 'office');
    return counts;
  },
  'duplicate.show': ({ id, lang }, context) => {
    const view = showPair(context.reader, id, lang, context.scope, officeNames(context));
    const closed = closedTo(context.session.permissions);
    return { ...view, fields: view.fields.filter(({ field }) => isOpenField(view.kind, field, closed)) };
  },
  'duplicate.decide': ({ lang, ...input }, context) => {
    const { writer, actor, changed, reader, scope } = context;
    const decided = decidePair(writer, actor, input);
    changed('register', 'programme', 'office');
    const { left, right } = showPair(reader, input.id, lang, scope, officeNames(context));
    const key = decided.state === 'merged' ? 'done.merged' : decided.state === 'proposed' ? 'done.proposed' : decided.state === 'later' ? 'done.later' : 'done.different';
    const waits = decided.held > 0 ? ` ${pairText(lang, 'done.held', { n: decided.held })}` : '';
    return { ...decided, message: `${pairText(lang, key, { left: left.officeName, right: right.officeName })}${waits}` };
  },
  'duplicate.undo': ({ id, reason }, { writer, actor, changed }) => {
    const { restored, kept } = undoDecision(writer, actor, id, reason);
    changed('register', 'programme', 'office');
    return { id, state: 'open', restored, kept: kept.map((one) => ({ ...one, label: fieldLabel('id', one.entity, one.field) })) };
  },
  'conflict.list': ({ lang, notes }, context) => {
    requireWholeOffice(context.reader, context.scope);
    const conflicts = listConflicts(context.reader, lang, officeNames(context), notes);
    const closed = closedTo(context.session.permissions);
    return conflicts.filter(({ entity, field }) => isOpenField(entity as 'person', field, closed));
  },
  'conflict.decide': (input, { writer, actor, changed }) => {
    const decided = decideConflict(writer, actor, input);
    changed('register', 'package', 'office');
    return { ...decided, message: pairText('id', 'done.conflict', {}) };
  },
  'family.split': (input, { writer, actor, changed }) => {
    const result = splitFamily(writer, actor, input);
    changed('register');
    return result;
  },
  'family.join': (input, { writer, actor, changed }) => {
    const result = joinFamilies(writer, actor, input);
    changed('register');
    return result;
  },
  'household.set': (input, { writer, actor, changed }) => {
    const result = setHousehold(writer, actor, input);
    changed('register');
    return result;
  },
  'household.leave': ({ family, reason }, { writer, actor, changed }) => {
    const result = leaveHousehold(writer, actor, family, reason ?? null);
    changed('register');
    return result;
  },
};
