import { fail } from '../rules/failure.ts';
import { regionLevel } from '../rules/region-code.ts';
import { writeChanges } from '../store/change-log.ts';
import type { Connection } from '../store/connection.ts';
import { recordsWhere } from '../store/records.ts';
import { sql, today } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import type { Regions } from '../store/regions.ts';
import { checkFile } from './check-file.ts';
import type { FileFacts } from './check-file.ts';
import { previewOf } from './preview.ts';
import { stillJudged } from './still-judged.ts';
import { stagingExists, waitingFile, withStaging } from './staging-store.ts';
import type { StagedFile } from './staging-store.ts';
import type { Actor, ImportPreview, JobOptions } from './types.ts';

export interface ConfirmedRegion {
  readonly bpsCode: string;
  readonly region: string;
}

/**
 * Keeps which region each BPS code means, once and for all imports (entity `bridge`), and checks the staged rows again.
 * Returns the new preview. Errors: IMPORT_NOT_STAGED, IMPORT_UNKNOWN_REGION, IMPORT_CANCELLED.
 */
export async function confirmRegions(
  office: Writer, databaseKey: Uint8Array, regions: Regions, staging: string, confirmed: readonly ConfirmedRegion[], actor: Actor, options: JobOptions = {},
): Promise<ImportPreview> {
  if (!stagingExists(office.dir)) return fail('IMPORT_NOT_STAGED', { staging });
  for (const { region } of confirmed) {
    if (regionLevel(region) !== 'kelurahan' || !regions.get(region)) fail('IMPORT_UNKNOWN_REGION', { region });
  }
  return withStaging(office.dir, databaseKey, async (db) => {
    const file = waitingFile(db, staging);
    const facts = JSON.parse(file.facts) as FileFacts;
    const upToDate = stillJudged(office, file.checkedTx);
    keepBridges(office, confirmed, actor, facts.regions);
    const asProposed = confirmed.every(({ bpsCode, region }) => facts.regions.some((one) => one.bpsCode === bpsCode && one.region === region));
    // The rows were judged with the proposals: when these were right, and nothing else happened, they still stand.
    if (upToDate && asProposed) settle(office, db, file, facts, confirmed);
    else await checkFile(office, regions, db, file, options);
    return previewOf(office, regions, db, staging);
  });
}

function lastTx(office: Writer): number {
  return (sql(office, 'SELECT max(id) FROM tx').pluck().get() as number | null) ?? 0;
}

function settle(office: Writer, db: Connection, file: StagedFile, facts: FileFacts, confirmed: readonly ConfirmedRegion[]): void {
  const now = facts.regions.map((one) => (confirmed.some(({ bpsCode }) => bpsCode === one.bpsCode) ? { ...one, confirmed: true } : one));
  const open = now.filter((one) => !one.confirmed).length;
  const others = facts.blocked.filter((one) => one.code !== 'REGIONS_OPEN');
  const blocked = open > 0 ? [...others, { code: 'REGIONS_OPEN', params: { count: open } }] : others;
  db.prepare('UPDATE file SET facts = ?, checkedTx = ? WHERE id = ?').run(JSON.stringify({ ...facts, regions: now, blocked }), lastTx(office), file.id);
}

function keepBridges(office: Writer, confirmed: readonly ConfirmedRegion[], actor: Actor, seen: FileFacts['regions']): void {
  const owner = office.identity.code;
  const facts = { confirmedBy: actor.name, confirmedOn: today(office) };
  writeChanges(office, { user: actor, kind: 'decision', reason: 'import.confirmRegions' }, (log) => {
    for (const { bpsCode, region } of confirmed) {
      const known = recordsWhere(office, 'bridge', 'bpsCode', bpsCode).find((one) => one.values.voided === null);
      const names = seen.find((one) => one.bpsCode === bpsCode)?.names ?? [];
      if (known) {
        if (known.values.region !== region) log.update('bridge', known.id, { region, ...facts });
      } else log.create('bridge', { owner, bpsCode, region, bpsName: [...names].reverse().join(', ') || null, ...facts });
    }
  });
}
