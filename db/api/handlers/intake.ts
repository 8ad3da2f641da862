import { rmSync } from 'node:fs';
import { batchHashes } from '../../intake/batch-hashes.ts';
import { commitImport } from '../../intake/commit-import.ts';
import { confirmRegions } from '../../intake/confirm-regions.ts';
import { discardImport } from '../../intake/discard-import.ts';
import { writeErrorFile } from '../../intake/write-error-file.ts';
import { importPreview } from '../../intake/import-preview.ts';
import { importRows } from '../../intake/import-rows.ts';
import { listImports } from '../../intake/list-imports.ts';
import { openImport } from '../../intake/open-import.ts';
import { writeTemplate } from '../../intake/write-template.ts';
import type { StagedAt } from '../../intake/change-staged.ts';
import { answerRow } from '../../intake/answer-row.ts';
import { fixCell } from '../../intake/fix-cell.ts';
import { batchFixes } from '../../intake/batch-fixes.ts';
import { officeTargets } from '../../intake/import-targets.ts';
import { exportMapping, importMapping, mappingLines, removeMapping } from '../../intake/saved-mappings.ts';
import { setMapping, setOptions } from '../../intake/set-choices.ts';
import { saveStagedMapping, useMapping } from '../../intake/use-mapping.ts';
import type { ImportPreview, JobOptions } from '../../intake/types.ts';
import { undoImport } from '../../intake/undo-import.ts';
import { narrowing, requireWholeOffice } from '../../registry/access.ts';
import { heldByBatch } from '../../registry/proposals/held-identity.ts';
import { closedTo } from '../../registry/closed-answers.ts';
import { fail } from '../../rules/failure.ts';
import { sha256Of } from '../../store/backup.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { Reader } from '../../store/office.ts';
import type { intakeCalls } from '../contract/intake.ts';
import type { Context, Handlers } from '../handler.ts';
import { lookAtChanged } from '../look-for-duplicates.ts';
import { tellAnyway } from '../tell-anyway.ts';

