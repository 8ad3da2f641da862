import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { useCall, usePages } from '../../app/calls.ts';
import { callApi } from '../../bridge.ts';
import { language, useLanguage, useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { fieldValueText } from '../../ui/field-value.ts';
import { formatMoment, formatNumber } from '../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { reasonText } from '../../ui/reason.ts';
import { factValue, factWords, kindWords, settingWords, whatWords } from './audit-words.ts';
import css from './settings.module.css';

type Act = CallOutput<'audit.list'>['acts'][number];
const MOST_HITS = 8;
const SHOWN_HASH = 12;

/** The audit trail: every act by day, user, kind, and by the family or person it was about. */
export function AuditSection(): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const facets = useCall('audit.facets', {});
  const [from, setFrom] = useState<string | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  const [user, setUser] = useState<string | null>(null);
  const [kind, setKind] = useState<string | null>(null);
  const [record, setRecord] = useState<string | null>(null);
  const [open, setOpen] = useState<Act | null>(null);
  const filter = { ...(from && { from }), ...(until && { until }), ...(user && { user }), ...(kind && { kind }), ...(record && { record }) };
  const acts = usePages<Act, number>(['audit.list', filter], async (after) => {
    const page = await callApi('audit.list', { ...filter, ...(after !== null && { after }) });
    return { rows: page.acts, next: page.next };
  });
  const today = info.data?.today ?? '';
  return (
    <Page fill title={t('security.auditTitle')} hint={t('security.auditHint')}>
      <div className={css.filters}>
        <DateInput label={t('security.from')} value={from} today={today} onChange={setFrom} />
        <DateInput label={t('security.until')} value={until} today={today} onChange={setUntil} />
        <Select w={170} label={t('security.by')} value={user} data={facets.data?.users ?? []} clearable searchable onChange={setUser} />
        <Select w={170} label={t('security.kind')} value={kind} data={(facets.data?.kinds ?? []).map((each) => ({ value: each, label: kindWords(each, t) }))} clearable onChange={setKind} />
        <AboutWhom onChoose={setRecord} />
      </div>
      <DataTable label={t('security.auditTitle')} columns={columns(t)} pages={acts} rowKey={(act) => String(act.tx)} onOpen={setOpen} empty={<EmptyState title={t('security.auditNone')}>{t('security.auditNoneHint')}</EmptyState>} />
      {open && <ActDialog act={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

/** A person or family found by name or number; the trail is then about them only. */
function AboutWhom({ onChoose }: { onChoose: (record: string | null) => void }): ReactNode {
  const t = useText();
  const [text, setText] = useState('');
  const found = useCall('search', { text, limit: MOST_HITS }, { enabled: text.trim().length > 2, keepPrevious: true });
  const hits = text.trim().length > 2 ? (found.data ?? []) : [];
  return (
    <>
      <TextInput w={180} label={t('security.about')} value={text} autoComplete="off" onChange={(event) => { setText(event.currentTarget.value); onChoose(null); }} />
      {hits.length > 0 && <Select w={260} label={t('security.which')} data={hits.map((hit) => ({ value: hit.id, label: [hit.name ?? '', hit.address ?? ''].filter((part) => part !== '').join(' · ') }))} clearable onChange={onChoose} />}
    </>
  );
}

function columns(t: Translate): Column<Act>[] {
  return [
    { key: 'at', header: t('security.at'), width: '150px', render: (act) => formatMoment(act.at) },
    { key: 'by', header: t('security.by'), width: 'minmax(90px, 1fr)', render: (act) => act.by },
    { key: 'kind', header: t('security.kind'), width: '130px', render: (act) => kindWords(act.kind, t) },
    { key: 'what', header: t('security.what'), width: 'minmax(180px, 3fr)', render: (act) => [whatWords(act.what, t), act.records.map((name) => settingWords(name, t)).join(', '), reasonText(act.reason)].filter((part) => part !== null && part !== '').join(' · ') },
    { key: 'changes', header: t('security.changes'), width: '112px', numeric: true, render: (act) => formatNumber(act.changes) },
    { key: 'hash', header: t('security.hash'), width: '120px', render: (act) => <code>{act.hash.slice(0, SHOWN_HASH)}</code> },
  ];
}

function ActDialog({ act, onClose }: { act: Act; onClose: () => void }): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const shown = useCall('audit.show', { tx: act.tx, lang });
  return (
    <Dialog title={`${kindWords(act.kind, t)} · ${formatMoment(act.at)} · ${act.by}`} onClose={onClose} size="xl">
      {shown.error && <ErrorNotice error={shown.error} />}
      {shown.data && (
        <div className={css.stack}>
          <div className={css.full}>
            <Fields>
              {shown.data.facts.map((fact) => <FieldRow key={fact.key} label={factWords(fact.key, t)}>{factValue(fact.key, fact.value, t)}</FieldRow>)}
              <FieldRow label={t('security.hash')}><code>{shown.data.hash}</code></FieldRow>
              <FieldRow label={t('security.previous')}><code>{shown.data.previous}</code></FieldRow>
            </Fields>
          </div>
          <ul>
            {shown.data.entries.map((entry) => (
              <li key={entry.changeId}>
                {[entry.recordName === null ? null : settingWords(entry.recordName, t), entry.field === null ? t('settings.created') : `${fieldLabel(language(), entry.entity, entry.field)}: ${fieldValueText(entry.entity, entry.field, entry.old)} → ${fieldValueText(entry.entity, entry.field, entry.new)}`].filter(Boolean).join(' · ')}
              </li>
            ))}
          </ul>
          {shown.data.more > 0 && <p className={css.muted}>{t('security.more', { n: shown.data.more })}</p>}
        </div>
      )}
    </Dialog>
  );
}
