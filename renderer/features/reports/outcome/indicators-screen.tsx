import { Button, Select } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { formatDate, formatNumber } from '../../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import { Page, Panel } from '../../../ui/page.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import { FigureDialog } from './figure-dialog.tsx';
import { FigureHistory } from './figure-history.tsx';
import { FigureImport } from './figure-import.tsx';
import { FigureTable } from './figure-table.tsx';
import { IndicatorChart } from './indicator-chart.tsx';
import { IndicatorDialog } from './indicator-dialog.tsx';
import css from './outcome.module.css';

export type Indicator = CallOutput<'indicator.list'>[number];
export type Figure = Indicator['values'][number];
type Open = { readonly kind: 'indicator'; readonly of: Indicator | null } | { readonly kind: 'figure' | 'history' | 'void'; readonly figure: Figure } | { readonly kind: 'fresh' | 'import' | 'save' };

/** Published indicators with their targets, and in a panel of their own the register's counts. */
export function IndicatorsScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const list = useCall('indicator.list', {});
  const mayWrite = useMay('programme.write');
  const maySave = useMay('report.export');
  const take = useAction('indicator.void');
  const [chosen, setChosen] = useState('');
  const [area, setArea] = useState('');
  const [open, setOpen] = useState<Open | null>(null);
  const indicator = list.data?.find((one) => one.id === chosen) ?? list.data?.[0];
  const close = (): void => setOpen(null);
  useKeys([
    { key: 'Escape', label: t('outcomes.back'), run: () => go('/laporan') },
    ...(mayWrite ? [{ key: 'Ctrl+N', label: t(indicator ? 'outcomes.figureNew' : 'outcomes.indicatorNew'), run: () => setOpen(indicator ? { kind: 'fresh' } : { kind: 'indicator', of: null }) }] : []),
    ...(mayWrite && indicator ? [{ key: 'i', label: t('outcomes.importFile'), run: () => setOpen({ kind: 'import' }) }] : []),
    ...(maySave && indicator ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setOpen({ kind: 'save' }) }] : []),
  ], { active: open === null });
  const areas = [...new Map((indicator?.values ?? []).map((one) => [one.area, one.areaName])).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const values = (indicator?.values ?? []).filter((one) => area === '' || one.area === area);
  const counts = (indicator?.counts ?? []).filter((one) => area === '' || one.area === area);
  const nameOf = new Map(areas);
  return (
    <Page
      title={t('outcomes.indicators')} hint={t('outcomes.indicatorsHint')}
      actions={
        <>
          <Button variant="default" onClick={() => go('/laporan')}>{t('outcomes.back')}</Button>
          {mayWrite && <Button variant="default" onClick={() => setOpen({ kind: 'indicator', of: null })}>{t('outcomes.indicatorNew')} …</Button>}
          {mayWrite && indicator && <Button variant="default" onClick={() => setOpen({ kind: 'import' })}>{t('outcomes.importFile')} …</Button>}
          {maySave && indicator && <Button variant="default" onClick={() => setOpen({ kind: 'save' })}>{t('reports.save')} …</Button>}
          {mayWrite && indicator && <Button onClick={() => setOpen({ kind: 'fresh' })}>{t('outcomes.figureNew')} …</Button>}
        </>
      }
    >
      {list.error && <ErrorNotice error={list.error} retry={() => void list.refetch()} />}
      {list.data?.length === 0 && <EmptyState icon={IconTargetArrow} title={t('outcomes.indicatorNone')} action={mayWrite && <Button onClick={() => setOpen({ kind: 'indicator', of: null })}>{t('outcomes.indicatorNew')} …</Button>}>{t('outcomes.indicatorNoneHint')}</EmptyState>}
      {indicator && (
        <>
          <div className={css.bar}>
            <Select w={360} aria-label={t('outcomes.indicatorChoose')} value={indicator.id} allowDeselect={false} data={(list.data ?? []).map((one) => ({ value: one.id, label: `${one.name} (${one.unit})` }))} onChange={(value) => { setChosen(value ?? ''); setArea(''); }} />
            <Select w={240} aria-label={t('outcomes.area')} value={area} allowDeselect={false} data={[{ value: '', label: t('outcomes.areaAll') }, ...areas.map(([value, label]) => ({ value, label }))]} onChange={(value) => setArea(value ?? '')} />
            {mayWrite && indicator.own && <Button variant="subtle" onClick={() => setOpen({ kind: 'indicator', of: indicator })}>{t('outcomes.indicatorEdit')} …</Button>}
            {indicator.note !== null && <span className={css.quiet}>{indicator.note}</span>}
          </div>
          <div className={css.columns}>
            <Panel>
              <div className={css.stack}>
                <h2>{t('outcomes.publishedTitle')}</h2>
                <IndicatorChart indicator={indicator} area={area === '' ? (areas[0]?.[0] ?? '') : area} areaName={(area === '' ? areas[0]?.[1] : nameOf.get(area)) ?? ''} />
                <FigureTable indicator={indicator} values={values} mayWrite={mayWrite} onEdit={(figure) => setOpen({ kind: 'figure', figure })} onHistory={(figure) => setOpen({ kind: 'history', figure })} />
              </div>
            </Panel>
            <Panel>
              <h2>{t('outcomes.registerTitle', { what: indicator.besideLabel })}</h2>
              {counts.length === 0 ? <p className={css.quiet}>{t('outcomes.registerNone')}</p> : (
                <table className={css.numbers}>
                  <thead><tr><th scope="col">{t('outcomes.colDay')}</th><th scope="col">{t('outcomes.colArea')}</th><th scope="col" className={css.right}>{t('outcomes.colCount')}</th><th scope="col" className={css.right}>{t('outcomes.colWhole')}</th></tr></thead>
                  <tbody>{counts.map((one) => <tr key={`${one.area} ${one.year}`}><td>{formatDate(one.day)}</td><td>{nameOf.get(one.area) ?? one.area}</td><td className={css.right}>{formatNumber(one.count)}</td><td className={css.right}>{formatNumber(one.whole)}</td></tr>)}</tbody>
                </table>
              )}
              <p className={css.quiet}>{t('outcomes.registerHint')}</p>
            </Panel>
          </div>
        </>
      )}
      {open?.kind === 'indicator' && <IndicatorDialog indicator={open.of} onClose={close} onSaved={setChosen} />}
      {open?.kind === 'fresh' && indicator && <FigureDialog indicator={indicator} figure={null} onVoid={() => undefined} onClose={close} />}
      {open?.kind === 'figure' && indicator && <FigureDialog indicator={indicator} figure={open.figure} onVoid={(figure) => setOpen({ kind: 'void', figure })} onClose={close} />}
      {open?.kind === 'history' && <FigureHistory figure={open.figure} onClose={close} />}
      {open?.kind === 'import' && indicator && <FigureImport indicator={indicator} onClose={close} />}
      {open?.kind === 'void' && (
        <ReasonDialog title={t('outcomes.figureVoidTitle', { year: String(open.figure.year) })} action={t('outcomes.figureVoid')} danger onClose={close} onDo={async (reason) => { await take.mutateAsync({ entity: 'indicatorValue', id: open.figure.id, reason }); close(); }}>
          <p>{t('outcomes.figureVoidHint')}</p>
        </ReasonDialog>
      )}
      {open?.kind === 'save' && indicator && <SaveDialog name="indicators" title={indicator.name} params={{ indicator: indicator.id }} onClose={close} />}
    </Page>
  );
}