export const intakeHandlers: Handlers<keyof typeof intakeCalls> = {
  'import.open': async ({ path, job }, context) => {
    const { reader, host } = context;
    requireWholeOffice(reader, context.scope);
    const preview = await openImport(reader, host.databaseKey(), path, { regions: host.regions(), threadUrl: host.options.readThread, startProcess: host.options.startProcess, ...jobOf(context, job) });
    context.changed('import');
    return preview;
  },
  'import.preview': ({ staging, lang }, { reader, host, scope }) => {
    requireWholeOffice(reader, scope);
    return importPreview(reader, host.databaseKey(), host.regions(), staging, lang);
  },
  'import.confirmRegions': ({ staging, regions }, context) => {
    const { writer, host, actor } = context;
    requireWholeOffice(writer, context.scope);
    return tellAnyway(context, ['import'], () => confirmRegions(writer, host.databaseKey(), host.regions(), staging, regions, actor.user, jobOf(context, 'import')));
  },
  'import.setOptions': ({ staging, job, lang, ...options }, context) => staged(context, { staging, job, lang }, (at) => setOptions(at, options)),
  'import.targets': ({ lang }, { reader }) => officeTargets(reader, lang),
  'import.setMapping': ({ staging, job, lang, ...change }, context) => staged(context, { staging, job, lang }, (at) => setMapping(at, change)),
  'import.saveMapping': ({ staging, name, lang }, context) => staged(context, { staging, job: 'import', lang }, (at) => saveStagedMapping({ ...at, office: context.writer }, context.actor.user, name)),
  'import.useMapping': ({ name, ...on }, context) => staged(context, on, (at) => useMapping(at, name)),
  'import.mappings': (_input, { reader }) => mappingLines(reader),
  'import.removeMapping': ({ name }, { writer, actor }) => {
    removeMapping(writer, actor.user, name);
    return mappingLines(writer);
  },
  'import.exportMapping': ({ name, path }, { reader }) => {
    exportMapping(reader, name, path);
    return { path };
  },
  'import.importMapping': ({ path }, { writer, actor }) => {
    importMapping(writer, actor.user, path);
    return mappingLines(writer);
  },
  'import.fixCell': ({ staging, job, lang, ...fix }, context) => staged(context, { staging, job, lang }, (at) => fixCell(at, context.actor.user, fix)),
  'import.answer': ({ staging, job, lang, ...given }, context) => staged(context, { staging, job, lang }, (at) => answerRow(at, given)),
  'import.rows': (query, { reader, host, scope }) => {
    requireWholeOffice(reader, scope);
    return importRows(reader, host.databaseKey(), query);
  },
  'import.commit': ({ staging, job }, context) => {
    const { writer, host, actor } = context;
    requireWholeOffice(writer, context.scope);
    // Refused for a register that changed, the preview is another one.
    return tellAnyway(context, ['import', 'register', 'programme', 'office'], async () => {
      const result = await commitImport(writer, host.databaseKey(), staging, { regions: host.regions(), actor: actor.user, ...jobOf(context, job) });
      await lookAtChanged(context, job);
      return { ...result, held: heldByBatch(writer, result.batchId) };
    });
  },
  'import.discard': async ({ staging }, { reader, host, changed }) => {
    await discardImport(reader, host.databaseKey(), staging);
    changed('import');
    return { ok: true };
  },
  'import.undo': ({ batch, reason, lang }, { writer, actor, scope, changed }) => {
    requireWholeOffice(writer, scope);
    const undone = undoImport(writer, batch, actor.user, reason, lang);
    changed('import', 'register', 'programme', 'office');
    return { ...undone, kept: [...undone.kept] };
  },
  'import.fixes': ({ batch }, { reader, scope }) => {
    requireWholeOffice(reader, scope);
    return batchFixes(reader, batch);
  },
  'import.list': (_input, { reader, host }) => listImports(reader, host.databaseKey()),
  'import.template': async ({ path, filled, purpose }, context) => {
    const { writer } = context;
    if (filled && !purpose?.trim()) fail('PURPOSE_NEEDED');
    // It holds every answer of everybody; with holes in it, it would be taken for what it is not.
    if (filled && closedTo(context.session.permissions).size > 0) fail('NOT_ALLOWED', { role: context.session.user.role, call: 'import.template' });
    const written = await writeTemplate(writer, path, { filled, areaPrefix: narrowing(writer, context.scope) ?? '' });
    if (filled) writeChanges(writer, context.meta('access', { reason: purpose, detail: { what: 'template', ...written } }), () => undefined);
    return written;
  },
  'import.errorFile': async ({ staging, path, lang }, context) => {
    const { writer, host, scope } = context;
    requireWholeOffice(writer, scope);
    const written = await writeErrorFile(writer, host.databaseKey(), staging, path, lang);
    try {
      const detail = { what: 'document', name: 'import-errors', title: 'Baris impor yang ditolak', format: 'xlsx', rows: written.rows, sha256: sha256Of(written.path) };
      writeChanges(writer, context.meta('access', { reason: 'perbaikan baris yang ditolak', detail }), () => undefined);
    } catch (error) {
      // What cannot be logged does not leave.
      rmSync(written.path, { force: true });
      throw error;
    }
    return written;
  },
  'job.cancel': (_input, { host }) => {
    Atomics.store(host.cancelFlag, 0, 1);
    return { ok: true };
  },
};

/** Work on a staged file, by a user who sees the whole office. */
export function staged(context: Context, on: { staging: string; job: string; lang: 'id' | 'en' }, work: (at: StagedAt) => Promise<ImportPreview>): Promise<ImportPreview> {
  const { reader, host } = context;
  requireWholeOffice(reader, context.scope);
  return tellAnyway(context, ['import'], () => work({ office: reader, databaseKey: host.databaseKey(), regions: host.regions(), staging: on.staging, lang: on.lang, ...jobOf(context, on.job) }));
}

/** What a long job is watched and stopped with. */
function jobOf({ host, progress }: Context, job: string): JobOptions {
  Atomics.store(host.cancelFlag, 0, 0);
  return { cancel: host.cancelFlag, onProgress: progress(job) };
}

/** The imports whose rows no longer are what was imported, by file. */
export function brokenBatches(reader: Reader): string[] {
  return batchHashes(reader).filter((batch) => !batch.ok).map((batch) => `batch ${batch.file}`);
}
