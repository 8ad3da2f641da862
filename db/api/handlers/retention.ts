import { sealedCopies } from '../../handoff/sealed-copies.ts';
import { requireWholeOffice } from '../../registry/access.ts';
import { previewOf, withAllAbout } from '../../registry/retention/closure.ts';
import { destroyDue } from '../../registry/retention/destroy.ts';
import type { DestroyedFacts } from '../../registry/retention/destroy.ts';
import { dueDays, dueRecords } from '../../registry/retention/due.ts';
import { readSettings, writeSetting } from '../../registry/settings.ts';
import { fail } from '../../rules/failure.ts';
import { RETENTION_KEY, retentionClasses, usualYears, yearsIn } from '../../rules/privacy/retention.ts';
import type { RetentionClass } from '../../rules/privacy/retention.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { retentionCalls } from '../contract/retention.ts';
import { cleanCopies } from '../destroy-copies.ts';
import { destructionRecord } from '../documents/destruction-record.ts';
import type { Handlers } from '../handler.ts';
import { knownBackups } from '../known-backups.ts';
import { alwaysSecond } from '../second-person.ts';
import { writeDocument } from '../write-document.ts';

export const retentionHandlers: Handlers<keyof typeof retentionCalls> = {
  'retention.rules': (_input, { reader, scope }) => {
    requireWholeOffice(reader, scope);
    const days = dueDays(reader);
    const due = dueRecords(reader);
    return retentionClasses.map((one) => ({ class: one, ...days[one], usual: usualYears[one], due: due.filter((row) => row.class === one).length }));
  },

  'retention.set': ({ years, reason }, context) => {
    const { writer, actor, scope } = context;
    requireWholeOffice(writer, scope);
    const said = { ...yearsIn(readSettings(writer)[RETENTION_KEY]), ...years };
    writeSetting(writer, actor.user, RETENTION_KEY, JSON.stringify(said));
    writeChanges(writer, context.meta('setting', { reason, detail: { what: 'retention', years: said } }), () => undefined);
    context.changed('office');
    return { ok: true };
  },

  'retention.preview': ({ classes, keep, limit }, { reader, scope }) => {
    requireWholeOffice(reader, scope);
    const { due, doomed } = chosen(reader, classes, keep);
    return {
      rows: due.slice(0, limit).map((row) => ({ id: row.uid, class: row.class, name: row.name, since: row.since, kept: keep.includes(row.uid) })),
      due: due.length, counts: countsOf(doomed), total: doomed.length, seen: previewOf(doomed), copies: copiesOf(reader),
    };
  },

  'retention.destroy': ({ classes, keep, seen, basis, second }, context) => {
    const { writer, scope } = context;
    requireWholeOffice(writer, scope);
    const confirmedBy = alwaysSecond(context, 'destroy', second);
    const { due, doomed } = chosen(writer, classes, keep);
    if (doomed.length === 0) fail('NOTHING_DUE');
    if (previewOf(doomed) !== seen) fail('PREVIEW_STALE');
    const days = dueDays(writer);
    const rules = classes.map((one) => ({ class: one, years: days[one].years, upTo: days[one].upTo ?? '', records: due.filter((row) => row.class === one && !keep.includes(row.uid)).length }));
    const tx = destroyDue(writer, context.meta('destroy', { reason: basis }), doomed, { rules, confirmedBy, copies: copiesOf(writer) });
    const cleaned = cleanCopies(context);
    context.changed('register', 'office');
    return { tx, counts: countsOf(doomed), total: doomed.length, ...cleaned };
  },

  'retention.list': (_input, { reader, scope }) => {
    requireWholeOffice(reader, scope);
    return destructions(reader);
  },

  'retention.document': async ({ tx, format, path, job }, context) => {
    const act = destructions(context.reader).find((one) => one.tx === tx) ?? fail('NOT_FOUND', { id: String(tx) });
    return writeDocument({ model: destructionRecord(act, context), format, path, job, purpose: null, detail: { name: 'pemusnahan', tx } }, context);
  },
};

function chosen(reader: Reader, classes: readonly RetentionClass[], keep: readonly string[]) {
  const due = dueRecords(reader, classes);
  return { due, doomed: withAllAbout(reader, due.filter(({ uid }) => !keep.includes(uid))) };
}

function countsOf(doomed: readonly { readonly entity: string }[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(doomed, ({ entity }) => entity)].map(([entity, ones]) => [entity, ones.length]));
}

/** What may hold the same data outside the register: it cannot be reached from here, so it is named. */
function copiesOf(reader: Reader): DestroyedFacts['copies'] {
  const rows = sql(reader, "SELECT receivers FROM packageOut WHERE kind IN ('LAPORAN', 'PINDAH', 'TERUSAN', 'FOTO')").pluck().all() as string[];
  return { packages: rows.length, receivers: [...new Set(rows.flatMap((text) => (JSON.parse(text) as { code: string; name: string }[]).map(({ code, name }) => `${name} (${code})`)))].sort(), backups: knownBackups(reader).length, sealed: sealedCopies(reader).waiting };
}

function destructions(reader: Reader) {
  const rows = sql(reader, "SELECT id, at, userName, reason, detail FROM tx WHERE kind = 'destroy' ORDER BY id DESC").all() as { id: number; at: string; userName: string | null; reason: string | null; detail: string }[];
  return rows.map(({ id, at, userName, reason, detail }) => {
    const { counts, rules, records, confirmedBy, copies } = JSON.parse(detail) as DestroyedFacts;
    return { tx: id, at, by: userName ?? '', confirmedBy, basis: reason ?? '', counts, total: Object.values(counts).reduce((sum, count) => sum + count, 0), records, rules, copies };
  });
}
