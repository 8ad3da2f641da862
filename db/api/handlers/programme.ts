import { checkAid } from '../../registry/aid-check.ts';
import { today } from '../../store/office.ts';
import { closedTo, viewWithoutClosed } from '../../registry/closed-answers.ts';
import { endAidRule, listAidRules, saveAidRule } from '../../registry/aid/aid-rules.ts';
import { tryAidRule } from '../../registry/aid/try-rule.ts';
import { getProgramme, listProgrammes, saveProgramme } from '../../registry/programmes.ts';
import { listRecipients } from '../../registry/recipients.ts';
import { petitionsAtCounter } from '../../registry/petitions/counter.ts';
import type { programmeCalls } from '../contract/programme.ts';
import type { Handlers } from '../handler.ts';
import { petitionWays } from './petitions.ts';

export const programmeHandlers: Handlers<keyof typeof programmeCalls> = {
  'programme.list': (_input, { reader }) => listProgrammes(reader),
  'programme.get': ({ id }, { reader }) => getProgramme(reader, id),
  'programme.save': (input, { writer, actor, changed }) => {
    const saved = saveProgramme(writer, actor, input);
    changed('programme');
    return saved;
  },
  'programme.recipients': ({ programme, status, after, limit }, { reader, scope }) => listRecipients(reader, programme, status, after, limit, scope),
  'aidRule.list': (_input, { reader }) => listAidRules(reader),
  'aidRule.save': (input, { writer, actor, changed }) => {
    const saved = saveAidRule(writer, actor, input);
    changed('programme');
    return saved;
  },
  'aidRule.end': ({ id, reason }, { writer, actor, changed }) => {
    endAidRule(writer, actor, id, reason);
    changed('programme');
    return { ok: true };
  },
  'aidRule.try': ({ id, content }, { reader, scope }) => tryAidRule(reader, scope, content, id),
  'aid.check': (input, { writer, actor, session, reader }) => {
    const answer = checkAid(writer, actor, input);
    const checked = { ...answer, petitions: petitionsAtCounter(writer, actor.scope, { family: answer.family?.id ?? null, nik: answer.found ? null : (input.nik ?? null) }, petitionWays(writer)) };
    return checked.family === null ? checked : { ...checked, family: viewWithoutClosed(checked.family, closedTo(session.permissions), today(reader)) };
  },
};
