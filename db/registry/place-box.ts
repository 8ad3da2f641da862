import { boxOf, boxSetting, readBoxes } from '../rules/geo/region-box.ts';
import type { Box } from '../rules/geo/region-box.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** Where the houses of a region lie; null when nobody said and it is not in Kalimantan. */
export function placeBox(office: Reader, region: string): Box | null {
  const said = sql(office, 'SELECT value FROM setting WHERE key = ?').pluck().get(boxSetting);
  return boxOf(region, readBoxes(typeof said === 'string' ? said : undefined));
}
