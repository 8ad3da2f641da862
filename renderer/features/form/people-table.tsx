import { Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { ageOf } from '../../../db/rules/checks/finding.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { answerText } from '../../../db/rules/lists.ts';
import { mask } from '../../../db/rules/mask.ts';
import { useText } from '../../text/text.ts';
import { askConfirm } from '../../ui/dialog.tsx';
import { KeyHint, Mark } from '../../ui/marks.tsx';
import { effective } from './answers.ts';
import { useForm } from './form-context.ts';
import { familyKey, fieldKey } from './form-state.ts';
import css from './form.module.css';
import { membersField } from './notes.ts';

interface PeopleTableProps {
  /** Required questions of each person, by the order of the people. */
  readonly progress: readonly { readonly answered: number; readonly required: number }[];
}

/** Block IV's table: who is in the family, how far each sheet is, and where something is found. */
export function PeopleTable({ progress }: PeopleTableProps): ReactNode {
  const { state, control, store, notes } = useForm();
  const t = useText();
  const scroll = useRef<HTMLDivElement>(null);
  const people = effective(state).people;
  const together = notes.get(fieldKey(familyKey, membersField)) ?? [];
  const open = state.place.person;
  useEffect(() => {
    scroll.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const remove = async (key: string, name: string): Promise<void> => {
    const sure = await askConfirm({ title: t('form.removeTitle', { name }), body: t('form.removeBody'), confirm: t('form.removePerson'), danger: true });
    if (sure) store.now({ type: 'removePerson', key });
  };
  return (
    <div className={css.people}>
      {people.length > 0 && (
        <div className={css.peopleScroll} ref={scroll}>
          <table className={css.table}>
            <caption className="visually-hidden">{t('form.block_IV')}</caption>
            <thead>
              <tr>
                <th scope="col" className={css.narrow}>{t('form.colNo')}</th>
                <th scope="col">{t('form.colName')}</th>
                <th scope="col" className={css.wideOnly}>{t('form.colNik')}</th>
                <th scope="col">{t('form.colSex')}</th>
                <th scope="col" className={css.right}>{t('form.colAge')}</th>
                <th scope="col">{t('form.colRelationship')}</th>
                <th scope="col" className={css.right}>{t('form.colAnswered')}</th>
                <th scope="col">{t('form.colFound')}</th>
                <th scope="col"><span className="visually-hidden">{t('form.removePerson')}</span></th>
              </tr>
            </thead>
            <tbody>
              {people.map(({ key, values }, index) => (
                <tr key={key} aria-current={key === open ? 'true' : undefined} onClick={() => void control.goPerson(key)}>
                  <td className={css.narrow}>{index + 1}</td>
                  <th scope="row"><button type="button" className={css.personName}>{nameOf(values) || t('form.noName')}</button></th>
                  <td className={css.wideOnly}>{values['nik'] ? mask(String(values['nik'])) : '–'}</td>
                  <td>{answerText('RSEK.405', values['sex'])}</td>
                  <AgeCell values={values} />
                  <td>{answerText('RSEK.409', values['relationship'])}</td>
                  <td className={css.right}>{progress[index]?.answered ?? 0}/{progress[index]?.required ?? 0}</td>
                  <td><PersonMark person={key} /></td>
                  <td className={css.narrow}>
                    {state.people[index]?.id === null && (
                      <button type="button" className={css.iconButton} tabIndex={-1} aria-label={t('form.removeTitle', { name: nameOf(values) || t('form.noName') })} title={t('form.removePerson')} onClick={(event) => { event.stopPropagation(); void remove(key, nameOf(values) || t('form.noName')); }}>
                        <IconTrash size={14} aria-hidden />
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className={css.peopleFoot}>
        <Button variant="default" size="compact-sm" h={26} data-add-person leftSection={<IconPlus size={14} aria-hidden />} onClick={() => void control.addPerson()}>{t('form.addPerson')}</Button>
        <KeyHint name="Ctrl+N" />
        {together.map((note) => <p key={note.key} className={css.note} data-severity={note.severity}><Mark severity={note.severity} /> <span>{note.text}</span></p>)}
      </div>
    </div>
  );
}

function nameOf(values: FieldValues): string {
  return typeof values['name'] === 'string' ? values['name'] : '';
}

function AgeCell({ values }: { values: FieldValues }): ReactNode {
  const { today } = useForm();
  return <td className={css.right}>{ageOf(values, today)}</td>;
}

/** The gravest thing found on a person's sheet. */
function PersonMark({ person }: { person: string }): ReactNode {
  const { state, notes } = useForm();
  const t = useText();
  const found = [...notes.values()].flat().filter((note) => note.record === person && (note.severity === 'block' || (note.severity === 'warn' && state.reasons[note.key] === undefined)));
  const worst = found.some((note) => note.severity === 'block') ? 'block' : found.length > 0 ? 'warn' : null;
  return worst && <Mark severity={worst}>{t('form.findings', { n: found.length })}</Mark>;
}
