import { Button, Tabs } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { FamilyCase } from '../cases/index.ts';
import { LetterDialog } from '../letters/index.ts';
import { AssetsTab, DwellingTab } from './dwelling-tab.tsx';
import { EventDialogs, eventNames } from './event-dialogs.tsx';
import type { EventName } from './event-dialogs.tsx';
import { EventMenu } from './event-menu.tsx';
import css from './families.module.css';
import { FamilyFacts } from './family-facts.tsx';
import { FamilyPrint } from './family-print.tsx';
import type { Family } from './family-types.ts';
import { FindingsPanel } from './findings-panel.tsx';
import { HouseholdLine } from './household-line.tsx';
import { HouseLine } from './shared-aid.tsx';
import { HistoryTab } from './history-tab.tsx';
import { tabs, useListMemory } from './list-memory.ts';
import type { TabName } from './list-memory.ts';
import { MembersTab, nameOf } from './members-tab.tsx';
import { ProgrammesTab } from './programmes-tab.tsx';
import { Proposing } from './proposing.ts';
import { TravelNotice } from './travel-notice.tsx';
import { RegionName, useRegionName } from './region-name.tsx';
import { useNeighbours } from './use-neighbours.ts';

interface FamilyPageProps {
  readonly family: Family;
  readonly today: string;
  readonly person: string | null;
  /** The tab that is asked for; null for the one that was open last. */
  readonly first: TabName | null;
}

