import { requireWholeOffice } from '../../registry/access.ts';
import { closedTo } from '../../registry/closed-answers.ts';
import { affectedPeople } from '../../registry/incidents/affected.ts';
import { listIncidents, saveIncident } from '../../registry/incidents/incidents.ts';
import type { incidentCalls } from '../contract/incident.ts';
import type { Handlers } from '../handler.ts';

export const incidentHandlers: Handlers<keyof typeof incidentCalls> = {
  'incident.assess': ({ limit, ...sources }, { reader, scope, session }) => {
    requireWholeOffice(reader, scope);
    const affected = affectedPeople(reader, sources, limit);
    // Names of children are for who may read them; the numbers are needed by everybody who judges an incident.
    return closedTo(session.permissions).has('child') ? { ...affected, rows: [] } : affected;
  },
  'incident.save': (input, context) => {
    requireWholeOffice(context.writer, context.scope);
    const saved = saveIncident(context.writer, context.meta('incident', { reason: 'incident.save' }), input);
    context.changed('office');
    return saved;
  },
  'incident.list': (_input, { reader, scope }) => {
    requireWholeOffice(reader, scope);
    return listIncidents(reader).map((one) => ({ ...one, sources: { ...one.sources, packages: [...one.sources.packages], files: [...one.sources.files] } }));
  },
};
