import type { Subject } from '../reports/outside/subjects.ts';
import { sql } from '../store/office.ts';
import type { HandlerInput } from './contract.ts';
import type { Context } from './handler.ts';
import { subjectsOf } from './outside.ts';

/** Keeps, within the transaction that logs a file, whom it was about, so that an incident with it can name them. Counts are about nobody. */
export function keepDisclosed(input: Pick<HandlerInput<'report.save'>, 'name' | 'params' | 'period' | 'profile' | 'agreement'>, tx: number, context: Context): void {
  const { name, params, period, profile, agreement } = input;
  if (profile === 'aggregate' || name === 'import-rows') return;
  const { writer } = context;
  const subjects = subjectsOf({ name, params, period, profile: 'masked', agreement }, context) ?? recipientsOf(context, String(params.programme ?? ''));
  const [ofPerson, ofFamily] = [sql(writer, 'SELECT id FROM person WHERE uid = ?').pluck(), sql(writer, 'SELECT id FROM person WHERE family = ?').pluck()];
  const keep = sql(writer, 'INSERT OR IGNORE INTO disclosed (tx, person) VALUES (?, ?)');
  for (const { family, person } of subjects) for (const id of (person === null ? ofFamily.all(family) : ofPerson.all(person)) as number[]) keep.run(tx, id);
}

function recipientsOf({ writer }: Context, programme: string): Subject[] {
  return sql(writer, `SELECT coalesce(p.family, e.family) AS family, e.person AS person FROM enrolment e LEFT JOIN person p ON p.uid = e.person
    WHERE (? = '' OR e.programme = ?) AND e.voided IS NULL`).all(programme, programme) as Subject[];
}
