import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { needFamily, needPerson, needRecord } from '../access.ts';
import type { Actor } from '../access.ts';
import { isOutcome } from './list-tasks.ts';

export interface TaskAnswer {
  readonly id: string;
  readonly outcome: number;
  readonly note?: string;
  readonly family?: string;
  readonly person?: string;
}

/**
 * Answers a task of this office; a later answer replaces an earlier one. Errors: NOT_FOUND, NOT_OWNER (another office's
 * task), TASK_WITHDRAWN, INVALID_INPUT.
 */
export function answerTask(office: Writer, actor: Actor, answer: TaskAnswer): { id: string } {
  const task = needRecord(office, 'task', answer.id);
  const owner = office.identity.code;
  if (task.values.office !== owner) fail('NOT_OWNER', { owner: String(task.values.office) });
  if (needRecord(office, 'targetList', String(task.values.list)).values.withdrawn !== null) fail('TASK_WITHDRAWN');
  if (!isOutcome(answer.outcome)) fail('INVALID_INPUT', { detail: 'outcome' });
  if (answer.family !== undefined) needFamily(office, answer.family, actor.scope);
  if (answer.person !== undefined) needPerson(office, answer.person, actor.scope);
  const values = { outcome: answer.outcome, note: answer.note ?? null, family: answer.family ?? null, person: answer.person ?? null, doneOn: today(office), doneBy: actor.user.name };
  return writeChanges(office, { user: actor.user, kind: 'target', reason: 'task.answer' }, (log) => {
    const earlier = sql(office, 'SELECT id, uid FROM taskResult WHERE task = ? AND owner = ? ORDER BY id DESC LIMIT 1').get(task.uid, owner) as { id: number; uid: string } | undefined;
    if (!earlier) return { id: log.create('taskResult', { owner, task: task.uid, ...values }).uid };
    log.update('taskResult', earlier.id, values);
    return { id: earlier.uid };
  });
}
