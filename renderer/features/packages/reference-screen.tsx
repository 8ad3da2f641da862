import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useDrives } from '../../app/drives.ts';
import { useMay } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import { formatDate, formatMoment } from '../../ui/format.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { PackageViews } from './package-views.tsx';
import css from './packages.module.css';
import { ScheduleWaits } from './schedule-waits.tsx';
import { ReferenceForm } from './reference-form.tsx';
import { SendDialog } from './send-dialog.tsx';
import { scheduleWords } from './schedule-words.ts';

/** Acuan: what the city lays down for its offices (when to hand in, where to upload, what may be sent), and what is in force. */
export function ReferenceScreen(): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const status = useCall('reference.status', { lang });
  const askable = useCall('reference.askable', { lang });
  const draft = status.data?.draft ?? null;
  const neighbours = useCall('neighbour.list', {});
  const below = (neighbours.data ?? []).filter((one) => one.trusted && one.relation === 'below');
  const maySend = useMay('package.send');
  const drives = useDrives();
  const [sending, setSending] = useState(false);
  return (
    <Page title={t('exchange.referenceTitle')} hint={t('exchange.referenceHint')} actions={below.length > 0 && maySend ? <Button variant="default" onClick={() => setSending(true)}>{t('exchange.referenceSend')} …</Button> : undefined}>
      <PackageViews />
      {(status.error ?? askable.error) && <ErrorNotice error={status.error ?? askable.error} retry={() => { void status.refetch(); void askable.refetch(); }} />}
      {status.data && (
        <section className={css.part}>
          <h2>{t('exchange.referenceHeld')}</h2>
          {status.data.held === null ? <p>{t('exchange.referenceNone')}</p> : <Held held={status.data.held} />}
        </section>
      )}
      <ScheduleWaits />
      {sending && <SendDialog neighbours={below} stick={drives[0]} kind="ACUAN" onClose={() => setSending(false)} />}
      {draft && askable.data && <ReferenceForm key={JSON.stringify(draft)} draft={draft} askable={askable.data} />}
    </Page>
  );
}

function Held({ held }: { held: NonNullable<CallOutput<'reference.status'>['held']> }): ReactNode {
  const t = useText();
  return (
    <Fields>
      <FieldRow label={t('exchange.edition')}>{t('exchange.editionWords', { n: String(held.edition), issuer: held.issuerName, at: formatMoment(held.issuedAt) })}</FieldRow>
      <FieldRow label={t('exchange.schedule')}>{held.schedule.map((row) => `${row.code === '' ? t('exchange.everyone') : row.code}: ${scheduleWords(t, row.every, row.day)}${row.since === undefined ? '' : ` ${t('exchange.since', { on: formatDate(row.since) })}`}`).join('; ')}</FieldRow>
      <FieldRow label={t('exchange.uploadTitle')}>{held.upload?.url ?? ''}</FieldRow>
      <FieldRow label={t('exchange.askedFields')}>{held.asked.map((field) => field.label).join(', ')}</FieldRow>
      <FieldRow label={t('exchange.heldMappings')}>{held.mappings.join(', ')}</FieldRow>
      {held.programmes > 0 && <FieldRow label={t('exchange.heldProgrammes')}>{String(held.programmes)}</FieldRow>}
      <FieldRow label={t('exchange.offices')}>{String(held.cards.length)}</FieldRow>
      {held.lists.length > 0 && <FieldRow label={t('exchange.listsDiffer')}>{held.lists.map((list) => list.name).join(', ')}</FieldRow>}
    </Fields>
  );
}
