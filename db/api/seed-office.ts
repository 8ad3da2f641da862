import type { WriteMeta } from '../store/change-log.ts';
import type { Writer } from '../store/office.ts';
import { seedProgrammes } from '../registry/programmes.ts';

/** What every new office starts with: the catalogue of national and local programmes. */
export function seedOffice(writer: Writer, meta: WriteMeta): void {
  seedProgrammes(writer, meta);
}
