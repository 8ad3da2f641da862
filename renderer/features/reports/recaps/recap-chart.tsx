import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useLanguage, useText } from '../../../text/text.ts';
import { Chart } from '../../../ui/chart/chart.tsx';
import type { ChartColours } from '../../../ui/chart/chart-colours.ts';
import { areaOf, itemsOf, listBehind, rowTitle } from './recap-items.ts';
import type { Item, Recap, RecapRow } from './recap-items.ts';
import type { RecapState } from './recap-state.ts';

const BAR = 22;
/** Room for the legend and the axis. */
const AROUND = 64;

/** A recap as bars, a bar an area: stacked where each family counts once, else of one item. A part of a bar opens its list. */
export function RecapChart({ report, state, item }: { report: Recap; state: RecapState; item: Item | null }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const [, go] = useLocation();
  const rows = useMemo(() => report.rows.filter((row) => row['sent'] !== false), [report]);
  const shown = useMemo(() => (item ? [item] : itemsOf(report, t, language)), [report, item, t, language]);
  const titles = useMemo(() => rows.map((row) => rowTitle(row, t)), [rows, t]);
  const option = useMemo(() => (_room: object, colours: ChartColours) => barOption(rows, titles, shown, colours), [rows, titles, shown]);
  const label = t('recaps.chartLabel', { items: shown.map(({ title }) => title).join(', '), n: rows.length });
  const pick = (series: string, place: number): void => {
    const [row, one] = [rows[place], shown.find(({ key }) => key === series)];
    if (row && one) go(listBehind(state, areaOf(row), one.filter));
  };
  return <Chart option={option} height={Math.max(160, rows.length * BAR + AROUND)} label={label} onPick={pick} />;
}

function barOption(rows: readonly RecapRow[], titles: readonly string[], shown: readonly Item[], colours: ChartColours) {
  const fills = shown.length === 1 ? [colours.accent] : colours.scale(shown.length);
  const text = { color: colours.ink, fontSize: 12 };
  return {
    grid: { left: 8, right: 24, top: shown.length > 1 ? 36 : 8, bottom: 8, containLabel: true },
    ...(shown.length > 1 && { legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: text } }),
    tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' }, backgroundColor: colours.paper, borderColor: colours.line, textStyle: text },
    xAxis: { type: 'value', minInterval: 1, axisLabel: { color: colours.quiet }, splitLine: { lineStyle: { color: colours.line } } },
    yAxis: { type: 'category', inverse: true, data: titles, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.line } }, axisLabel: { ...text, width: 190, overflow: 'truncate' } },
    series: shown.map(({ key, title }, place) => ({
      type: 'bar', id: key, name: title, stack: 'all', barMaxWidth: 16, cursor: 'pointer', itemStyle: { color: fills[place], borderColor: colours.paper, borderWidth: shown.length > 1 ? 0.5 : 0 },
      data: rows.map((row) => Number(row[key] ?? 0)), ...(shown.length === 1 && { label: { show: true, position: 'right', color: colours.ink } }),
    })),
  };
}
