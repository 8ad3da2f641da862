import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import { formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import css from './import.module.css';
import type { Preview } from './recognised-step.tsx';
import { RegionDialog } from './region-dialog.tsx';
import type { RegionChoice } from './region-dialog.tsx';

/** BPS region codes beside the names in the file: which kelurahan or desa each means, confirmed once. */
export function RegionsPart({ preview }: { preview: Preview }): ReactNode {
  const t = useText();
  const confirm = useAction('import.confirmRegions');
  const [chosen, setChosen] = useState<Readonly<Record<string, RegionChoice>>>({});
  const [choosing, setChoosing] = useState<Preview['regions'][number] | null>(null);
  const open = preview.regions.filter((region) => !region.confirmed);
  const meant = (region: Preview['regions'][number]): RegionChoice | null =>
    chosen[region.bpsCode] ?? (region.region === null ? null : { code: region.region, name: region.regionName ?? region.region });
  const ready = open.length > 0 && open.every((region) => meant(region) !== null);
  const save = (): void => {
    const regions = preview.regions.flatMap((region) => {
      const choice = meant(region);
      return choice && (!region.confirmed || chosen[region.bpsCode]) ? [{ bpsCode: region.bpsCode, region: choice.code }] : [];
    });
    confirm.mutate({ staging: preview.staging, regions }, { onSuccess: () => setChosen({}) });
  };
  useKeys([{ key: 'Ctrl+Enter', label: t('imports.regionsConfirm', { n: open.length }), run: save }], { active: ready && !confirm.isPending && choosing === null });
  return (
    <section className={css.part}>
      <h2>{t('imports.regions')}</h2>
      <p>{t(open.length > 0 ? 'imports.regionsOpen' : 'imports.regionsDone', { n: open.length })}</p>
      <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('imports.regions')}>
        <table className={css.table}>
          <thead><tr><th scope="col">{t('imports.colBps')}</th><th scope="col">{t('imports.colBpsName')}</th><th scope="col" className={css.right}>{t('imports.colRows')}</th><th scope="col">{t('imports.colRegion')}</th><th scope="col">{t('imports.colState')}</th></tr></thead>
          <tbody>
            {preview.regions.map((region) => {
              const choice = meant(region);
              return (
                <tr key={region.bpsCode}>
                  <td>{region.bpsCode.startsWith('~') ? <span className={css.quiet}>{t('imports.noBpsCode')}</span> : region.bpsCode}</td>
                  <td>{region.bpsName}</td>
                  <td className={css.right}>{formatNumber(region.rows)}</td>
                  <td>
                    {choice ? <>{choice.name} <span className={css.quiet}>{choice.code}</span> </> : <Mark severity="warn">{t('imports.regionUnknown')}</Mark>}{' '}
                    {!region.confirmed && <button type="button" className={css.linkButton} onClick={() => setChoosing(region)}>{t('imports.regionChoose')}</button>}
                  </td>
                  <td>{region.confirmed ? <Mark severity="done">{t('imports.regionConfirmed')}</Mark> : <Mark severity="warn">{t('imports.regionToConfirm')}</Mark>}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {confirm.error && <ErrorNotice error={confirm.error} />}
      {open.length > 0 && <div><Button disabled={!ready} loading={confirm.isPending} onClick={save}>{t('imports.regionsConfirm', { n: open.length })}</Button></div>}
      {choosing && (
        <RegionDialog
          bpsName={choosing.bpsName} onClose={() => setChoosing(null)}
          onChoose={(choice) => { setChosen({ ...chosen, [choosing.bpsCode]: choice }); setChoosing(null); }}
        />
      )}
    </section>
  );
}
