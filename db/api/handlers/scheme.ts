import { coversOf, coverTotals } from '../../registry/coverage/coverage.ts';
import { listFamilies } from '../../registry/family-list.ts';
import { listPlans, planYears, savePlan, voidPlan } from '../../registry/plans/plans.ts';
import { listSchemes, saveScheme } from '../../registry/schemes/schemes.ts';
import { listTemplates, programmeFromTemplate, saveTemplate } from '../../registry/schemes/templates.ts';
import { issueTarget, tryTarget } from '../../registry/targets/issue-target.ts';
import { endTargetSet, listTargetSets } from '../../registry/targets/target-sets.ts';
import { coverQuery } from '../../reports/schemes/cover-query.ts';
import type { schemeCalls } from '../contract/scheme.ts';
import type { Handlers } from '../handler.ts';
import { wasSent } from '../was-sent.ts';

export const schemeHandlers: Handlers<keyof typeof schemeCalls> = {
  'scheme.list': (_input, { reader }) => listSchemes(reader),
  'scheme.save': (input, { writer, actor, changed }) => {
    const saved = saveScheme(writer, actor, input);
    changed('programme');
    return saved;
  },
  'template.list': (_input, { reader }) => listTemplates(reader),
  'template.save': (input, { writer, actor, changed }) => {
    const saved = saveTemplate(writer, actor, input);
    changed('programme');
    return saved;
  },
  'programme.fromTemplate': (input, { writer, actor, changed }) => {
    const made = programmeFromTemplate(writer, actor, input);
    changed('programme');
    return made;
  },
  'coverage.page': ({ params, after, limit }, { reader, scope }) => {
    const { filter, items } = coverQuery(reader, params);
    const { rows, next } = listFamilies(reader, filter, { by: 'rt', direction: 'asc' }, after, limit, scope);
    const covers = coversOf(reader, rows.map((row) => row.id), items);
    return {
      next,
      rows: rows.map(({ id, head, address, rt, rw, region, desil, needs }, place) => ({ id, head, address, rt, rw, region, desil, needs, ...(covers[place] ?? { cells: {}, programmes: 0, has: [], lacks: [] }) })),
    };
  },
  'coverage.totals': ({ params }, { reader, scope }) => {
    const { filter, items, scheme } = coverQuery(reader, params);
    return { scheme: scheme.uid, ...coverTotals(reader, filter, items, scope) };
  },
  'targetSet.list': (_input, { reader, host }) => listTargetSets(reader).map((set) => ({
    ...set,
    offices: set.offices.map((one) => ({ ...one, name: host.regions().get(one.code)?.displayName ?? one.code, sent: !set.own || wasSent(reader, one.code, one.list) })),
  })),
  'targetSet.try': ({ content }, { reader, scope }) => tryTarget(reader, scope, content),
  'targetSet.issue': (input, { writer, actor, changed }) => {
    const made = issueTarget(writer, actor, input);
    changed('programme', 'register');
    return made;
  },
  'targetSet.end': ({ id, reason }, { writer, actor, changed }) => {
    endTargetSet(writer, actor, id, reason);
    changed('programme', 'register');
    return { ok: true };
  },
  'plan.list': (query, { reader, scope }) => {
    const plans = listPlans(reader, query, scope);
    return { years: planYears(reader), output: plans.filter((one) => one.kind === 'output'), outcome: plans.filter((one) => one.kind === 'outcome') };
  },
  'plan.save': (input, { writer, actor, changed }) => {
    const saved = savePlan(writer, actor, input);
    changed('programme');
    return saved;
  },
  'plan.void': ({ id, reason }, { writer, actor, changed }) => {
    voidPlan(writer, actor, id, reason);
    changed('programme');
    return { ok: true };
  },
};
