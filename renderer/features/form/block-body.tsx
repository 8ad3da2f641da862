import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { applies } from '../../../db/rules/form.ts';
import type { Question } from '../../../db/rules/form.ts';
import { useText } from '../../text/text.ts';
import { useForm } from './form-context.ts';
import { familyKey, fieldKey, valuesOf } from './form-state.ts';
import css from './form.module.css';
import { QuestionRow } from './question-row.tsx';
import { linesOf, sectionsOf } from './sections.ts';
import type { Section } from './sections.ts';

/** The number of a person on the paper (401) is given by the order of entry and shown in the table. */
const givenByOrder = new Set(['person.sequence']);

/** The sections of the open block; in block IV those of the open person. */
export function BlockBody(): ReactNode {
  const { state } = useForm();
  const { block, person } = state.place;
  const record = block === 'IV' ? person : familyKey;
  if (record === null) return null;
  const all = sectionsOf(block);
  const full = all.filter((section) => section.layout !== 'half' && !section.optional);
  const half = all.filter((section) => section.layout === 'half');
  const optional = all.filter((section) => section.optional);
  const first = half[0];
  return (
    <>
      {full.map((section) => <SectionView key={`${record}.${section.name}`} section={section} record={record} />)}
      {first && (
        <div className={css.halves}>
          <div><SectionView section={first} record={record} /></div>
          <div>{half.slice(1).map((section) => <SectionView key={section.name} section={section} record={record} />)}</div>
        </div>
      )}
      {optional.map((section) => <SectionView key={`${record}.${section.name}`} section={section} record={record} />)}
    </>
  );
}

/** A group of questions; one that is not on the paper stays closed until it is opened. */
function SectionView({ section, record }: { section: Section; record: string }): ReactNode {
  const { state, notes, today } = useForm();
  const t = useText();
  const values = valuesOf(state, record);
  const shown = section.questions.filter((question) => !givenByOrder.has(`${question.entity}.${question.field}`) && applies(question, values, today) !== false);
  const needed = shown.some((question) => notes.has(fieldKey(record, question.field)) || state.place.field === fieldKey(record, question.field));
  const [opened, setOpened] = useState(needed);
  if (shown.length === 0) return null;
  const open = !section.optional || opened || needed;
  const lines = linesOf(section, shown);
  return (
    <section className={css.section}>
      {section.optional ? (
        <button type="button" className={css.disclose} aria-expanded={open} onClick={() => setOpened(!open)}>
          {open ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
          {t(`form.section_${section.name}`)} <small>{t('form.answeredOf', { n: shown.filter((question) => hasAnswer(question, values)).length, total: shown.length })}</small>
        </button>
      ) : (
        <h2 className={css.sectionTitle}>{t(`form.section_${section.name}`)}</h2>
      )}
      {open && lines.map((line) => <QuestionRow key={`${record}.${line[0]?.field ?? ''}`} record={record} line={line} layout={section.layout} />)}
    </section>
  );
}

function hasAnswer(question: Question, values: Readonly<Record<string, unknown>>): boolean {
  const value = values[question.field];
  return value !== undefined && value !== null && value !== '';
}
