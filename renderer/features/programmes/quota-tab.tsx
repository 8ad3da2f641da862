import { Button, NumberInput, TextInput } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { isRegionCode } from '../../../db/rules/region-code.ts';
import type { CallOutput } from '../../../db/api/contract.ts';
import { allRows, useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatNumber, formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import { MoveDialog } from '../enrolment/index.ts';
import type { Programme } from './programme-words.ts';
import css from './programmes.module.css';

type View = CallOutput<'quota.get'>;
type Waiting = CallOutput<'quota.waiting'>[number];

/** Kuota: places by region with what is used and free, and who waits in which order. */
export function QuotaTab({ programme }: { programme: Programme }): ReactNode {
  const view = useCall('quota.get', { programme: programme.id });
  const info = useCall('office.info', {});
  if (view.data && info.data) return <Quota key={JSON.stringify(view.data.rows.map((row) => [row.region, row.places]))} programme={programme} view={view.data} today={info.data.today} />;
  return view.error ? <ErrorNotice error={view.error} retry={() => void view.refetch()} /> : null;
}

function Quota({ programme, view, today }: { programme: Programme; view: View; today: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const language = useLanguage();
  const save = useAction('quota.save');
  const mayWrite = useMay('programme.write') && view.editable;
  const mayEnrol = useMay('enrol.write');
  const [places, setPlaces] = useState<Readonly<Record<string, number | null>>>({});
  const [added, setAdded] = useState<readonly string[]>([]);
  const [code, setCode] = useState('');
  const [active, setActive] = useState<Waiting | null>(null);
  const [deciding, setDeciding] = useState<Waiting | null>(null);
  const waiting = useCall('quota.waiting', { programme: programme.id, lang: language });
  const dirty = Object.keys(places).length > 0;
  const rows = [...view.rows, ...added.filter((region) => !view.rows.some((row) => row.region === region)).map((region) => ({ region, regionName: region, places: null, used: 0, free: null, waiting: 0 }))];
  const store = (): void => { if (dirty) save.mutate({ programme: programme.id, places }, { onSuccess: () => say({ text: t('enrolment.quotaSaved', { n: Object.keys(places).length }) }) }); };
  const add = (): void => { if (isRegionCode(code.trim())) { setAdded((old) => [...new Set([...old, code.trim()])]); setCode(''); } };
  const at = waiting.data?.find((one) => one.enrolment === active?.enrolment) ?? waiting.data?.[0] ?? null;
  useKeys([
    ...(mayWrite ? [{ key: 'Ctrl+S', label: t('enrolment.quotaSave'), run: store }] : []),
    ...(mayEnrol && at ? [{ key: 't', label: t('enrolment.act_decide'), run: () => setDeciding(at) }] : []),
  ]);
  return (
    <div className={css.quota}>
      <section className={css.quotaSide}>
        <p>{view.places > 0 ? t('enrolment.quotaHint', { used: formatNumber(view.used), places: formatNumber(view.places), waiting: formatNumber(view.waiting) }) : t('enrolment.quotaNone', { used: formatNumber(view.used), waiting: formatNumber(view.waiting) })}</p>
        {view.setBy !== null && <p>{t('enrolment.quotaSetBy', { name: view.setBy })}</p>}
        <table className={css.quotaTable} aria-label={t('enrolment.tabQuota')}>
          <thead><tr><th>{t('enrolment.region')}</th><th data-numeric>{t('enrolment.places')}</th><th data-numeric>{t('enrolment.used')}</th><th data-numeric>{t('enrolment.free')}</th><th data-numeric>{t('enrolment.waiting')}</th></tr></thead>
          <tbody>
            {rows.length === 0 && <tr><td colSpan={5}>{t('enrolment.noRegions')}</td></tr>}
            {rows.map((row) => (
              <tr key={row.region}>
                <td>{row.regionName}</td>
                <td data-numeric>{mayWrite ? <NumberInput className={css.quotaField} aria-label={t('enrolment.placesOf', { region: row.regionName })} value={(row.region in places ? places[row.region] : row.places) ?? ''} min={0} hideControls allowDecimal={false} thousandSeparator="." decimalSeparator="," onChange={(next) => setPlaces((old) => ({ ...old, [row.region]: typeof next === 'number' ? next : null }))} /> : row.places === null ? t('enrolment.noQuota') : formatNumber(row.places)}</td>
                <td data-numeric>{formatNumber(row.used)}</td>
                <td data-numeric>{row.free === null ? '' : row.free < 0 ? <Mark severity="warn">{t('enrolment.over', { n: formatNumber(-row.free) })}</Mark> : formatNumber(row.free)}</td>
                <td data-numeric>{formatNumber(row.waiting)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {mayWrite && (
          <div className={css.deliveryBar}>
            <TextInput label={t('enrolment.regionCode')} placeholder="64.74.03.1002" value={code} maxLength={13} autoComplete="off" onChange={(event) => setCode(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); add(); } }} />
            <Button variant="default" disabled={!isRegionCode(code.trim())} onClick={add}>{t('enrolment.addRegion')}</Button>
            <Button disabled={!dirty} loading={save.isPending} onClick={store}>{t('enrolment.quotaSave')}</Button>
          </div>
        )}
        {save.error && <ErrorNotice error={save.error} />}
      </section>
      <section className={css.quotaWaiting}>
        <header><div className={css.grow}><h2>{t('enrolment.waitingTitle')}</h2><p>{t('enrolment.waitingOrder')}</p></div>{mayEnrol && at && <Button onClick={() => setDeciding(at)}>{t('enrolment.act_decide')} …</Button>}</header>
        <DataTable
          label={t('enrolment.waitingTitle')} columns={waitingColumns(t)} pages={allRows(waiting)} rowKey={(one) => one.enrolment} onActive={setActive} onOpen={(one) => go(one.group === null ? `/keluarga/${one.family ?? ''}${one.person === null ? '' : `/${one.person}`}` : `/program/kelompok/${one.group}`)} total={waiting.data?.length ?? 0}
          empty={<EmptyState icon={IconUsersGroup} title={t('enrolment.noneWaiting')}>{t('enrolment.noneWaitingHint')}</EmptyState>}
        />
      </section>
      {deciding && <MoveDialog parts={[{ id: deciding.enrolment, name: deciding.name }]} move="decide" today={today} onClose={() => setDeciding(null)} />}
    </div>
  );
}

function waitingColumns(t: Translate): Column<Waiting>[] {
  return [
    { key: 'place', header: t('enrolment.place'), width: '48px', numeric: true, render: (one) => formatNumber(one.place) },
    { key: 'name', header: t('enrolment.name'), width: 'minmax(210px, 3fr)', render: (one) => <>{one.name}{one.place === 1 && <> <Mark severity="info">{t('enrolment.next')}</Mark></>}</> },
    { key: 'rt', header: t('enrolment.rtRw'), width: '84px', render: (one) => [one.rt, one.rw].map((part) => part ?? '–').join('/') },
    { key: 'desil', header: t('enrolment.desil'), width: '64px', numeric: true, render: (one) => (one.desil === null ? t('enrolment.unranked') : formatNumber(one.desil)) },
    { key: 'proposed', header: t('enrolment.proposedOn'), width: '96px', render: (one) => formatShortDate(one.proposedOn) },
    { key: 'source', header: t('enrolment.source'), width: 'minmax(80px, 1fr)', render: (one) => one.source ?? '' },
  ];
}
