import { letThrough } from '../../intake/let-through.ts';
import { distributionList } from '../../registry/enrolment/distribution-list.ts';
import { may } from '../../rules/roles.ts';
import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { programmeWorkCalls } from '../contract/programme-work.ts';
import type { Context, Handlers } from '../handler.ts';
import { standBeside } from '../second-person.ts';
import type { Second } from '../second-person.ts';
import { staged } from './intake.ts';

export const programmeWorkHandlers: Handlers<keyof typeof programmeWorkCalls> = {
  'import.letThrough': ({ staging, job, lang, second, ...given }, context) => {
    const by = given.reason === null ? '' : whoSetsAside(context, second);
    return staged(context, { staging, job, lang }, (at) => letThrough(at, given, by));
  },
  'programme.printList': ({ programme, purpose, anyway, lang }, { writer, scope, meta }) => {
    const { rows, followUp, notes, let: through } = distributionList(writer, programme, scope, { lang, anyway });
    const detail = { kind: 'print', what: `programme.recipients ${programme}`, count: rows.length, ...(through.length > 0 && { anyway: anyway ?? '', records: through.slice(0, 50).map((one) => one.enrolment).join(',') }) };
    writeChanges(writer, meta('access', { reason: purpose, detail }), () => undefined);
    return { rows: rows.map((row) => ({ ...row, note: notes.get(row.id) ?? null })), followUp };
  },
};

/** The name of whoever answers for setting a forbidding rule aside: the user, or the one who stands beside them. Errors: OVERRIDE_SECOND, as `standBeside`. */
function whoSetsAside(context: Context, second: Second | undefined): string {
  const { session, actor } = context;
  if (session.permissions.includes('enrol.override')) return actor.user.name;
  return second ? standBeside(context, second, (role) => may(role, 'enrol.override')) : fail('OVERRIDE_SECOND');
}
