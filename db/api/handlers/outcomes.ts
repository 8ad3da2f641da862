import { listCheckpoints, makeCheckpoint } from '../../registry/checkpoints/checkpoints.ts';
import type { Checkpoint } from '../../registry/checkpoints/checkpoints.ts';
import type { outcomeCalls } from '../contract/outcomes.ts';
import type { Handlers } from '../handler.ts';

export const outcomeHandlers: Handlers<keyof typeof outcomeCalls> = {
  'checkpoint.list': (_input, { reader }) => listCheckpoints(reader).map(shown),
  'checkpoint.make': ({ title }, { writer, session, changed }) => {
    const made = makeCheckpoint(writer, title, session.user.displayName);
    changed('register');
    return shown(made);
  },
};

function shown({ id, day, kind, title, madeAt, madeBy, families, people }: Checkpoint) {
  return { id, day, kind, title, madeAt, madeBy, families, people };
}
