import { fail } from '../rules/failure.ts';
import { regionLevel } from '../rules/region-code.ts';
import { writeChanges } from '../store/change-log.ts';
import { recordsWhere } from '../store/records.ts';
import { today } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import type { Regions } from '../store/regions.ts';
import { checkFile } from './check-file.ts';
import type { FileFacts } from './check-file.ts';
import { previewOf } from './preview.ts';
import { stagedFile, stagingExists, withStaging } from './staging-store.ts';
import type { Actor, ImportPreview, JobOptions } from './types.ts';

export interface ConfirmedRegion {
  readonly bpsCode: string;
  readonly region: string;
}

/**
 * Keeps which region each BPS code means, once and for all imports (entity `bridge`), and checks the staged rows again.
 * Returns the new preview. Errors: IMPORT_NOT_STAGED, IMPORT_UNKNOWN_REGION, IMPORT_CANCELLED.
 */
export function confirmRegions(
  office: Writer, databaseKey: Uint8Array, regions: Regions, staging: string, confirmed: readonly ConfirmedRegion[], actor: Actor, options: JobOptions = {},
): Promise<ImportPreview> {
  if (!stagingExists(office.dir)) return fail('IMPORT_NOT_STAGED', { staging });
  for (const { region } of confirmed) {
    if (regionLevel(region) !== 'kelurahan' || !regions.get(region)) fail('IMPORT_UNKNOWN_REGION', { region });
  }
  return withStaging(office.dir, databaseKey, async (db) => {
    const file = stagedFile(db, staging);
    keepBridges(office, confirmed, actor, (JSON.parse(file.facts) as FileFacts).regions);
    await checkFile(office, regions, db, file, options);
    return previewOf(office, regions, db, staging);
  });
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
