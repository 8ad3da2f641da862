import { Button, NumberInput, Table } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { baseName, formatDate, formatMoment, formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';
import { DestroyDialog } from './destroy-dialog.tsx';
import css from './settings.module.css';

type Rules = CallOutput<'retention.rules'>;
const MOST_YEARS = 50;

/** How long data is kept, what is due to be destroyed, and what was. */
export function RetentionSection(): ReactNode {
  const t = useText();
  const rules = useCall('retention.rules', {});
  const mayDestroy = useMay('second.confirm');
  const [asked, setAsked] = useState(false);
  const due = rules.data?.filter((rule) => rule.due > 0) ?? [];
  return (
    <Page title={t('privacy.retention')} hint={t('privacy.retentionHint')} actions={mayDestroy && due.length > 0 && <Button color="red" variant="light" onClick={() => setAsked(true)}>{t('privacy.destroySee')} …</Button>}>
      <div className={css.wide}>
        {rules.error && <ErrorNotice error={rules.error} />}
        {rules.data && <RulesPanel key={JSON.stringify(rules.data)} rules={rules.data} onSaved={() => void rules.refetch()} />}
        <Past />
      </div>
      {asked && <DestroyDialog classes={due.map((rule) => rule.class)} onClose={() => { setAsked(false); void rules.refetch(); }} />}
    </Page>
  );
}

function RulesPanel({ rules, onSaved }: { rules: Rules; onSaved: () => void }): ReactNode {
  const t = useText();
  const maySet = useMay('setting.write');
  const set = useAction('retention.set');
  const [years, setYears] = useState<Readonly<Record<string, number>>>({});
  const [asking, setAsking] = useState(false);
  const changed = rules.filter((rule) => (years[rule.class] ?? rule.years) !== rule.years);
  const save = async (reason: string): Promise<void> => {
    await set.mutateAsync({ years: Object.fromEntries(changed.map((rule) => [rule.class, years[rule.class] ?? rule.years])), reason });
    say({ text: t('privacy.retentionSaved') });
    setAsking(false);
    onSaved();
  };
  return (
    <Panel>
      <div className={css.stack}>
        <Table className={css.full}>
          <Table.Thead><Table.Tr><Table.Th>{t('privacy.class')}</Table.Th><Table.Th>{t('privacy.years')}</Table.Th><Table.Th>{t('privacy.upTo')}</Table.Th><Table.Th ta="right">{t('privacy.due')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {rules.map((rule) => (
              <Table.Tr key={rule.class}>
                <Table.Td>{t(`privacy.class_${rule.class}`)}</Table.Td>
                <Table.Td><NumberInput w={96} size="xs" aria-label={`${t('privacy.years')}: ${t(`privacy.class_${rule.class}`)}`} value={years[rule.class] ?? rule.years} min={0} max={MOST_YEARS} allowDecimal={false} clampBehavior="strict" disabled={!maySet} onChange={(value) => { if (typeof value === 'number') setYears({ ...years, [rule.class]: value }); }} /></Table.Td>
                <Table.Td>{rule.upTo === null ? t('privacy.forEver') : formatDate(rule.upTo)}</Table.Td>
                <Table.Td ta="right">{formatNumber(rule.due)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <p className={css.muted}>{t('privacy.yearsHint')}</p>
        {maySet && <Button variant="default" disabled={changed.length === 0} onClick={() => setAsking(true)}>{t('settings.save')} …</Button>}
      </div>
      {asking && <ReasonDialog title={t('privacy.retention')} action={t('settings.save')} onClose={() => setAsking(false)} onDo={save} />}
    </Panel>
  );
}

function Past(): ReactNode {
  const t = useText();
  const list = useCall('retention.list', {});
  const [error, setError] = useState<unknown>(null);
  const save = async (tx: number): Promise<void> => {
    setError(null);
    const path = await callShell('shell.saveFile', { title: t('privacy.record'), name: `berita acara pemusnahan ${tx}.pdf`, extensions: ['pdf', 'docx'] });
    if (path === null) return;
    const done = await callApi('retention.document', { tx, format: path.endsWith('.docx') ? 'docx' : 'pdf', path });
    say({ text: t('privacy.written', { file: baseName(done.file) }) });
  };
  return (
    <section className={css.stack}>
      <h2>{t('privacy.past')}</h2>
      {error !== null && <ErrorNotice error={error} />}
      {list.data?.length === 0 && <p className={css.muted}>{t('privacy.pastNone')}</p>}
      {list.data && list.data.length > 0 && (
        <Table className={css.full}>
          <Table.Thead><Table.Tr><Table.Th>{t('security.at')}</Table.Th><Table.Th>{t('privacy.basis')}</Table.Th><Table.Th>{t('privacy.byTwo')}</Table.Th><Table.Th ta="right">{t('privacy.records')}</Table.Th><Table.Th>{t('settings.colNext')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {list.data.map((act) => (
              <Table.Tr key={act.tx}>
                <Table.Td>{formatMoment(act.at)}</Table.Td><Table.Td>{act.basis}</Table.Td><Table.Td>{`${act.by}, ${act.confirmedBy}`}</Table.Td><Table.Td ta="right">{formatNumber(act.total)}</Table.Td>
                <Table.Td ta="right"><Button size="compact-sm" variant="subtle" onClick={() => void save(act.tx).catch(setError)}>{t('privacy.record')} …</Button></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
