import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useCall } from '../../app/calls.ts';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { PointMap } from './point-map.tsx';
import css from './visits.module.css';

/** A place and where it comes from. */
export const placeDraft = z.object({ latitude: z.number(), longitude: z.number(), from: z.number() });
type Place = z.infer<typeof placeDraft>;

/** TEPAT.sumberKoordinat. */
const source = { typed: 1, photo: 2, map: 3 } as const;

/** Where a house stands: typed, taken from a photo, or chosen on the map; a place outside the kelurahan is told at once. */
export function PlaceFields({ region, value, onChange }: { region: string | null; value: Place | null; onChange: (place: Place | null) => void }): ReactNode {
  const t = useText();
  const [texts, setTexts] = useState<readonly [string, string]>(value === null ? ['', ''] : [shown(value.latitude), shown(value.longitude)]);
  const [map, setMap] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const known = useCall('location.list', { filter: region === null ? {} : { region } }, { enabled: map });
  const checked = useCall('place.check', { ...(region !== null && { region }), latitude: value?.latitude ?? 0, longitude: value?.longitude ?? 0 }, { enabled: value !== null || map, keepPrevious: true });
  const set = (latitude: number, longitude: number, from: number): void => {
    setTexts([shown(latitude), shown(longitude)]);
    onChange({ latitude, longitude, from });
  };
  const type = (next: readonly [string, string]): void => {
    setTexts(next);
    const [latitude, longitude] = [degrees(next[0], 90), degrees(next[1], 180)];
    onChange(latitude === null || longitude === null ? null : { latitude, longitude, from: source.typed });
  };
  const fromPhoto = async (): Promise<void> => {
    const [path] = (await callShell('shell.openFile', { title: t('verval.placeFromPhoto'), extensions: ['jpg', 'jpeg'] })) ?? [];
    if (path === undefined) return;
    const { latitude, longitude } = await callApi('photo.read', { path });
    if (latitude === null || longitude === null) setError(new Error(t('verval.photoNoPlace')));
    else set(latitude, longitude, source.photo);
  };
  const doubt = value === null ? null : (checked.data?.doubt ?? null);
  const wrong = value === null && texts.some((one) => one.trim() !== '');
  return (
    <fieldset className={css.block}>
      <legend>{t('verval.place')}</legend>
      <div className={css.line}>
        <TextInput label={t('verval.latitude')} placeholder="0,1312" value={texts[0]} autoComplete="off" onChange={(event) => type([event.currentTarget.value, texts[1]])} error={wrong && degrees(texts[0], 90) === null} />
        <TextInput label={t('verval.longitude')} placeholder="117,4733" value={texts[1]} autoComplete="off" onChange={(event) => type([texts[0], event.currentTarget.value])} error={wrong && degrees(texts[1], 180) === null} />
        <Button variant="default" onClick={() => { setError(null); fromPhoto().catch(setError); }}>{t('verval.placeFromPhoto')} …</Button>
        <Button variant="default" aria-expanded={map} onClick={() => setMap(!map)}>{t('verval.placeOnMap')}</Button>
      </div>
      {map && <PointMap box={checked.data?.box ?? null} others={known.data?.rows ?? []} value={value} onChoose={(point) => set(point.latitude, point.longitude, source.map)} />}
      {map && <p className={css.quiet}>{t('verval.mapHint')}</p>}
      {doubt !== null && <Notice severity="warn" title={t(`verval.place_${doubt}`)} />}
      {error !== null && <ErrorNotice error={error} />}
    </fieldset>
  );
}

function shown(value: number): string {
  return String(value).replace('.', ',');
}

function degrees(text: string, most: number): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) || Math.abs(value) > most ? null : value;
}
