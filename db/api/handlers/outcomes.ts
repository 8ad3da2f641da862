import { basename } from 'node:path';
import { readFileSync } from 'node:fs';
import { readIndicatorFile } from '../../intake/indicator-file.ts';
import { listCheckpoints, makeCheckpoint } from '../../registry/checkpoints/checkpoints.ts';
import type { Checkpoint } from '../../registry/checkpoints/checkpoints.ts';
import { periodOr } from '../../registry/checkpoints/outcome-span.ts';
import { continueReport, freezeReport, listFinalReports, needFinalReport, saveFinalReport, voidReport } from '../../registry/final-reports/final-reports.ts';
import type { FinalReport } from '../../registry/final-reports/final-reports.ts';
import { judgeFigures, undoFigures, writeFigures } from '../../registry/indicators/import-figures.ts';
import { listIndicators, saveFigure, saveIndicator, voidIndicator } from '../../registry/indicators/indicators.ts';
import { registerCounts } from '../../registry/indicators/register-count.ts';
import { needRecord } from '../../registry/access.ts';
import { compareTables } from '../../rules/compare-tables.ts';
import { targetStandings } from '../../rules/indicator-progress.ts';
import { fail } from '../../rules/failure.ts';
import { labelOf } from '../../rules/lists.ts';
import { sha256Hex } from '../../store/digest.ts';
import type { Reader } from '../../store/office.ts';
import type { outcomeCalls } from '../contract/outcomes.ts';
import type { Handlers } from '../handler.ts';
import { annexDocument, periodSections } from '../period-report.ts';
import { writeDocument } from '../write-document.ts';

export const outcomeHandlers: Handlers<keyof typeof outcomeCalls> = {
  'checkpoint.list': (_input, { reader }) => listCheckpoints(reader).map(shown),
  'checkpoint.make': ({ title }, { writer, session, changed }) => {
    const made = makeCheckpoint(writer, title, session.user.displayName);
    changed('register');
    return shown(made);
  },

  'indicator.list': (_input, { reader, scope, host }) => listIndicators(reader).map((one) => ({
    ...one, besideLabel: labelOf('TEPAT.hitunganRegister', one.beside) ?? '',
    values: one.values.map((figure) => ({ ...figure, areaName: host.regions().get(figure.area)?.displayName ?? figure.area })),
    standings: targetStandings(one.values, one.lower).map(({ target, published, standing, distance }) => ({ target: target.id, published: published?.id ?? null, standing, distance })),
    counts: [...new Set([...one.values.map((figure) => figure.area), reader.identity.code])].flatMap((area) =>
      registerCounts(reader, one.beside, area, [...new Set(one.values.map((figure) => figure.year))], scope).map((count) => ({ area, ...count }))),
  })),
  'indicator.areas': (_input, { reader, host }) => {
    const regions = host.regions();
    const own = reader.identity.code;
    const below = regions.children(own).flatMap((one) => [one, ...(one.level === 3 ? regions.children(one.code) : [])]);
    return [...regions.path(own).toReversed(), ...below].map(({ code, displayName }) => ({ code, name: displayName }));
  },
  'indicator.save': (input, { writer, actor, changed }) => {
    const saved = saveIndicator(writer, actor, input);
    changed('programme');
    return saved;
  },
  'indicator.saveValue': (input, { writer, actor, changed }) => {
    const saved = saveFigure(writer, actor, input);
    changed('programme');
    return saved;
  },
  'indicator.void': ({ entity, id, reason }, { writer, actor, changed }) => {
    voidIndicator(writer, actor, entity, id, reason);
    changed('programme');
    return { ok: true };
  },
  'indicator.import': async ({ write, path, ...defaults }, { writer, actor, host, changed }) => {
    needRecord(writer, 'indicator', defaults.indicator);
    const read = await readIndicatorFile(path, host.regions(), { ...defaults, office: writer.identity.code });
    const rows = judgeFigures(writer, read);
    const file = basename(path);
    const batch = write ? writeFigures(writer, actor, rows, { name: file, sha256: sha256Hex(readFileSync(path)) }) : null;
    if (batch !== null) changed('programme');
    const of = (state: (typeof rows)[number]['state']): number => rows.filter((one) => one.state === state).length;
    return {
      file, batch, new: of('new'), changed: of('changed'), same: of('same'), rejected: of('rejected'),
      rows: rows.map(({ row, state, input, before, why }) => ({
        row, state, before, why, area: input?.area ?? null, areaName: input === null ? null : (host.regions().get(input.area)?.displayName ?? input.area), year: input?.year ?? null, kind: input?.kind ?? null, value: input?.value ?? null,
        source: input?.source ?? null, document: input?.document ?? null,
      })),
    };
  },
  'indicator.undoImport': ({ batch, reason }, { writer, actor, changed }) => {
    const undone = undoFigures(writer, actor, batch, reason);
    changed('programme');
    return undone;
  },

  'annex.save': ({ kind, id, period, format, path, job }, context) => {
    const { reader } = context;
    const order = kind === 'report' ? { kind, id: id ?? fail('INVALID_INPUT', { detail: 'id' }) } : { kind, period: periodOr(reader, period).text };
    return writeDocument({ model: annexDocument(order, context), format, path, job, purpose: null, detail: { name: `annex-${kind}`, ...(kind === 'report' ? { id } : { period }) } }, context);
  },

  'periodReport.list': (_input, { reader }) => listFinalReports(reader).map((one) => dated(reader, one)),
  'periodReport.get': ({ id }, context) => {
    const { reader } = context;
    const { report, sections } = needFinalReport(reader, id);
    const now = periodSections(report.period, context);
    const before = report.previous === null ? null : needFinalReport(reader, report.previous).sections;
    return { report: dated(reader, report), sections: sections ?? now, sinceFinal: sections === null ? [] : compareTables(sections, now), sincePrevious: before === null ? [] : compareTables(before, sections ?? now) };
  },
  'periodReport.save': (input, { writer, actor, changed }) => {
    const saved = saveFinalReport(writer, actor, input);
    changed('programme');
    return saved;
  },
  'periodReport.freeze': ({ id }, context) => {
    const { writer, actor, session, changed } = context;
    freezeReport(writer, actor, id, periodSections(needFinalReport(writer, id).report.period, context), session.user.displayName);
    changed('programme');
    return { ok: true };
  },
  'periodReport.continue': ({ id }, { writer, actor, changed }) => {
    const made = continueReport(writer, actor, id);
    changed('programme');
    return made;
  },
  'periodReport.void': ({ id, reason }, { writer, actor, changed }) => {
    voidReport(writer, actor, id, reason);
    changed('programme');
    return { ok: true };
  },
};

function shown({ id, day, kind, title, madeAt, madeBy, families, people }: Checkpoint) {
  return { id, day, kind, title, madeAt, madeBy, families, people };
}

function dated(reader: Reader, report: FinalReport) {
  const { from, to } = periodOr(reader, report.period);
  return { ...report, from, to };
}
