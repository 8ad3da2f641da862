import { acceptExits } from '../../registry/enrolment/accept-exits.ts';
import { previewBulk, runBulk } from '../../registry/enrolment/bulk-enrol.ts';
import { unverified, verifyEmergency } from '../../registry/enrolment/emergencies.ts';
import { enrolmentHistory } from '../../registry/enrolment/enrolment-history.ts';
import { checkMoves, moveEnrolments } from '../../registry/enrolment/move-enrolments.ts';
import { lostPengurus, setPengurus } from '../../registry/enrolment/pengurus.ts';
import { printConcerns } from '../../registry/enrolment/print-check.ts';
import { proposedExits } from '../../registry/enrolment/proposed-exits.ts';
import { quotaView, saveQuota } from '../../registry/enrolment/quota.ts';
import { listBulks, undoBulk } from '../../registry/enrolment/undo-bulk.ts';
import { waitingList } from '../../registry/enrolment/waiting-list.ts';
import { checkEnrolment, endEnrolment, enrol } from '../../registry/enrolments.ts';
import type { enrolmentCalls } from '../contract/enrolment.ts';
import type { Handlers } from '../handler.ts';

export const enrolmentHandlers: Handlers<keyof typeof enrolmentCalls> = {
  'enrolment.create': (input, { writer, actor, session, changed }) => {
    const made = enrol(writer, actor, { ...input, mayForbidden: session.permissions.includes('enrol.override') });
    changed('programme', 'register');
    return made;
  },
  'enrolment.check': (input, { reader, scope, session }) => checkEnrolment(reader, scope, input, input.lang, session.permissions.includes('health.read')),
  'enrolment.move': (input, { writer, actor, session, changed }) => {
    const moved = moveEnrolments(writer, actor, { ...input, mayForbidden: session.permissions.includes('enrol.override') });
    changed('programme', 'register');
    return moved;
  },
  'enrolment.moveCheck': (input, { reader, scope, session }) => checkMoves(reader, scope, input, input.lang, session.permissions.includes('health.read')),
  'enrolment.end': (input, { writer, actor, changed }) => {
    const moved = endEnrolment(writer, actor, input);
    changed('programme', 'register');
    return moved;
  },
  'enrolment.history': ({ id }, { reader, scope }) => enrolmentHistory(reader, id, scope),
  'enrolment.exits': ({ programme }, { reader, scope }) => proposedExits(reader, scope, programme),
  'enrolment.acceptExits': (input, { writer, actor, changed }) => {
    const done = acceptExits(writer, actor, input);
    changed('programme', 'register');
    return done;
  },
  'enrolment.pengurusLost': ({ family }, { reader, scope }) => lostPengurus(reader, scope, family),
  'enrolment.setPengurus': (input, { writer, actor, changed }) => {
    setPengurus(writer, actor, input);
    changed('programme', 'register');
    return { ok: true };
  },
  'enrolment.unverified': ({ programme }, { reader, scope }) => unverified(reader, scope, programme),
  'enrolment.verify': (input, { writer, actor, changed }) => {
    const done = verifyEmergency(writer, actor, input);
    changed('programme');
    return done;
  },
  'enrolment.bulkPreview': (input, { reader, scope, session }) => previewBulk(reader, scope, input, input.lang, session.permissions.includes('health.read')),
  'enrolment.bulk': (input, { writer, actor, changed }) => {
    const done = runBulk(writer, actor, input);
    changed('programme', 'register');
    return done;
  },
  'enrolment.bulks': (_input, { reader }) => listBulks(reader),
  'enrolment.bulkUndo': ({ batch, reason }, { writer, actor, changed }) => {
    const done = undoBulk(writer, actor, batch, reason);
    changed('programme', 'register');
    return done;
  },
  'quota.get': ({ programme }, { reader, scope, host }) => {
    const view = quotaView(reader, programme, scope);
    return { ...view, rows: view.rows.map((row) => ({ ...row, regionName: host.regions().get(row.region)?.displayName ?? row.region })) };
  },
  'quota.save': (input, { writer, actor, changed }) => {
    const saved = saveQuota(writer, actor, input);
    changed('programme');
    return saved;
  },
  'quota.waiting': ({ programme, region, lang, limit }, { reader, scope }) => waitingList(reader, programme, region, scope, lang, limit),
  'programme.printCheck': ({ programme, lang }, { reader, scope }) => printConcerns(reader, programme, scope, lang),
};
