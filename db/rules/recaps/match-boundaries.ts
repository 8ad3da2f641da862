/** Areas that may have a boundary, the finest first. */
export const boundaryLevels = ['rt', 'rw', 'region', 'district'] as const;
export type BoundaryLevel = (typeof boundaryLevels)[number];

/** Rings of points as GeoJSON has them: `[longitude, latitude]`. */
export type Polygon = readonly (readonly (readonly [number, number])[])[];

/** A boundary of an area; `rw` and `rt` are '' where the area has none. */
export interface Boundary {
  readonly level: BoundaryLevel;
  readonly region: string;
  readonly rw: string;
  readonly rt: string;
  readonly name: string;
  readonly polygons: readonly Polygon[];
}

export interface BoundaryMatch {
  readonly found: readonly Boundary[];
  /** Names of shapes that belong to no area of the office. */
  readonly lost: readonly string[];
}

interface Feature { readonly properties?: Readonly<Record<string, unknown>> | null; readonly geometry?: { readonly type?: string; readonly coordinates?: unknown } | null }

/** An area by name: those of the office, kelurahan and kecamatan. */
export interface NamedArea { readonly code: string; readonly name: string }

/** What those who draw maps of Indonesia call these; compared without signs and in capitals. */
const names = {
  code: ['KODE', 'KODEKD', 'KDEPUM', 'KDPPUM', 'KODEDESA', 'KODEKEL', 'KODEWILAYAH', 'KODEKEMENDAGRI', 'CODE', 'REGION'],
  district: ['KDCPUM', 'KODEKEC', 'KODEKECAMATAN'],
  village: ['NAMAKD', 'NAMOBJ', 'WADMKD', 'DESA', 'KELURAHAN', 'NAMADESA', 'NAMAKEL', 'NAMAKELURAHAN', 'NAMA', 'NAME'],
  subdistrict: ['WADMKC', 'KECAMATAN', 'NAMAKEC', 'NAMAKECAMATAN'],
  rw: ['RW', 'NORW', 'NAMARW'], rt: ['RT', 'NORT', 'NAMART'],
} as const;
/** Six decimals of a degree are a decimetre. */
const PRECISION = 1e6;

/** The shapes of a GeoJSON document as boundaries of these areas; null when it is no GeoJSON in degrees. `own` is the office's code. */
export function matchBoundaries(document: unknown, own: string, areas: readonly NamedArea[]): BoundaryMatch | null {
  const { type, features } = (document ?? {}) as { type?: unknown; features?: unknown };
  if (type !== 'FeatureCollection' || !Array.isArray(features)) return null;
  const found = new Map<string, Boundary>();
  const lost: string[] = [];
  for (const feature of features as (Feature | null)[]) {
    if (typeof feature !== 'object' || feature === null) return null;
    const polygons = polygonsOf(feature);
    if (polygons === null) return null;
    const said = (keys: readonly string[]): string => valueOf(feature.properties, keys);
    const place = placeOf(said, own, areas);
    if (place === null || polygons.length === 0) {
      lost.push(said(names.village) || said(names.subdistrict) || said(names.code) || '–');
      continue;
    }
    const key = [place.level, place.region, place.rw, place.rt].join(' ');
    const before = found.get(key);
    found.set(key, { ...place, polygons: [...(before?.polygons ?? []), ...polygons] });
  }
  return { found: [...found.values()], lost };
}

function placeOf(said: (keys: readonly string[]) => string, own: string, areas: readonly NamedArea[]): Omit<Boundary, 'polygons'> | null {
  const [rw, rt] = [numbered(said(names.rw)), numbered(said(names.rt))];
  const village = areaBy(areas.filter(({ code }) => code.length === 13), said(names.code), said(names.village)) ?? (own.length === 13 ? { code: own, name: '' } : null);
  if (rt !== '' || rw !== '') return village && { level: rt === '' ? 'rw' : 'rt', region: village.code, rw, rt, name: rt === '' ? `RW ${rw}` : `RT ${rt}/RW ${rw}` };
  const named = areaBy(areas.filter(({ code }) => code.length === 13), said(names.code), said(names.village));
  if (named) return { level: 'region', region: named.code, rw: '', rt: '', name: named.name };
  const district = areaBy(areas.filter(({ code }) => code.length === 8), said(names.district) || said(names.code), said(names.subdistrict) || said(names.village));
  return district && { level: 'district', region: district.code, rw: '', rt: '', name: district.name };
}

function areaBy(areas: readonly NamedArea[], code: string, name: string): NamedArea | null {
  const digits = code.replace(/\D/g, '');
  const byCode = digits === '' ? undefined : areas.find((area) => area.code.replaceAll('.', '') === digits);
  if (byCode) return byCode;
  const wanted = plain(name);
  const byName = wanted === '' ? [] : areas.filter((area) => plain(area.name) === wanted);
  // A name that two have decides nothing.
  return byName.length === 1 ? (byName[0] ?? null) : null;
}

function valueOf(properties: Feature['properties'], keys: readonly string[]): string {
  for (const key of keys) for (const [name, value] of Object.entries(properties ?? {})) {
    if (plain(name) === key && (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== '') return String(value).trim();
  }
  return '';
}

function plain(text: string): string {
  return text.toUpperCase().replace(/^(KELURAHAN|DESA|KECAMATAN)\s+(?=.)/, '').replace(/[^A-Z0-9]/g, '');
}

function numbered(text: string): string {
  const digits = /\d+/.exec(text)?.[0];
  return digits === undefined ? '' : digits.padStart(3, '0');
}

/** The polygons of a shape; none for lines and points, null where its numbers are no degrees. */
function polygonsOf({ geometry }: Feature): Polygon[] | null {
  const given = geometry?.type === 'Polygon' ? [geometry.coordinates] : geometry?.type === 'MultiPolygon' ? (geometry.coordinates as unknown[]) : [];
  const polygons: Polygon[] = [];
  for (const rings of given) {
    if (!Array.isArray(rings)) return null;
    const polygon: (readonly [number, number])[][] = [];
    for (const ring of rings as unknown[]) {
      const points = pointsOf(ring);
      if (points === null) return null;
      if (points.length > 3) polygon.push(points);
    }
    if (polygon.length > 0) polygons.push(polygon);
  }
  return polygons;
}

function pointsOf(ring: unknown): (readonly [number, number])[] | null {
  if (!Array.isArray(ring)) return null;
  const points: (readonly [number, number])[] = [];
  for (const point of ring as unknown[]) {
    const [x, y] = Array.isArray(point) ? (point as unknown[]) : [];
    if (typeof x !== 'number' || typeof y !== 'number' || Math.abs(x) > 180 || Math.abs(y) > 90) return null;
    const rounded = [Math.round(x * PRECISION) / PRECISION, Math.round(y * PRECISION) / PRECISION] as const;
    const last = points.at(-1);
    if (last?.[0] !== rounded[0] || last[1] !== rounded[1]) points.push(rounded);
  }
  return points;
}
