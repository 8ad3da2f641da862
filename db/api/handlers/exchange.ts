import { listRelays } from '../../handoff/relay/keep.ts';
import { listTransfers } from '../../handoff/transfer/list-transfers.ts';
import { acceptTransfer, refuseTransfer, startTransfer, withdrawTransfer } from '../../handoff/transfer/transfer.ts';
import { cancelUpload, queueUploads, uploadStatus } from '../../handoff/upload/queue.ts';
import { isUploading, runUploads } from '../../handoff/upload/run.ts';
import { requireWholeOffice } from '../../registry/access.ts';
import { answerTask } from '../../registry/tasks/answer-task.ts';
import { issueList, withdrawList } from '../../registry/tasks/issue-list.ts';
import { listProgress, listTasks } from '../../registry/tasks/list-tasks.ts';
import { fail } from '../../rules/failure.ts';
import type { exchangeCalls } from '../contract/exchange.ts';
import type { Handlers } from '../handler.ts';
import { tellAnyway } from '../tell-anyway.ts';
import { wasSent } from '../was-sent.ts';
import { sessionOf, watch } from '../watch-job.ts';

export const exchangeHandlers: Handlers<keyof typeof exchangeCalls> = {
  'transfer.start': async (input, context) => {
    const region = context.host.regions().get(input.to) ?? fail('UNKNOWN_REGION', { code: input.to });
    const made = await startTransfer(sessionOf(context), context.scope, { ...input, toName: region.displayName });
    context.changed('register', 'package');
    return made;
  },
  'transfer.list': (query, { reader }) => listTransfers(reader, query),
  'transfer.accept': async ({ id }, context) => {
    requireWholeOffice(context.writer, context.scope);
    const made = await acceptTransfer(sessionOf(context), id);
    context.changed('register', 'package');
    return made;
  },
  'transfer.refuse': async ({ id, reason }, context) => {
    requireWholeOffice(context.writer, context.scope);
    const made = await refuseTransfer(sessionOf(context), id, reason);
    context.changed('register', 'package');
    return made;
  },
  'transfer.withdraw': async ({ id, reason }, context) => {
    requireWholeOffice(context.writer, context.scope);
    const made = await withdrawTransfer(sessionOf(context), id, reason);
    context.changed('register', 'package');
    return made;
  },
  'relay.list': (_input, { reader }) => listRelays(reader),
  'target.issue': (input, { writer, actor, changed }) => {
    const made = issueList(writer, actor, input);
    changed('register');
    return made;
  },
  'target.list': (_input, { reader, host }) =>
    listProgress(reader, (code) => host.regions().get(code)?.displayName ?? code, ({ office, id }) => wasSent(reader, office, id)),
  'target.void': ({ id, reason }, { writer, actor, changed }) => {
    withdrawList(writer, actor, id, reason);
    changed('register');
    return { id };
  },
  'task.list': (query, { reader, scope }) => listTasks(reader, query, scope),
  'task.answer': (answer, { writer, actor, changed }) => {
    const made = answerTask(writer, actor, answer);
    changed('register');
    return made;
  },
  'upload.status': (_input, { reader }) => uploadStatus(reader),
  'upload.queue': ({ packageIds }, { writer, changed }) => {
    if (uploadStatus(writer).address === null) fail('UPLOAD_OFF');
    const queued = queueUploads(writer, packageIds);
    changed('package');
    return { queued };
  },
  'upload.run': ({ job }, context) => {
    // Every screen that tells of the queue says at once that it is under way.
    context.changed('package');
    return tellAnyway(context, ['package', 'register', 'office'], () => runUploads(sessionOf(context), { now: true }, watch(context, job)));
  },
  'upload.running': (_input, { writer }) => ({ running: isUploading(writer) }),
  'upload.cancel': ({ packageId }, { writer, changed }) => {
    const cancelled = cancelUpload(writer, packageId);
    changed('package');
    return { cancelled };
  },
};
