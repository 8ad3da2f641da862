import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { answerText, codeIn, labelOf } from '../../../db/rules/lists.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { useCall } from '../../app/calls.ts';
import type { Pages } from '../../app/calls.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatDate, formatNumber } from '../../ui/format.ts';
import { Chips, Mark } from '../../ui/marks.tsx';
import { Masked } from '../../ui/masked.tsx';
import type { EventName } from './event-dialogs.tsx';
import css from './families.module.css';
import type { Family, Person } from './family-types.ts';
import { Ledger } from './ledger.tsx';
import { personSections } from './ledger-sections.ts';

interface MembersTabProps {
  readonly family: Family;
  readonly today: string;
  readonly editable: boolean;
  readonly person: string | null;
  readonly onEvent: (name: EventName, person: string) => void;
}

/** Anggota: the people as a table; the one chosen lies open below, every answer editable where it stands. */
export function MembersTab({ family, today, editable, person, onEvent }: MembersTabProps): ReactNode {
  const t = useText();
  const [chosen, setChosen] = useState(person ?? family.head ?? family.people[0]?.id ?? null);
  const [focus, setFocus] = useState(0);
  const shown = family.people.find((each) => each.id === chosen) ?? family.people[0];
  const programmes = useCall('programme.list', {});
  const shortNames = new Map((programmes.data ?? []).map((each) => [each.id, each.values['shortName']]));
  const shortOf = (enrolment: string, name: string): string => {
    const short = shortNames.get(family.enrolments.find((each) => each.id === enrolment)?.programme ?? '');
    return typeof short === 'string' && short !== '' ? short : name;
  };
  const pages: Pages<Person> = { rows: family.people, loading: false, loadingMore: false, error: null, hasMore: false, loadMore: () => undefined, retry: () => undefined };
  return (
    <div className={css.stack}>
      <DataTable
        label={t('families.tab_members')} columns={columns(t, family, shortOf)} pages={pages} rowKey={(row) => row.id} selected={shown?.id ?? null} autoFocus
        onActive={(row) => setChosen(row.id)} onOpen={(row) => { setChosen(row.id); setFocus(focus + 1); }}
      />
      {shown && (
        <section className={css.person} aria-label={nameOf(shown, t)}>
          <header>
            <h2>{nameOf(shown, t)}</h2>
            <span className={css.quiet}>{personLine(shown, t)}</span>
            {editable && shown.active && (
              <div className={css.personActions}>
                <Button variant="default" onClick={() => onEvent('death', shown.id)}>{t('families.event_death')}</Button>
                <Button variant="default" onClick={() => onEvent('moveOut', shown.id)}>{t('families.event_moveOut')}</Button>
                {shown.id !== family.head && <Button variant="default" onClick={() => onEvent('head', shown.id)}>{t('families.makeHead')}</Button>}
              </div>
            )}
          </header>
          <Ledger
            key={`${shown.id} ${focus}`} label={nameOf(shown, t)} family={family.id} entity="person" id={shown.id} values={shown.values} sections={personSections} today={today} editable={editable}
            withheld={family.withheld} findings={family.findings} takeFocus={focus}
          />
        </section>
      )}
    </div>
  );
}

/** A person's name, or that there is none. */
export function nameOf(person: Person, t: Translate): string {
  const name = person.values['name'];
  return typeof name === 'string' && name !== '' ? name : t('families.noName');
}

/** "Anak · 12 tahun · lahir 5 Juli 1985 di Bontang". */
export function personLine(person: Person, t: Translate): string {
  const { relationship, birthDate, birthPlace } = person.values;
  const birth = typeof birthDate === 'string' ? (typeof birthPlace === 'string' && birthPlace !== '' ? t('families.bornAt', { date: formatDate(birthDate), place: birthPlace }) : t('families.born', { date: formatDate(birthDate) })) : '';
  return [answerText('RSEK.409', relationship), person.age === null ? '' : t('families.years', { n: person.age }), birth].filter((part) => part !== '').join(' · ');
}

function columns(t: Translate, family: Family, shortOf: (enrolment: string, name: string) => string): Column<Person>[] {
  const marked = (person: Person): number => family.findings.filter((finding) => finding.record === person.id && finding.severity !== 'info').length;
  return [
    { key: 'no', header: t('families.colNo'), width: '44px', numeric: true, render: (person) => String(person.values['sequence'] ?? '') },
    { key: 'name', header: t('families.colName'), width: 'minmax(150px, 2fr)', render: (person) => nameOf(person, t) },
    { key: 'relationship', header: t('families.colRelationship'), width: 'minmax(118px, 1fr)', render: (person) => answerText('RSEK.409', person.values['relationship']) },
    { key: 'age', header: t('families.colAge'), width: '56px', numeric: true, render: (person) => formatNumber(person.age) },
    { key: 'sex', header: t('families.colSex'), width: '48px', render: (person) => sexLetter(person, t) },
    { key: 'nik', header: t('families.colNik'), width: '180px', render: (person) => <Nik person={person} t={t} /> },
    { key: 'status', header: t('families.colStatus'), width: '104px', render: (person) => <State person={person} t={t} /> },
    { key: 'programmes', header: t('families.colProgrammes'), width: 'minmax(80px, 1.2fr)', render: (person) => <Chips items={[...new Set(person.programmes.map((each) => shortOf(each.enrolment, each.name)))]} /> },
    { key: 'marks', header: t('families.colMarks'), width: 'minmax(100px, 0.7fr)', render: (person) => (marked(person) > 0 ? <Mark severity="warn">{t('families.toLook', { n: marked(person) })}</Mark> : '') },
  ];
}

function sexLetter(person: Person, t: Translate): string {
  const code = codeIn('RSEK.405', person.values['sex']);
  return code === 1 ? t('families.male') : code === 2 ? t('families.female') : '';
}

function Nik({ person, t }: { person: Person; t: Translate }): ReactNode {
  const nik = person.values['nik'];
  if (typeof nik !== 'string' || nik === '') return <span className={css.quiet} title={answerText('TEPAT.alasanTanpaNik', person.values['nikReason'])}>{t('families.noNik')}</span>;
  // The reveal belongs to the cell, not to the row that would open.
  return <span onClick={(event) => event.stopPropagation()}><Masked value={nik} entity="person" id={person.id} field="nik" canReveal={person.canReveal} /></span>;
}

function State({ person, t }: { person: Person; t: Translate }): ReactNode {
  const status = codeIn('KK.status_dasar', person.values['status']) ?? 1;
  const date = person.values['statusDate'];
  if (person.active && status === 1) return t('families.present');
  const words = status === 2 ? t('families.statusDead') : status === 3 ? t('families.statusMoved') : (labelOf('KK.status_dasar', status) ?? '').toLowerCase();
  return <span className={css.quiet} title={typeof date === 'string' ? formatDate(date) : undefined}>{status === 1 ? t('families.statusDead') : words}</span>;
}
