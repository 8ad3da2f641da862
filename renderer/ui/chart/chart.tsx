import { useComputedColorScheme } from '@mantine/core';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { chartColours } from './chart-colours.ts';
import type { ChartColours } from './chart-colours.ts';
import css from './chart.module.css';
import type { registerMap } from './echarts.ts';

/** Shapes that a map is drawn from: GeoJSON whose features are told apart by `name`. */
export interface ChartMap {
  readonly name: string;
  readonly geoJson: object;
}

interface ChartProps {
  /** What is drawn, in so much room and in the colours of the present theme. Keep it from changing without need. */
  readonly option: (room: { readonly width: number; readonly height: number }, colours: ChartColours) => EChartsCoreOption;
  readonly height: number | string;
  /** What it shows, in words; the numbers themselves stand in a table beside it. */
  readonly label: string;
  readonly map?: ChartMap;
  /** Something was chosen: the number of its series and of its place in it. */
  readonly onPick?: (series: string, place: number) => void;
}

/** A drawing on a canvas. The library comes only when something is drawn. */
export function Chart({ option, height, label, map, onPick }: ChartProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  const scheme = useComputedColorScheme();
  const [chart, setChart] = useState<EChartsType | null>(null);
  useEffect(() => { pick.current = onPick; });
  useEffect(() => {
    let made: EChartsType | null = null;
    let gone = false;
    void import('./echarts.ts').then(({ init }) => {
      if (gone || !box.current) return;
      made = init(box.current, undefined, { renderer: 'canvas' });
      made.on('click', ({ seriesId, seriesName, dataIndex }) => pick.current?.(seriesId ?? seriesName ?? '', dataIndex));
      setChart(made);
    });
    return () => {
      gone = true;
      made?.dispose();
    };
  }, []);
  useEffect(() => {
    const element = box.current;
    if (!chart || !element) return;
    const draw = async (): Promise<void> => {
      if (map) (await import('./echarts.ts')).registerMap(map.name, map.geoJson as Parameters<typeof registerMap>[1]);
      if (chart.isDisposed()) return;
      chart.resize();
      chart.setOption({ animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }, ...option({ width: element.clientWidth, height: element.clientHeight }, chartColours()) }, { notMerge: true });
      element.dataset['drawn'] = 'true';
    };
    void draw();
    const observer = new ResizeObserver(() => void draw());
    observer.observe(element);
    return () => observer.disconnect();
  }, [chart, option, map, scheme]);
  return <div ref={box} className={css.chart} style={{ height }} role="img" aria-label={label} />;
}
