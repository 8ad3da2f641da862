import { listGroups } from '../../registry/groups/group-list.ts';
import { groupView } from '../../registry/groups/group-view.ts';
import { addMember, changeMember, voidMember } from '../../registry/groups/members.ts';
import { endGroup, reportFigure, saveGroup, voidFigure } from '../../registry/groups/save-group.ts';
import { houseChoices, setHouse } from '../../registry/houses.ts';
import type { groupCalls } from '../contract/groups.ts';
import type { Context, Handlers } from '../handler.ts';

const ok = { ok: true } as const;

export const groupHandlers: Handlers<keyof typeof groupCalls> = {
  'group.list': (filter, { reader, scope }) => listGroups(reader, filter, scope),
  'group.get': ({ id }, { reader, scope }) => groupView(reader, id, scope),
  'group.save': (input, context) => told(context, saveGroup(context.writer, context.actor, input)),
  'group.end': ({ id, date, reason }, context) => {
    endGroup(context.writer, context.actor, id, date, reason);
    return told(context, ok);
  },
  'group.addMember': (input, context) => told(context, addMember(context.writer, context.actor, input)),
  'group.changeMember': (input, context) => {
    changeMember(context.writer, context.actor, input);
    return told(context, ok);
  },
  'group.voidMember': ({ id, reason }, context) => {
    voidMember(context.writer, context.actor, id, reason);
    return told(context, ok);
  },
  'group.report': (input, context) => told(context, reportFigure(context.writer, context.actor, input)),
  'group.voidReport': ({ id, reason }, context) => {
    voidFigure(context.writer, context.actor, id, reason);
    return told(context, ok);
  },
  'house.choices': ({ family }, { reader, scope }) => houseChoices(reader, family, scope),
  'house.set': (input, context) => told(context, setHouse(context.writer, context.actor, input)),
};

/** Tells the window that groups or houses changed, and answers. */
function told<T>({ changed }: Context, answer: T): T {
  changed('programme', 'register');
  return answer;
}
