import { Button, Checkbox } from '@mantine/core';
import { IconMap } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useCall } from '../../../app/calls.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { Chart } from '../../../ui/chart/chart.tsx';
import type { ChartColours } from '../../../ui/chart/chart-colours.ts';
import { formatNumber } from '../../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import { filterParams, none } from '../report-filter.ts';
import css from '../reports.module.css';
import { BoundaryDialog } from './boundary-dialog.tsx';
import { areaOf, listBehind, rowTitle } from './recap-items.ts';
import type { Item, Recap, RecapRow } from './recap-items.ts';
import type { RecapState } from './recap-state.ts';

type Boundaries = CallOutput<'boundary.list'>;
type Points = CallOutput<'recap.points'>['points'];
interface MapProps { readonly report: Recap; readonly state: RecapState; readonly by: 'rt' | 'rw' | 'region' | 'district'; readonly item: Item }

/** Where the families of one column are: areas shaded by their share where boundaries were taken in, points where coordinates are known. No basemap is needed. */
export function RecapMap({ report, state, by, item }: MapProps): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [dots, setDots] = useState(true);
  const [open, setOpen] = useState(false);
  const mayImport = useMay('programme.write');
  const boundaries = useCall('boundary.list', { level: by });
  const points = useCall('recap.points', { params: filterParams({ ...state.filter, ...item.filter }), ...(state.day !== '' && { day: state.day }) });
  const shapes = boundaries.data ?? [];
  const shownPoints = useMemo(() => (dots ? (points.data?.points ?? []) : []), [dots, points.data]);
  const info = useCall('office.info', {});
  const sole = state.filter.region ?? info.data?.office.code ?? '';
  const known = useMemo(() => report.rows.filter((row) => row['sent'] !== false).map((row) => ({ row, key: rowKey(row, sole), title: rowTitle(row, t) })), [report, sole, t]);
  const map = useMemo(() => (boundaries.data && boundaries.data.length > 0 ? { name: `tepat-${by}`, geoJson: geoJsonOf(boundaries.data) } : undefined), [boundaries.data, by]);
  const option = useMemo(() => (room: { width: number; height: number }, colours: ChartColours) => (map ? areaOption(map.name, known, item, shownPoints, colours) : pointOption(shownPoints, room, colours)), [map, known, item, shownPoints]);
  if (boundaries.error || points.error) return <ErrorNotice error={boundaries.error ?? points.error} retry={() => { void boundaries.refetch(); void points.refetch(); }} />;
  if (!boundaries.data || !points.data) return null;
  const { located, families, outside } = points.data;
  const pick = (series: string, place: number): void => {
    const point = shownPoints[place];
    if (series === 'points') { if (point?.id) go(`/keluarga/${point.id}`); return; }
    const shape = shapes[place];
    const found = shape && known.find(({ key }) => key === keyOf(shape.region, shape.rw, shape.rt));
    if (found) go(listBehind(state, areaOf(found.row), item.filter));
  };
  const importButton = mayImport && <Button variant="default" onClick={() => setOpen(true)}>{t('recaps.boundaries')} …</Button>;
  return (
    <>
      <div className={`${css.filters} ${css.mapHead}`}>
        <span>{t('recaps.located', { n: formatNumber(located), of: formatNumber(families) })}</span>
        {outside > 0 && <Link href={listBehind(state, {}, { ...item.filter, placed: 'outside' })}>{t('recaps.outside', { n: formatNumber(outside) })}</Link>}
        {map && <Checkbox label={t('recaps.showPoints')} checked={dots} onChange={(event) => setDots(event.currentTarget.checked)} />}
        {importButton}
      </div>
      {!map && located - outside === 0
        ? <EmptyState icon={IconMap} title={t('recaps.mapEmpty')}>{t('recaps.mapEmptyHint')}</EmptyState>
        : <Chart option={option} height="max(320px, 52vh)" label={t('recaps.mapLabel', { item: item.title, areas: shapes.length, points: located - outside })} onPick={pick} {...(map && { map })} />}
      {open && <BoundaryDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** The key that a row and its shape have in common; `sole` is the kelurahan where rows name none, because there is only one. */
function rowKey(row: RecapRow, sole: string): string {
  const { region = sole, rw = '', rt = '' } = areaOf(row);
  return keyOf(region, rw === none ? '' : rw, rt === none ? '' : rt);
}

function keyOf(region: string, rw: string, rt: string): string {
  return [region, rw, rt].filter((part) => part !== '').join(' ');
}

function geoJsonOf(boundaries: Boundaries): object {
  return {
    type: 'FeatureCollection',
    features: boundaries.map((shape) => ({ type: 'Feature', properties: { name: keyOf(shape.region, shape.rw, shape.rt) }, geometry: { type: 'MultiPolygon', coordinates: shape.polygons } })),
  };
}

interface Known { readonly row: RecapRow; readonly key: string; readonly title: string }

/** Areas by the share of their families; those that sent nothing have no colour, not that of 0. */
function areaOption(map: string, known: readonly Known[], item: Item, points: Points, colours: ChartColours) {
  const titles = new Map(known.map(({ key, title }) => [key, title]));
  const data = known.map(({ row, key }) => ({ name: key, value: shareOf(row, item) }));
  const [strong = colours.accent, , , , weak = colours.paper] = colours.scale(5);
  const text = { color: colours.ink, fontSize: 12 };
  return {
    tooltip: { renderMode: 'richText', backgroundColor: colours.paper, borderColor: colours.line, textStyle: text, formatter: ({ name, value }: { name: string; value: unknown }) => `${titles.get(name) ?? name}${typeof value === 'number' && !Number.isNaN(value) ? `: ${formatNumber(value)}%` : ''}` },
    visualMap: { min: 0, max: Math.max(1, ...data.map(({ value }) => value)), seriesIndex: 0, calculable: false, left: 8, bottom: 8, itemHeight: 90, text: ['%', ''], textStyle: text, inRange: { color: [weak, strong] } },
    geo: { map, roam: true, itemStyle: { areaColor: 'transparent', borderColor: colours.none }, silent: true },
    series: [
      { type: 'map', id: 'areas', map, geoIndex: 0, data, emphasis: { label: { show: false } }, select: { disabled: true } },
      { type: 'scatter', id: 'points', coordinateSystem: 'geo', data: points.map(({ longitude, latitude }) => [longitude, latitude]), symbolSize: (_value: unknown, { dataIndex }: { dataIndex: number }) => sizeOf(points[dataIndex]?.families ?? 1), itemStyle: { color: colours.ink, opacity: 0.7 }, tooltip: { show: false } },
    ],
  };
}

function shareOf(row: RecapRow, { key }: Item): number {
  const families = Number(row['families'] ?? 0);
  return families === 0 ? 0 : Math.round((Number(row[key] ?? 0) * 1000) / families) / 10;
}

function sizeOf(families: number): number {
  return Math.min(24, 5 + Math.sqrt(families) * 2);
}

/** Points in degrees with one scale both ways, so that the town has its own shape. */
function pointOption(points: Points, { width, height }: { width: number; height: number }, colours: ChartColours) {
  const [longitudes, latitudes] = [points.map(({ longitude }) => longitude), points.map(({ latitude }) => latitude)];
  const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  const half = (values: readonly number[]): number => Math.max((Math.max(...values) - Math.min(...values)) / 2, 0.0005) * 1.1;
  const [x, y] = [middle(longitudes), middle(latitudes)];
  const narrowing = Math.cos((y * Math.PI) / 180);
  const perPixel = Math.max((half(longitudes) * narrowing * 2) / Math.max(1, width - 90), (half(latitudes) * 2) / Math.max(1, height - 60));
  const [spanX, spanY] = [(perPixel * (width - 90)) / narrowing / 2, (perPixel * (height - 60)) / 2];
  const axis = (center: number, span: number) => ({ type: 'value', min: center - span, max: center + span, axisLabel: { color: colours.quiet, showMinLabel: false, showMaxLabel: false, formatter: (value: number) => `${formatNumber(Math.round(value * 1000) / 1000)}°` }, splitLine: { lineStyle: { color: colours.line } } });
  return {
    grid: { left: 70, right: 20, top: 20, bottom: 40 }, xAxis: axis(x, spanX), yAxis: axis(y, spanY),
    series: [{ type: 'scatter', id: 'points', cursor: 'pointer', data: points.map(({ longitude, latitude }) => [longitude, latitude]), symbolSize: (_value: unknown, { dataIndex }: { dataIndex: number }) => sizeOf(points[dataIndex]?.families ?? 1), itemStyle: { color: colours.accent, opacity: 0.75 } }],
  };
}
