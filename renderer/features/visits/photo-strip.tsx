import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatShortDate } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { shrinkPhoto } from './shrink-photo.ts';
import { choicesOf, wordsOf } from './visit-words.ts';
import type { Visit } from './visit-words.ts';
import css from './visits.module.css';

type Photo = Visit['photos'][number];

interface PhotoStripProps {
  readonly visit: string;
  readonly photos: readonly Photo[];
  /** Photos may be added and taken away. */
  readonly open: boolean;
}

/** The photos of a visit: each opens in full; new ones are made smaller before they are kept. */
export function PhotoStrip({ visit, photos, open }: PhotoStripProps): ReactNode {
  const t = useText();
  const [shown, setShown] = useState<Photo | null>(null);
  const [subject, setSubject] = useState('1');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const add = async (): Promise<void> => {
    const paths = await callShell('shell.openFile', { title: t('verval.photoAdd'), extensions: ['jpg', 'jpeg'], multiple: true });
    for (const path of paths ?? []) {
      const { image, ...facts } = await callApi('photo.read', { path });
      // What cannot be drawn here is offered as it is; the store says what is wrong with it.
      await callApi('photo.add', { visit, subject: Number(subject), image: (await shrinkPhoto(image)) ?? image, ...facts });
    }
  };
  const run = (): void => {
    setBusy(true);
    setError(null);
    add().catch(setError).finally(() => setBusy(false));
  };
  return (
    <fieldset className={css.block}>
      <legend>{t('verval.photos', { n: photos.length })}</legend>
      {photos.length === 0 ? <p className={css.quiet}>{t('verval.photosNone')}</p> : <ul className={css.photos}>{photos.map((photo) => <li key={photo.id}><Thumb photo={photo} onOpen={() => setShown(photo)} /></li>)}</ul>}
      {open && (
        <div className={css.bar}>
          <Select w={220} label={t('verval.photoSubject')} allowDeselect={false} value={subject} data={choicesOf('TEPAT.isiFoto')} onChange={(value) => setSubject(value ?? '1')} />
          <Button variant="default" loading={busy} onClick={run}>{t('verval.photoAdd')} …</Button>
        </div>
      )}
      {error !== null && <ErrorNotice error={error} />}
      {shown && <Whole photo={shown} open={open} onClose={() => setShown(null)} />}
    </fieldset>
  );
}

function Thumb({ photo, onOpen }: { photo: Photo; onOpen: () => void }): ReactNode {
  const picture = useCall('photo.get', { id: photo.id });
  const t = useText();
  const name = wordsOf('TEPAT.isiFoto', photo.subject);
  return (
    <>
      <button type="button" onClick={onOpen} aria-label={t('verval.photoOpen', { name })}>
        {picture.data ? <img src={`data:image/jpeg;base64,${picture.data.image}`} alt="" /> : <span className={css.missing}>{picture.error ? t('verval.photoMissing') : ''}</span>}
      </button>
      <span>{name}</span>
      <span>{formatShortDate(photo.takenOn)}</span>
    </>
  );
}

function Whole({ photo, open, onClose }: { photo: Photo; open: boolean; onClose: () => void }): ReactNode {
  const t = useText();
  const picture = useCall('photo.get', { id: photo.id });
  const away = useAction('photo.void');
  const [asking, setAsking] = useState(false);
  return (
    <Dialog title={wordsOf('TEPAT.isiFoto', photo.subject)} size="xl" onClose={onClose} actions={<>{open && <Button variant="default" onClick={() => setAsking(true)}>{t('verval.photoVoid')} …</Button>}<Button data-autofocus onClick={onClose}>{t('kit.close')}</Button></>}>
      {picture.error && <ErrorNotice error={picture.error} />}
      {picture.data && <img className={css.whole} src={`data:image/jpeg;base64,${picture.data.image}`} alt={wordsOf('TEPAT.isiFoto', photo.subject)} />}
      <p className={css.quiet}>{[formatShortDate(photo.takenOn), `${photo.width} × ${photo.height}`, photo.latitude === null ? '' : `${photo.latitude}, ${photo.longitude ?? ''}`].filter(Boolean).join(' · ')}</p>
      {asking && <ReasonDialog title={t('verval.photoVoid')} action={t('verval.photoVoid')} danger onClose={() => setAsking(false)} onDo={async (reason) => { await away.mutateAsync({ id: photo.id, reason }); onClose(); }} />}
    </Dialog>
  );
}
