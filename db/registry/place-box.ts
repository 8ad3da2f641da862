import { boxesInOrder, boxOf, boxSetting, readBoxes } from '../rules/geo/region-box.ts';
import type { Box } from '../rules/geo/region-box.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** Where the houses of a region lie; null when nobody said and it is not in Kalimantan. */
export function placeBox(office: Reader, region: string): Box | null {
  return boxOf(region, saidBoxes(office));
}

/** The condition, on a family `f` and its line `s`, that it has coordinates which cannot be those of a house of its region. */
export function placedOutside(office: Reader): { readonly where: string; readonly params: readonly (string | number)[] } {
  const boxes = boxesInOrder(saidBoxes(office));
  const region = 'coalesce(s.region, ?)';
  const { code } = office.identity;
  const arms = boxes.map(() => `WHEN ${region} = ? OR ${region} LIKE ? || '.%' THEN f.latitude NOT BETWEEN ? AND ? OR f.longitude NOT BETWEEN ? AND ?`).join(' ');
  return {
    where: `(f.latitude IS NOT NULL AND f.longitude IS NOT NULL AND (f.latitude = 0 AND f.longitude = 0 OR CASE ${arms} ELSE 0 END))`,
    params: boxes.flatMap(([of, { south, north, west, east }]) => [code, of, code, of, south, north, west, east]),
  };
}

function saidBoxes(office: Reader): ReturnType<typeof readBoxes> {
  const said = sql(office, 'SELECT value FROM setting WHERE key = ?').pluck().get(boxSetting);
  return readBoxes(typeof said === 'string' ? said : undefined);
}
