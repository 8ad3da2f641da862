import { Button, Checkbox } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { scheduleFor } from '../../../db/rules/due-dates.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { callShell } from '../../bridge.ts';
import { problemText } from '../../text/error-text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { focusHome } from '../../ui/focus-home.ts';
import { baseName, formatMoment } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import { PackageViews } from './package-views.tsx';
import css from './packages.module.css';
import { choiceOf, scheduleWith } from './schedule-choice.ts';
import type { ScheduleChoice, ScheduleRow } from './schedule-choice.ts';
import { ScheduleFields } from './schedule-fields.tsx';
import { scheduleWords } from './schedule-words.ts';

const starterJob = 'starter';

/** Berkas awal: one file per office of the city, with its region, the city's card, templates, rules and schedule in it. */
export function StarterScreen(): ReactNode {
  const t = useText();
  const table = useCall('below.table', {});
  const written = useCall('starter.list', {});
  const write = useAction('starter.write');
  const mayWrite = useMay('setting.write');
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const language = useLanguage();
  const reference = useCall('reference.status', { lang: language });
  const set = useAction('reference.set');
  const schedule = reference.data?.draft?.schedule ?? [];
  const [changed, setChanged] = useState<ScheduleChoice | null>(null);
  const choice = changed ?? choiceOf(schedule);
  const inFile = scheduleWith(schedule, choice);
  const kecamatan = useKecamatan();
  const rows = [...(table.data ?? []), ...kecamatan.map((one) => ({ ...one, trusted: false, revoked: false, starter: written.data?.find(({ code }) => code === one.code)?.state ?? null }))];
  const open = rows.filter((row) => row.starter === null && !row.trusted);
  // Until somebody chooses, it is for every kelurahan and desa that has none yet; writing one again, or for a kecamatan, is a choice.
  const codes = chosen ?? new Set(open.filter((row) => !kecamatan.some((one) => one.code === row.code)).map((row) => row.code));
  const toggle = (code: string): void => setChosen(new Set(codes.has(code) ? [...codes].filter((each) => each !== code) : [...codes, code]));
  const may = mayWrite && codes.size > 0 && !write.isPending && !set.isPending && reference.data !== undefined;
  const start = async (): Promise<void> => {
    setError(null);
    const folder = await callShell('shell.chooseFolder', { title: t('exchange.starterFolder') });
    if (folder === null) return;
    // What stands on the screen is what the files say, and the next reference data with them.
    if (JSON.stringify(choice) !== JSON.stringify(choiceOf(schedule))) await set.mutateAsync({ schedule: inFile });
    await write.mutateAsync({ codes: [...codes], folder, job: starterJob });
  };
  const run = (): void => { if (may) void start().catch(setError); };
  useKeys([{ key: 'Ctrl+Enter', label: t('exchange.starterWrite', { n: codes.size }), run }], { active: may });
  // What was pressed may not be pressed while the files are written, nor once nothing is left to write.
  useEffect(() => focusHome(), [write.isPending]);
  const refused = (write.data ?? []).filter((row) => row.refusal !== null);
  return (
    <Page title={t('exchange.starterTitle')} hint={t('exchange.starterHint')} actions={mayWrite && rows.length > 0 ? <Button disabled={!may} loading={write.isPending} onClick={run}>{t('exchange.starterWrite', { n: codes.size })} …</Button> : undefined}>
      <PackageViews />
      {(table.error ?? written.error ?? reference.error) && <ErrorNotice error={table.error ?? written.error ?? reference.error} retry={() => { void table.refetch(); void written.refetch(); void reference.refetch(); }} />}
      {error !== null && <ErrorNotice error={error} />}
      {write.isPending && <Progress job={starterJob} label={t('exchange.starterWriting')} />}
      {write.data && (
        <Notice severity={refused.length > 0 ? 'warn' : 'done'} title={t('exchange.starterDone', { n: write.data.length - refused.length, refused: refused.length })}>
          {t('exchange.starterDoneHint')}
        </Notice>
      )}
      {refused.map((row) => <Notice key={row.code} severity="block" title={row.name}>{problemText(language, { code: row.refusal ?? '', params: { name: row.name } })}</Notice>)}
      {table.data && rows.length === 0 && <EmptyState icon={IconFileCertificate} title={t('exchange.starterNone')} />}
      {rows.length > 0 && reference.data && (
        <section className={css.part}>
          <h2>{t('exchange.starterSchedule')}</h2>
          <p>{t('exchange.starterScheduleHint')}</p>
          <ScheduleFields value={choice} disabled={!mayWrite || write.isPending} onChange={setChanged} />
        </section>
      )}
      {rows.length > 0 && (
        <div className={css.tableBox} tabIndex={0} data-home-focus role="region" aria-label={t('exchange.starterTitle')}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col"><Checkbox aria-label={t('exchange.starterAll')} checked={codes.size === rows.length} indeterminate={codes.size > 0 && codes.size < rows.length} onChange={() => setChosen(codes.size === rows.length ? new Set() : new Set(rows.map((row) => row.code)))} /></th>
                <th scope="col">{t('packages.colOffice')}</th><th scope="col">{t('packages.colState')}</th><th scope="col">{t('exchange.colSchedule')}</th><th scope="col">{t('exchange.colWritten')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const known = written.data?.find((one) => one.code === row.code);
                const file = write.data?.find((one) => one.code === row.code)?.file;
                return (
                  <tr key={row.code}>
                    <td><Checkbox aria-label={row.name} checked={codes.has(row.code)} disabled={write.isPending} onChange={() => toggle(row.code)} /></td>
                    <td><strong>{row.name}</strong><span className={css.second}>{row.code}</span></td>
                    <td>{row.revoked && row.starter !== 'written' ? <Mark severity="warn">{t('packages.cardRevoked')}</Mark> : row.trusted || row.starter === 'used' ? <Mark severity="done">{t('exchange.starterUsed')}</Mark> : row.starter === 'written' ? <Mark severity="info">{t('exchange.starterWaits')}</Mark> : <Mark severity="warn">{t('exchange.starterMissing')}</Mark>}</td>
                    <td>{!row.trusted && codes.has(row.code) ? <InFile row={scheduleFor(inFile, row.code)} /> : known?.schedule === undefined ? <span className={css.quiet}>–</span> : <InFile row={known.schedule} />}</td>
                    <td>{known ? <>{formatMoment(known.at)}<span className={css.second}>{known.by}</span></> : <span className={css.quiet}>–</span>}{file && <span className={css.second}>{baseName(file)}</span>}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

/** When an office is to hand in by its file: the one that was written, or of a chosen row the one that would be written now. */
function InFile({ row }: { row: ScheduleRow | null }): ReactNode {
  const t = useText();
  if (row === null) return <Mark severity="warn">{t('exchange.stateNone')}</Mark>;
  return <>{scheduleWords(t, row.every, row.day)}{row.grace > 0 && <span className={css.second}>{t('exchange.graceDays', { n: row.grace })}</span>}</>;
}

/** The kecamatan of a city or regency; a kecamatan itself, and a province, write files for none. */
function useKecamatan(): readonly { readonly code: string; readonly name: string }[] {
  const t = useText();
  const { office } = useSession();
  const below = useCall('region.children', { code: office.code });
  return ['kota', 'kabupaten'].includes(office.level) ? (below.data ?? []).map(({ code, name }) => ({ code, name: t('exchange.kecamatan', { name }) })) : [];
}
