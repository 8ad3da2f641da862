import { Checkbox, Group, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKept, useStored } from '../../app/use-kept.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { formatMoment, formatNumber } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';

type Incident = CallOutput<'incident.list'>[number];
const maybe = z.string().nullable();
const kinds = ['package', 'file', 'device', 'backup', 'access', 'other'] as const;
type Kind = (typeof kinds)[number];

/** What was lost, when it was found, whose data it was (counted at once), and what was done about it. */
export function IncidentDialog({ incident, onClose }: { incident: Incident | null; onClose: () => void }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const sources = useCall('incident.sources', {});
  const save = useAction('incident.save');
  const stored = useStored();
  const [kind, setKind] = useKept<Kind>('kind', z.enum(kinds), kinds.find((one) => one === incident?.kind) ?? 'package');
  const [found] = useState(() => new Date(incident?.foundAt ?? Date.now()));
  const [foundOn, setFoundOn] = useKept('foundOn', maybe, localDay(found));
  const [foundTime, setFoundTime] = useKept('foundTime', z.string(), found.toTimeString().slice(0, 5));
  const foundAt = foundOn === null || !/^\d{2}:\d{2}$/.test(foundTime) ? null : new Date(`${foundOn}T${foundTime}:00`).toISOString();
  const [happenedOn, setHappenedOn] = useKept('happenedOn', maybe, incident?.happenedOn ?? null);
  const [what, setWhat] = useKept('what', z.string(), incident?.what ?? '');
  const [handling, setHandling] = useKept('handling', z.string(), incident?.handling ?? '');
  const [packages, setPackages] = useKept('packages', z.array(z.string()), incident?.sources.packages ?? []);
  const [files, setFiles] = useKept('files', z.array(z.string()), incident?.sources.files.map(String) ?? []);
  const [whole, setWhole] = useKept('whole', z.boolean(), incident?.sources.whole ?? false);
  const [informedOn, setInformedOn] = useKept('informedOn', maybe, incident?.informedOn ?? null);
  const [reportedOn, setReportedOn] = useKept('reportedOn', maybe, incident?.reportedOn ?? null);
  const lost = { packages, files: files.map(Number), whole };
  const said = whole || packages.length > 0 || files.length > 0;
  const affected = useCall('incident.assess', { ...lost, limit: 1 }, { enabled: said, keepPrevious: true });
  const today = info.data?.today ?? '';
  const submit = (): void => { if (foundAt !== null) save.mutate(
    { ...lost, ...(incident && { id: incident.id }), kind, happenedOn, foundAt, what: what.trim(), handling: handling.trim() === '' ? null : handling.trim(), informedOn, reportedOn, closedOn: incident?.closedOn ?? null },
    { onSuccess: (done) => { stored(); say({ text: t('privacy.incidentSaved', { n: done.affected, due: formatMoment(done.due) }) }); onClose(); } },
  ); };
  return (
    <FormDialog title={t(incident ? 'privacy.incidentEdit' : 'privacy.incidentNew')} submit={t('settings.save')} size="lg" ready={what.trim() !== '' && foundAt !== null} busy={save.isPending} dirty={what !== (incident?.what ?? '')} error={save.error} onSubmit={submit} onClose={onClose}>
      <Select data-autofocus label={t('privacy.incidentKind')} data={kinds.map((one) => ({ value: one, label: t(`privacy.kind_${one}`) }))} value={kind} allowDeselect={false} onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'other')} />
      <Group grow align="flex-end" gap="xs">
        <DateInput required label={t('privacy.foundOn')} value={foundOn} today={today} onChange={setFoundOn} />
        <TextInput required type="time" label={t('privacy.foundTime')} value={foundTime} onChange={(event) => setFoundTime(event.currentTarget.value)} />
        <DateInput label={t('privacy.happenedOn')} value={happenedOn} today={today} onChange={setHappenedOn} />
      </Group>
      <Textarea required autosize minRows={2} label={t('privacy.what')} value={what} maxLength={2000} onChange={(event) => setWhat(event.currentTarget.value)} />
      <MultiSelect searchable label={t('privacy.lostPackages')} data={(sources.data?.packages ?? []).map((one) => ({ value: one.id, label: `${formatMoment(one.at)} · ${one.what}` }))} value={packages} onChange={setPackages} />
      <MultiSelect searchable label={t('privacy.lostFiles')} data={(sources.data?.files ?? []).map((one) => ({ value: String(one.tx), label: `${formatMoment(one.at)} · ${one.what} (${formatNumber(one.people)})` }))} value={files} onChange={setFiles} />
      <Checkbox label={t('privacy.lostWhole')} checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} />
      {said && affected.data && <Notice severity="warn" title={t('privacy.affectedN', { people: affected.data.people, families: affected.data.families })}>{t('privacy.affectedClasses', { children: affected.data.children, health: affected.data.health, financial: affected.data.financial })}</Notice>}
      <Textarea autosize minRows={2} label={t('privacy.handling')} value={handling} maxLength={2000} onChange={(event) => setHandling(event.currentTarget.value)} />
      <Group grow align="flex-end" gap="xs">
        <DateInput label={t('privacy.informedOn')} value={informedOn} today={today} onChange={setInformedOn} />
        <DateInput label={t('privacy.reportedOn')} value={reportedOn} today={today} onChange={setReportedOn} />
      </Group>
    </FormDialog>
  );
}

function localDay(moment: Date): string {
  return [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
