import { Button, Checkbox, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { boxSetting, readBoxes } from '../../../db/rules/geo/region-box.ts';
import { twoPersonsSetting } from '../../../db/rules/two-persons.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import css from './visits.module.css';

const sides = ['south', 'north', 'west', 'east'] as const;
type Sides = Record<(typeof sides)[number], number | string>;

/** How verification is done here: by two people or not, where the houses of this kelurahan lie, and the photos in safety. */
export function RulesDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const settings = useCall('setting.get', {});
  return settings.data ? <Shown settings={settings.data} onClose={onClose} /> : <Dialog title={t('verval.rules')} onClose={onClose}>{settings.error ? <ErrorNotice error={settings.error} /> : null}</Dialog>;
}

function Shown({ settings, onClose }: { settings: Readonly<Record<string, string>>; onClose: () => void }): ReactNode {
  const t = useText();
  const { office } = useSession();
  const set = useAction('setting.set');
  const mayBackup = useMay('backup');
  const mayRestore = useMay('restore');
  const boxes = readBoxes(settings[boxSetting]);
  const present = boxes[office.code];
  const [two, setTwo] = useState(settings[twoPersonsSetting] !== 'off');
  const [box, setBox] = useState<Sides>({ south: present?.south ?? '', north: present?.north ?? '', west: present?.west ?? '', east: present?.east ?? '' });
  const [error, setError] = useState<unknown>(null);
  const numbers = sides.map((side) => box[side]).filter((one): one is number => typeof one === 'number');
  const empty = sides.every((side) => box[side] === '');
  const whole = numbers.length === sides.length && Number(box.south) < Number(box.north) && Number(box.west) < Number(box.east);
  const ready = (empty || whole) && !set.isPending;
  const run = async (): Promise<void> => {
    const { [office.code]: _old, ...others } = boxes;
    const next = empty ? others : { ...others, [office.code]: { south: Number(box.south), north: Number(box.north), west: Number(box.west), east: Number(box.east) } };
    await set.mutateAsync({ key: twoPersonsSetting, value: two ? 'on' : 'off' });
    await set.mutateAsync({ key: boxSetting, value: Object.keys(next).length === 0 ? '' : JSON.stringify(next) });
    say({ text: t('verval.rulesSaved') });
    onClose();
  };
  const keep = (): void => { if (ready) run().catch(setError); };
  const photos = async (way: 'photo.backup' | 'photo.restore'): Promise<void> => {
    const folder = await callShell('shell.chooseFolder', { title: t('verval.photoFolder') });
    if (folder === null) return;
    const { added, total } = await callApi(way, { folder });
    say({ text: t(way === 'photo.backup' ? 'verval.photoBackedUp' : 'verval.photoRestored', { n: formatNumber(added), total: formatNumber(total) }) });
  };
  return (
    <Dialog
      title={t('verval.rules')} onClose={onClose} keys={[{ key: 'Ctrl+Enter', label: t('verval.keep'), run: keep }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={set.isPending} onClick={keep}>{t('verval.keep')}</Button></>}
    >
      <Checkbox data-autofocus label={t('verval.twoPeople')} description={t('verval.twoPeopleHint')} checked={two} onChange={(event) => setTwo(event.currentTarget.checked)} />
      <fieldset className={css.block}>
        <legend>{t('verval.box')}</legend>
        <p className={css.quiet}>{t('verval.boxHint')}</p>
        <div className={css.line}>
          {sides.map((side) => <NumberInput key={side} label={t(`verval.side_${side}`)} decimalScale={6} decimalSeparator="," min={side === 'south' || side === 'north' ? -90 : -180} max={side === 'south' || side === 'north' ? 90 : 180} hideControls value={box[side]} onChange={(value) => setBox({ ...box, [side]: value })} />)}
        </div>
      </fieldset>
      {(mayBackup || mayRestore) && (
        <fieldset className={css.block}>
          <legend>{t('verval.photoSafety')}</legend>
          <p className={css.quiet}>{t('verval.photoSafetyHint')}</p>
          <div className={css.bar}>
            {mayBackup && <Button variant="default" onClick={() => { photos('photo.backup').catch(setError); }}>{t('verval.photoBackup')} …</Button>}
            {mayRestore && <Button variant="default" onClick={() => { photos('photo.restore').catch(setError); }}>{t('verval.photoRestore')} …</Button>}
          </div>
        </fieldset>
      )}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