/** One family: its facts, its people, and the tabs. What another office owns is shown and not changed. */
export function FamilyPage({ family, today, person, first }: FamilyPageProps): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [memory, remember] = useListMemory();
  const [tab, setTab] = useState<TabName>(first ?? (person === null ? memory.tab : 'members'));
  const [field, setField] = useState<{ readonly name: string; readonly round: number } | null>(null);
  const [event, setEvent] = useState<{ readonly name: EventName; readonly person: string | null } | null>(null);
  const [printing, setPrinting] = useState(false);
  const [writing, setWriting] = useState(false);
  const [menu, setMenu] = useState(false);
  const mayWrite = useMay('register.write') && family.own;
  const maySend = useMay('package.send');
  const mayExport = useMay('report.export');
  const mayReveal = useMay('identity.reveal');
  const mayIssue = mayExport && mayReveal && family.people.some((one) => one.active);
  const mayPropose = useMay('register.write') && !family.own;
  const near = useNeighbours(family.id, (id) => go(`/keluarga/${id}`));
  const [keyed, setKeyed] = useState(0);
  const show = (next: TabName): void => { setTab(next); remember({ tab: next }); setKeyed(0); };
  const showByKey = (next: TabName): void => {
    show(next);
    setKeyed(keyed + 1);
    document.getElementById('isi')?.scrollTo({ top: 0 });
  };
  const openField = (name: string): void => { show('dwelling'); setField({ name, round: (field?.round ?? 0) + 1 }); };
  const edit = (): void => go(`/keluarga/${family.id}/ubah`);
  const aid = (): void => go(`/keluarga/bantuan/${family.head ?? family.people[0]?.id ?? ''}`);
  useKeys([
    { key: 'Escape', label: t('families.keyBack'), run: () => go('/keluarga') },
    ...(near.previous ? [{ key: 'Alt+ArrowUp', label: t('families.keyPrevious'), run: near.previous }] : []),
    ...(near.next ? [{ key: 'Alt+ArrowDown', label: t('families.keyNext'), run: near.next }] : []),
    ...tabs.map((name, index) => ({ key: String(index + 1), run: () => showByKey(name) })),
    ...(mayWrite ? [{ key: 'c', label: t('families.record'), run: () => setMenu(true) }, { key: 'u', label: t('families.fullEdit'), run: edit }] : []),
    ...(mayIssue ? [{ key: 't', label: t('letters.make'), run: () => setWriting(true) }] : []),
    { key: 'b', label: t('families.aid'), run: aid },
    { key: 'Ctrl+P', label: t('families.keyPrint'), run: () => setPrinting(true) },
  ]);
  const shared = { family, today, editable: mayWrite };
  return (
    <Page
      title={family.headName ?? t('families.noHead')} hint={<AddressLine family={family} onOpen={mayWrite ? () => openField('address') : null} />}
      actions={
        <>
          <div className={css.steps}>
            <Button variant="default" px={6} disabled={!near.previous} onClick={near.previous ?? undefined} aria-label={t('families.keyPrevious')} title={t('families.keyPrevious')}><IconChevronUp size={16} aria-hidden /></Button>
            <Button variant="default" px={6} disabled={!near.next} onClick={near.next ?? undefined} aria-label={t('families.keyNext')} title={t('families.keyNext')}><IconChevronDown size={16} aria-hidden /></Button>
          </div>
          <Button variant="default" onClick={aid}>{t('families.aid')}</Button>
          {mayIssue && <Button variant="default" onClick={() => setWriting(true)}>{t('letters.make')}</Button>}
          <Button variant="default" onClick={() => setPrinting(true)}>{t('families.keyPrint')}</Button>
          {mayWrite && <Button variant="default" onClick={edit}>{t('families.fullEdit')}</Button>}
          {mayWrite && <EventMenu opened={menu} onChange={setMenu} names={maySend ? eventNames : eventNames.filter((name) => name !== 'transfer')} onChoose={(name) => setEvent({ name, person: null })} />}
        </>
      }
    >
      {!family.own && <ForeignNotice owner={family.owner} proposing={mayPropose} />}
      {family.mergedInto !== null && <Notice severity="info" title={t('families.mergedTitle')}><Link href={`/keluarga/${family.mergedInto}`}>{t('families.mergedOpen')}</Link></Notice>}
      <FamilyFacts family={family} today={today} onField={mayWrite ? openField : null} onRanking={mayWrite ? () => setEvent({ name: 'ranking', person: null }) : null} />
      <HouseholdLine family={family} editable={mayWrite} />
      <HouseLine family={family} />
      <FindingsPanel family={family} />
      <TravelNotice family={family.id} />
      <Proposing.Provider value={mayPropose}>
      <Tabs value={tab} onChange={(value) => show((value ?? 'members') as TabName)} keepMounted={false}>
        <Tabs.List aria-label={t('families.tabs')}>
          {tabs.map((name) => <Tabs.Tab key={name} value={name}>{t(`families.tab_${name}`)}</Tabs.Tab>)}
        </Tabs.List>
        <div className={css.tab}>
          <Tabs.Panel value="members"><MembersTab {...shared} person={person} onEvent={(name, id) => setEvent({ name, person: id })} /></Tabs.Panel>
          <Tabs.Panel value="dwelling"><DwellingTab key={field?.round} {...shared} field={field?.name ?? null} takeFocus={keyed} /></Tabs.Panel>
          <Tabs.Panel value="assets"><AssetsTab {...shared} takeFocus={keyed} /></Tabs.Panel>
          <Tabs.Panel value="programmes"><ProgrammesTab {...shared} onRanking={mayWrite ? () => setEvent({ name: 'ranking', person: null }) : null} /></Tabs.Panel>
          <Tabs.Panel value="history"><HistoryTab family={family} today={today} /></Tabs.Panel>
          <Tabs.Panel value="case"><FamilyCase family={family.id} today={today} editable={mayWrite} /></Tabs.Panel>
        </div>
      </Tabs>
      </Proposing.Provider>
      {event && <EventDialogs name={event.name} family={family} person={event.person} today={today} onClose={() => setEvent(null)} />}
      {writing && <LetterDialog kinds={['sktm', 'terdaftar', 'data-saya']} people={family.people.filter((one) => one.active).sort((a, b) => Number(b.id === family.head) - Number(a.id === family.head)).map((one) => ({ id: one.id, name: nameOf(one, t) }))} onClose={() => setWriting(false)} />}
      {printing && <FamilyPrint family={family} today={today} onDone={() => setPrinting(false)} />}
    </Page>
  );
}

/** Says whose record this is, that it is only read here, and how another value is proposed to its owner. */
function ForeignNotice({ owner, proposing }: { owner: string; proposing: boolean }): ReactNode {
  const t = useText();
  const name = useRegionName(owner);
  return <Notice severity="info" title={t('families.foreignTitle', { owner: name ?? owner })}>{t('families.foreignBody')} {proposing && t('families.foreignPropose')}</Notice>;
}

/** Address, RT/RW and No KK under the name; a click leads to where it is changed. */
function AddressLine({ family, onOpen }: { family: Family; onOpen: (() => void) | null }): ReactNode {
  const t = useText();
  const { address, rt, rw } = family.values;
  const words = [typeof address === 'string' && address !== '' ? address : t('families.noAddress'), `RT ${String(rt ?? '–')}/RW ${String(rw ?? '–')}`].join(', ');
  const region = family.values['region'];
  const where = <>{words}{typeof region === 'string' && region !== '' && <>, <RegionName code={region} bare /></>}</>;
  if (!onOpen) return where;
  return <button type="button" className={css.addressButton} onClick={onOpen} title={t('families.edit', { field: t('families.colAddress') })}>{where}</button>;
}
