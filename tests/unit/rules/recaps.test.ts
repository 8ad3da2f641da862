import { expect, test } from 'vitest';
import { freshnessOf, freshnessOn, surveyedSpan, surveyedText } from '../../../db/rules/recaps/freshness.ts';
import { matchBoundaries } from '../../../db/rules/recaps/match-boundaries.ts';
import { addMonths } from '../../../db/rules/recaps/months.ts';
import { qualityMeasures, qualityScore } from '../../../db/rules/recaps/quality.ts';

test('months are counted over the turn of years', () => {
  expect([addMonths('2026-01', -1), addMonths('2026-11', 2), addMonths('2026-11', -24), addMonths('2026-12', 0)]).toEqual(['2025-12', '2027-01', '2024-11', '2026-12']);
});

test('every month lies in one span of freshness, and the span as a filter says the same', () => {
  const spans = freshnessOn('2026-11-28');
  expect(['2026-11', '2026-05', '2026-04', '2025-11', '2025-10', '2024-11', '2024-10', '1999-01', '2030-01', ''].map((month) => freshnessOf(month, spans))).toEqual(['m6', 'm6', 'm12', 'm12', 'm24', 'm24', 'older', 'older', 'm6', 'none']);
  expect(spans.map(surveyedText)).toEqual(['2026-05..', '2025-11..2026-05', '2024-11..2025-11', '..2024-11', 'none']);
  expect(surveyedSpan('2025-11..2026-05')).toEqual({ from: '2025-11', until: '2026-05' });
  expect(surveyedSpan('none')).toBeNull();
});

test('the weights of the score are 100 together; what cannot be measured gives nothing', () => {
  expect(qualityMeasures.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  const all = { families: 4, people: 10, nik: 10, noKk: 4, address: 4, desil: 4, fresh: 4, single: 10 };
  expect(qualityScore(all)).toBe(100);
  expect(qualityScore({ ...all, nik: 5, fresh: 2 })).toBe(100 - 12.5 - 7.5);
  expect(qualityScore({ families: 0, people: 0, nik: 0, noKk: 0, address: 0, desil: 0, fresh: 0, single: 0 })).toBe(0);
});

test('shapes are matched to areas by code, name, RW and RT; a name that two have decides nothing', () => {
  const ring = [[[109.30000012, 0], [109.31, 0], [109.31, 0.01], [109.30000012, 0]]];
  const feature = (properties: object, coordinates: unknown = ring) => ({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } });
  const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });
  const areas = [{ code: '61.71.01.1002', name: 'Benua Melayu Laut' }, { code: '61.71.01.1003', name: 'Tengah' }, { code: '61.71.02.1001', name: 'Tengah' }, { code: '61.71.01', name: 'Pontianak Selatan' }];
  const found = matchBoundaries(collection(feature({ KDEPUM: '61.71.01.1002' }), feature({ WADMKD: 'kelurahan benua melayu laut' }), feature({ NAMOBJ: 'Tengah' }), feature({ WADMKC: 'PONTIANAK SELATAN' })), '61.71', areas);
  expect(found?.found.map(({ level, region, polygons }) => [level, region, polygons.length])).toEqual([['region', '61.71.01.1002', 2], ['district', '61.71.01', 1]]);
  expect(found?.lost).toEqual(['Tengah']);
  expect(found?.found[0]?.polygons[0]?.[0]?.[0]).toEqual([109.3, 0]);
  const rts = matchBoundaries(collection(feature({ rt: 'RT 4', rw: 2 }), feature({ RW: '10' })), '61.71.01.1002', [{ code: '61.71.01.1002', name: 'Benua Melayu Laut' }]);
  expect(rts?.found.map(({ level, region, rw, rt }) => [level, region, rw, rt])).toEqual([['rt', '61.71.01.1002', '002', '004'], ['rw', '61.71.01.1002', '010', '']]);
  for (const wrong of [{ type: 'Topology' }, null, 'x', [], { type: 'FeatureCollection' }, { type: 'FeatureCollection', features: {} }, collection(null as never), collection('x' as never), collection(feature({ NAMOBJ: 'Tengah' }, null)), collection(feature({ NAMOBJ: 'Tengah' }, [[['109', 0]]]))]) expect([wrong, matchBoundaries(wrong, '61.71', areas)]).toEqual([wrong, null]);
  // Latitude first is no place in Indonesia; a line or a shape without a place is not an area.
  expect(matchBoundaries(collection(feature({ KDEPUM: '61.71.01.1002' }, [[[0, 109.3], [0, 109.31], [0.01, 109.31], [0, 109.3]]])), '61.71', areas)).toBeNull();
  expect(matchBoundaries(collection({ type: 'Feature', properties: { NAMOBJ: 'Tengah' }, geometry: { type: 'LineString', coordinates: ring[0] } }, { type: 'Feature', properties: null, geometry: null }), '61.71', areas)).toEqual({ found: [], lost: ['Tengah', '–'] });
  expect(matchBoundaries(collection(feature({ NAMOBJ: 'Tengah' }, [[[317_000, 4], [317_001, 4], [317_001, 5], [317_000, 4]]])), '61.71', areas)).toBeNull();
});
