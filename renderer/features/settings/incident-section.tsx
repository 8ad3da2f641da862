import { Button, Group, Table } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { DialogDraft } from '../../app/dialog-draft.tsx';
import { useResume } from '../../app/resume.ts';
import { draftKinds } from '../../../db/rules/draft-kinds.ts';
import { useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { callApi, callShell } from '../../bridge.ts';
import { textIn, useText } from '../../text/text.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { baseName, formatMoment, formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { IncidentDialog } from './incident-dialog.tsx';
import css from './settings.module.css';

type Incident = CallOutput<'incident.list'>[number];

/** Incidents with personal data and the record of processing: what UU 27/2022 asks of the office. */
export function IncidentSection(): ReactNode {
  const t = useText();
  const list = useCall('incident.list', {});
  const mayWrite = useMay('second.confirm');
  const [open, setOpen] = useState<Incident | 'new' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const notice = async (id: string): Promise<void> => {
    setError(null);
    const path = await callShell('shell.saveFile', { title: t('privacy.notice'), name: 'pemberitahuan insiden.pdf', extensions: ['pdf', 'docx'] });
    if (path === null) return;
    const done = await callApi('incident.document', { id, format: path.endsWith('.docx') ? 'docx' : 'pdf', path });
    say({ text: t('privacy.written', { file: baseName(done.file) }) });
  };
  useResume(draftKinds.incident, mayWrite && list.data !== undefined, ({ target }) => setOpen(target === null ? 'new' : (list.data?.find((one) => one.id === target) ?? null)));
  return (
    <Page title={t('privacy.protection')} hint={t('privacy.protectionHint')} actions={mayWrite && <Button onClick={() => setOpen('new')}>{t('privacy.incidentNew')} …</Button>}>
      <div className={css.wide}>
        {error !== null && <ErrorNotice error={error} />}
        {list.error && <ErrorNotice error={list.error} />}
        <section className={css.stack}>
          <h2>{t('privacy.incidents')}</h2>
          {list.data?.length === 0 && <p className={css.muted}>{t('privacy.incidentNone')}</p>}
          {list.data && list.data.length > 0 && (
            <Table className={css.full}>
              <Table.Thead><Table.Tr><Table.Th>{t('privacy.foundAt')}</Table.Th><Table.Th w="45%">{t('privacy.what')}</Table.Th><Table.Th ta="right">{t('privacy.affected')}</Table.Th><Table.Th>{t('privacy.tellBy')}</Table.Th><Table.Th>{t('settings.colNext')}</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>
                {list.data.map((one) => (
                  <Table.Tr key={one.id}>
                    <Table.Td>{formatMoment(one.foundAt)}</Table.Td><Table.Td>{one.what}</Table.Td><Table.Td ta="right">{formatNumber(one.affected)}</Table.Td>
                    <Table.Td>{one.informedOn !== null && one.reportedOn !== null ? <Mark severity="done">{t('privacy.told')}</Mark> : <Mark severity="warn">{formatMoment(one.due)}</Mark>}</Table.Td>
                    <Table.Td ta="right">
                      <Group gap={4} justify="flex-end" wrap="nowrap">
                        {mayWrite && <Button size="compact-sm" variant="subtle" onClick={() => setOpen(one)}>{t('privacy.change')} …</Button>}
                        <Button size="compact-sm" variant="subtle" onClick={() => void notice(one.id).catch(setError)}>{t('privacy.noticeShort')} …</Button>
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </section>
        <Processing onError={setError} />
      </div>
      {open !== null && <DialogDraft kind={draftKinds.incident} target={open === 'new' ? null : open.id} title={textIn('id', open === 'new' ? 'privacy.incidentNew' : 'privacy.incidentEdit')}><IncidentDialog incident={open === 'new' ? null : open} onClose={() => { setOpen(null); void list.refetch(); }} /></DialogDraft>}
    </Page>
  );
}

function Processing({ onError }: { onError: (error: unknown) => void }): ReactNode {
  const t = useText();
  const record = useCall('processing.record', {});
  const save = async (): Promise<void> => {
    const path = await callShell('shell.saveFile', { title: t('privacy.processing'), name: 'catatan kegiatan pemrosesan.pdf', extensions: ['pdf', 'docx'] });
    if (path === null) return;
    const done = await callApi('processing.document', { format: path.endsWith('.docx') ? 'docx' : 'pdf', path });
    say({ text: t('privacy.written', { file: baseName(done.file) }) });
  };
  if (record.error) return <ErrorNotice error={record.error} />;
  if (!record.data) return null;
  const { families, people, activities, classes, receivers } = record.data;
  return (
    <Panel>
      <div className={css.stack}>
        <h2>{t('privacy.processing')}</h2>
        <p className={css.muted}>{t('privacy.processingHint')}</p>
        <div className={css.full}>
          <Fields>
            <FieldRow label={t('privacy.holds')}>{t('privacy.holdsN', { families: formatNumber(families), people: formatNumber(people) })}</FieldRow>
            {classes.map((one) => <FieldRow key={one.name} label={one.name}>{formatNumber(one.people)}</FieldRow>)}
            <FieldRow label={t('privacy.activities')}>{activities.map((one) => `${one.name} (${one.amount})`).join(', ')}</FieldRow>
            <FieldRow label={t('privacy.receivers')}>{receivers.length === 0 ? t('privacy.copiesNone') : receivers.slice(0, 8).map((one) => `${one.name}: ${one.how}, ${one.times}×`).join('; ')}</FieldRow>
          </Fields>
        </div>
        <Button variant="default" onClick={() => void save().catch(onError)}>{t('privacy.processingSave')} …</Button>
      </div>
    </Panel>
  );
}
