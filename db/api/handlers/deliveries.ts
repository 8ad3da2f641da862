import { deliveryGrid } from '../../registry/deliveries/delivery-grid.ts';
import { deliveryList, deliveryPhases } from '../../registry/deliveries/delivery-list.ts';
import { proveDeliveries, recordDeliveries, voidDelivery } from '../../registry/deliveries/record-deliveries.ts';
import { partsOfNumber } from '../../registry/deliveries/scan.ts';
import { sayServiceDay } from '../../registry/deliveries/service-days.ts';
import { listDoubles, settleDoubles } from '../../registry/deliveries/settle-doubles.ts';
import { listVisits } from '../../registry/deliveries/visits.ts';
import { distributionList } from '../../registry/enrolment/distribution-list.ts';
import { fail } from '../../rules/failure.ts';
import type { Permission } from '../../rules/roles.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { deliveryCalls } from '../contract/deliveries.ts';
import type { Context, Handlers } from '../handler.ts';
import { officeNames } from '../open-questions.ts';
import { forgetCards, keepCards, keptCards } from '../kept-cards.ts';
import { forgetRefused, keepForLater, refusedOf, waitingOf } from '../waiting-deliveries.ts';

export const deliveryHandlers: Handlers<keyof typeof deliveryCalls> = {
  'delivery.list': ({ programme, phase }, context) => {
    const waiting = waitingOf(context, programme, phase);
    return { ...deliveryList(context.reader, programme, phase, context.scope, false, waiting), waiting: waiting.length, refused: refusedOf(context, programme, phase) };
  },
  'delivery.scan': ({ programme, number }, { reader, scope }) => ({ enrolments: partsOfNumber(reader, programme, number, scope) }),
  'delivery.phases': ({ programme }, { reader }) => deliveryPhases(reader, programme),
  'delivery.record': ({ mayWait, ...run }, context) => {
    if (mayWait && context.host.options.lane === 'read') return keepForLater(context, run);
    const done = recordDeliveries(context.writer, context.actor, run);
    context.changed('programme');
    return { ...done, waiting: 0 };
  },
  'delivery.keepCards': ({ programme, cards }, context) => ({ nos: keepCards(context, programme, cards) }),
  'delivery.keptCards': ({ programme }, context) => keptCards(context, programme),
  'delivery.forgetCards': ({ nos }, context) => {
    forgetCards(context, nos);
    return { ok: true };
  },
  'delivery.forget': ({ nos, reason }, context) => {
    const gone = forgetRefused(context, nos);
    writeChanges(context.writer, context.meta('deliver', { reason, detail: { forgotten: gone.length, runs: JSON.stringify(gone) } }), () => undefined);
    context.changed('programme');
    return { forgotten: gone.length };
  },
  'delivery.void': ({ id, reason }, { writer, actor, changed }) => {
    voidDelivery(writer, actor, id, reason);
    changed('programme');
    return { ok: true };
  },
  'delivery.sign': (input, { writer, actor, changed }) => {
    const done = proveDeliveries(writer, actor, input);
    changed('programme');
    return done;
  },
  'delivery.sheet': ({ programme, phase, identifiers, purpose, anyway, lang }, context) => {
    if (identifiers === 'full') need(context, 'identity.reveal', 'delivery.sheet');
    const list = deliveryList(context.writer, programme, phase, context.scope, identifiers === 'full');
    const { followUp, let: through } = distributionList(context.writer, programme, context.scope, { lang, anyway });
    // Whatever was handed over already stays on the sheet of its phase.
    const handed = new Set(list.rows.filter((row) => row.delivery !== null).map((row) => row.enrolment));
    const held = followUp.filter((one) => !handed.has(one.enrolment));
    const left = new Set(held.map((one) => one.enrolment));
    const rows = list.rows.filter((row) => !left.has(row.enrolment));
    const detail = { kind: 'print', what: `delivery.sheet ${programme} ${phase}`, identifiers, count: rows.length, ...(through.length > 0 && { anyway: anyway ?? '', records: through.slice(0, 50).map((one) => one.enrolment).join(',') }) };
    writeChanges(context.writer, context.meta('access', { reason: purpose, detail }), () => undefined);
    // Who left does not belong on a sheet to sign, nor among those whom it leaves out.
    return { ...list, rows, followUp: list.followUp.filter((one) => one.cause !== 'ended'), held };
  },
  'delivery.grid': ({ programme, month }, { reader, scope }) => deliveryGrid(reader, programme, month, scope),
  'delivery.dayOff': (input, { writer, actor, changed }) => {
    sayServiceDay(writer, actor, input);
    changed('programme');
    return { ok: true };
  },
  'delivery.doubles': (_input, context) => listDoubles(context.reader, context.scope, officeNames(context)),
  'delivery.settleDoubles': (input, { writer, actor, changed }) => {
    const done = settleDoubles(writer, actor, input);
    changed('programme', 'package');
    return done;
  },
  'visit.list': (input, { reader, scope, session }) => {
    const health = session.permissions.includes('health.read');
    return { health, rows: listVisits(reader, input, scope, health) };
  },
  'visit.record': ({ programme, enrolment, date, officer, status, reason, followUp, followUpDate, note, recordNo }, context) => {
    if (note !== undefined || recordNo !== undefined) need(context, 'health.read', 'visit.record');
    const item = { enrolment, status, reason, quantity: status === 1 ? 1 : null, unit: status === 1 ? 'kunjungan' : null, followUp, followUpDate, healthNote: note, recordNo };
    recordDeliveries(context.writer, context.actor, { programme, phase: date, date, officer, items: [item] });
    context.changed('programme');
    return { ok: true };
  },
};

function need({ session }: Context, permission: Permission, call: string): void {
  if (!session.permissions.includes(permission)) fail('NOT_ALLOWED', { role: session.user.role, call });
}
