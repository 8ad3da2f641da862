import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { CallOutput } from '../../../db/api/contract.ts';
import { draftKinds } from '../../../db/rules/draft-kinds.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { DialogDraft } from '../../app/dialog-draft.tsx';
import { useSession } from '../../app/session.tsx';
import { useKept, useStored } from '../../app/use-kept.ts';
import { textIn, useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DraftDialog } from '../../ui/draft-dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import { EffectFields, effectDraft, effectsFrom, noEffects } from './effect-fields.tsx';
import { PhotoStrip } from './photo-strip.tsx';
import { placeDraft, PlaceFields } from './place-fields.tsx';
import { choicesOf, placeLine } from './visit-words.ts';
import type { Visit } from './visit-words.ts';
import css from './visits.module.css';

const maybe = z.string().nullable();

interface VisitDialogProps {
  readonly family: string;
  /** The visit that was planned or is corrected; null for one that nobody planned. */
  readonly visit: string | null;
  readonly round: string | null;
  /** Who goes, or would. */
  readonly enumerator: string | null;
  readonly onClose: () => void;
}

/** What a visit found, as the kader brought it: when, how, with what result, where, with photos; the register stays as it is until it is approved. */
export function VisitDialog(props: VisitDialogProps): ReactNode {
  const t = useText();
  const family = useCall('family.get', { id: props.family });
  const info = useCall('office.info', {});
  const known = useCall('verval.list', { ...(props.visit === null ? { family: props.family, limit: 1 } : { id: props.visit }) });
  if (family.data && info.data && known.data) {
    const title = textIn('id', 'verval.recordOf', { name: family.data.headName ?? textIn('id', 'verval.headless') });
    return (
      <DialogDraft kind={draftKinds.visit} target={props.family} title={title} opens={{ visit: props.visit, enumerator: props.enumerator }}>
        <Shown {...props} data={family.data} today={info.data.today} known={props.visit === null ? null : (known.data[0] ?? null)} />
      </DialogDraft>
    );
  }
  const error = family.error ?? known.error;
  return <Dialog title={t('verval.record')} size="lg" onClose={props.onClose}>{error ? <ErrorNotice error={error} /> : null}</Dialog>;
}

function Shown({ family, visit, round, enumerator: going, onClose, data, today, known }: VisitDialogProps & { data: CallOutput<'family.get'>; today: string; known: Visit | null }): ReactNode {
  const t = useText();
  const { user } = useSession();
  const enumerators = useCall('enumerator.list', {});
  const record = useAction('verval.record');
  const fresh = known === null || known.date === null;
  const [id, setId] = useState(visit);
  const stored = useStored();
  const [date, setDate] = useKept('date', maybe, known?.date ?? today);
  const [method, setMethod] = useKept('method', z.string(), String(known?.method ?? 1));
  const [result, setResult] = useKept('result', maybe, known?.result === null || known === null ? null : String(known.result));
  const [enumerator, setEnumerator] = useKept('enumerator', maybe, fresh ? going : (known.enumerator ?? null));
  const [visitor, setVisitor] = useKept('visitor', z.string(), fresh ? '' : (known.visitor ?? ''));
  const [note, setNote] = useKept('note', z.string(), known?.note ?? '');
  const [place, setPlace] = useKept('place', placeDraft.nullable(), known !== null && known.latitude !== null && known.longitude !== null ? { latitude: known.latitude, longitude: known.longitude, from: known.locationFrom ?? 1 } : null);
  const [draft, setDraft] = useKept('effects', effectDraft, noEffects);
  const [saved, setSaved] = useState(false);
  const found = useCall('verval.list', { ...(id === null ? { family, limit: 1 } : { id }) }, { enabled: id !== null });
  const code = result === null ? null : Number(result);
  const { effects, ready: complete } = effectsFrom(code, draft, family);
  const ready = date !== null && code !== null && complete && !record.isPending;
  const dirty = !saved && (note !== (known?.note ?? '') || code !== (known?.result ?? null));
  const head = data.headName ?? t('verval.headless');
  const keep = (stay?: 'stay'): void => {
    if (!ready || date === null || code === null) return;
    record.mutate({ ...(id === null ? { family, ...(round !== null && { round }) } : { id }), date, method: Number(method), result: code, enumerator, visitor: enumerator === null ? visitor.trim() || null : null, note: note.trim() || null, location: place, effects }, {
      onSuccess: (done) => { setId(done.id); setSaved(true); stored(stay); say({ text: t('verval.recorded', { name: head }) }); if (stay === undefined) onClose(); },
    });
  };
  return (
    <DraftDialog
      title={t('verval.recordOf', { name: head })} size="xl" onClose={onClose} dirty={dirty} keys={[{ key: 'Ctrl+Enter', label: t('verval.keep'), run: () => keep() }, { key: 'Ctrl+S', label: t('verval.keepStay'), run: () => keep('stay') }]}
      actions={(close) => <><Button variant="default" onClick={close}>{saved ? t('kit.close') : t('kit.cancel')}</Button><Button variant="default" disabled={!ready} loading={record.isPending} onClick={() => keep('stay')}>{t('verval.keepStay')}</Button><Button disabled={!ready} loading={record.isPending} onClick={() => keep()}>{t('verval.keep')}</Button></>}
    >
      <p className={css.quiet}>{placeLine({ address: text(data.values['address']), rt: text(data.values['rt']), rw: text(data.values['rw']) })}{known?.remark ? ` — ${t('verval.remarkWas', { remark: known.remark })}` : ''}</p>
      <div className={css.line}>
        <DateInput autoFocus required label={t('verval.date')} value={date} today={today} onChange={setDate} />
        <Select required label={t('verval.method')} allowDeselect={false} value={method} data={choicesOf('TEPAT.caraVerval')} onChange={(value) => setMethod(value ?? '1')} />
        <Select required label={t('verval.result')} value={result} data={choicesOf('TEPAT.hasilVerval')} onChange={setResult} />
      </div>
      <div className={css.line}>
        <Select clearable searchable label={t('verval.onBehalf')} description={t('verval.onBehalfHint')} placeholder={t('verval.onBehalfNone')} value={enumerator} data={(enumerators.data ?? []).filter((one) => one.ended === null || one.id === enumerator).map((one) => ({ value: one.id, label: one.name }))} onChange={setEnumerator} />
        {enumerator === null && <TextInput label={t('verval.visitor')} description={t('verval.visitorHint')} placeholder={user.displayName} value={visitor} maxLength={120} autoComplete="off" onChange={(event) => setVisitor(event.currentTarget.value)} />}
      </div>
      <EffectFields result={code} family={data} today={today} draft={draft} onChange={setDraft} />
      <Textarea label={t('verval.note')} value={note} maxLength={1000} autosize minRows={1} maxRows={4} onChange={(event) => setNote(event.currentTarget.value)} />
      <PlaceFields region={text(data.values['region'])} value={place} onChange={setPlace} />
      {id === null ? <p className={css.quiet}>{t('verval.photosAfter')}</p> : <PhotoStrip visit={id} photos={found.data?.[0]?.photos ?? []} open />}
      {record.error && <ErrorNotice error={record.error} />}
    </DraftDialog>
  );
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
