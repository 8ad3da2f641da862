import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatDate } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import css from './cases.module.css';

type Photo = CallOutput<'case.family'>['photos'][number];

/** Which photo of a visit shows that a need is met, chosen by what is seen on it. */
export function PhotoChoice({ photos, value, onChange }: { photos: readonly Photo[]; value: string; onChange: (sha256: string) => void }): ReactNode {
  const t = useText();
  return (
    <Radio.Group label={t('cases.photo')} value={value} onChange={onChange}>
      <div className={css.photos}>
        <Radio value="" label={t('cases.noPhoto')} />
        {photos.map((photo) => <Radio key={photo.id} value={photo.sha256} label={<span className={css.photo}><Picture id={photo.id} words="" /><span>{words(photo)}</span></span>} />)}
      </div>
    </Radio.Group>
  );
}

/** Opens the photo by which a need was closed. */
export function PhotoButton({ photo }: { photo: Photo }): ReactNode {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" h={24} px={6} onClick={() => setOpen(true)}>{t('cases.photoOpen')}</Button>
      {open && <Dialog title={t('cases.photo')} size="xl" onClose={() => setOpen(false)} actions={<Button data-autofocus onClick={() => setOpen(false)}>{t('kit.close')}</Button>}><div className={css.whole}><Picture id={photo.id} words={words(photo)} /></div><p className={css.quiet}>{words(photo)}</p></Dialog>}
    </>
  );
}

function Picture({ id, words: alt }: { id: string; words: string }): ReactNode {
  const t = useText();
  const picture = useCall('photo.get', { id });
  if (picture.data) return <img src={`data:image/jpeg;base64,${picture.data.image}`} alt={alt} />;
  if (picture.error && alt !== '') return <ErrorNotice error={picture.error} />;
  return <span className={css.noPicture}>{picture.error ? t('verval.photoMissing') : ''}</span>;
}

function words({ subject, takenOn, note }: Photo): string {
  return [subject, takenOn === null ? null : formatDate(takenOn), note].filter(Boolean).join(' · ');
}
