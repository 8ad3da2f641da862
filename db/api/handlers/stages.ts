import { progressOf } from '../../registry/progress.ts';
import { recordStages, voidStage } from '../../registry/stages/record-stages.ts';
import { stageBoard, stagesDue } from '../../registry/stages/stage-board.ts';
import type { stageCalls } from '../contract/stages.ts';
import type { Handlers } from '../handler.ts';

export const stageHandlers: Handlers<keyof typeof stageCalls> = {
  'stage.board': ({ programme }, { reader, scope }) => stageBoard(reader, programme, scope),
  'stage.record': (input, { writer, actor, changed }) => {
    const done = recordStages(writer, actor, input);
    changed('programme');
    return done;
  },
  'stage.void': ({ id, reason }, { writer, actor, changed }) => {
    voidStage(writer, actor, id, reason);
    changed('programme');
    return { ok: true };
  },
  'stage.due': ({ programme }, { reader, scope }) => stagesDue(reader, scope, programme),
  'programme.progress': ({ id, year }, { reader, scope }) => progressOf(reader, id, scope, year),
};
