import { checkAid } from '../../registry/aid-check.ts';
import { viewWithoutHealth } from '../../registry/health-answers.ts';
import { endEnrolment, enrol } from '../../registry/enrolments.ts';
import { getProgramme, listProgrammes, saveProgramme } from '../../registry/programmes.ts';
import { listRecipients } from '../../registry/recipients.ts';
import type { programmeCalls } from '../contract/programme.ts';
import type { Handlers } from '../handler.ts';

export const programmeHandlers: Handlers<keyof typeof programmeCalls> = {
  'programme.list': (_input, { reader }) => listProgrammes(reader),
  'programme.get': ({ id }, { reader }) => getProgramme(reader, id),
  'programme.save': (input, { writer, actor, changed }) => {
    const saved = saveProgramme(writer, actor, input);
    changed('programme');
    return saved;
  },
  'programme.recipients': ({ programme, status, after, limit }, { reader, scope }) => listRecipients(reader, programme, status, after, limit, scope),
  'enrolment.create': (input, { writer, actor, changed }) => {
    const made = enrol(writer, actor, input);
    changed('programme', 'register');
    return made;
  },
  'enrolment.end': (input, { writer, actor, changed }) => {
    endEnrolment(writer, actor, input);
    changed('programme', 'register');
    return { ok: true };
  },
  'aid.check': (input, { writer, actor, session }) => {
    const checked = checkAid(writer, actor, input);
    return checked.family === null || session.permissions.includes('health.read') ? checked : { ...checked, family: viewWithoutHealth(checked.family) };
  },
};
