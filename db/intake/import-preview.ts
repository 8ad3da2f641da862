import { fail } from '../rules/failure.ts';
import type { Reader } from '../store/office.ts';
import type { Regions } from '../store/regions.ts';
import { previewOf } from './preview.ts';
import { stagingExists, withStaging } from './staging-store.ts';
import type { ImportPreview } from './types.ts';

/** The preview of a staged file again. Error: IMPORT_NOT_STAGED. */
export async function importPreview(office: Reader, databaseKey: Uint8Array, regions: Regions, staging: string, lang: 'id' | 'en' = 'id'): Promise<ImportPreview> {
  if (!stagingExists(office.dir)) return fail('IMPORT_NOT_STAGED', { staging });
  return withStaging(office.dir, databaseKey, (db) => previewOf(office, regions, db, staging, lang));
}
