import { useState } from 'react';
import type { ReactNode } from 'react';
import { codeList } from '../../../db/rules/lists.ts';
import { useMay } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { formatDate, groupIdentifier } from '../../ui/format.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { Mark } from '../../ui/marks.tsx';
import { DecideBar } from './decide-bar.tsx';
import { familyPath } from './family-path.ts';
import { PanelHead } from './panel-head.tsx';
import type { Task } from './work-items.ts';
import css from './worklist.module.css';

/** Somebody the city asks about: what was found is one number, with a note where it needs one. */
export function TaskPanel({ task, onDone }: { task: Task; onDone: (message: string) => void }): ReactNode {
  const t = useText();
  const mayAnswer = useMay('register.write');
  const [chosen, setChosen] = useState<string | null>(null);
  const outcomes = codeList('TEPAT.hasilTugas')?.codes ?? [];
  const answer = async (note: string): Promise<void> => {
    await callApi('task.answer', { id: task.id, outcome: Number(chosen), ...(note === '' ? {} : { note }), ...(task.family === null ? {} : { family: task.family }), ...(task.person === null ? {} : { person: task.person }) });
    onDone(t('worklist.taskDone', { name: task.name ?? '' }));
  };
  return (
    <section className={css.panel} aria-label={t('worklist.panelTask')}>
      {mayAnswer && <DecideBar choices={outcomes.map(([code, label]) => ({ id: String(code), label, reasonFree: true }))} chosen={chosen} onChoose={setChosen} onDecide={answer} label={t('worklist.taskNote')} />}
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('worklist.details')}>
        <PanelHead name={task.name} href={familyPath(task.family)} mark={<Mark severity={task.late ? 'block' : 'warn'}>{task.late ? t('worklist.taskLate') : t('worklist.kind_task')}</Mark>}>
          {t('worklist.taskFrom', { title: task.title })}
        </PanelHead>
        <Fields>
          <FieldRow label={t('worklist.taskAsk')}>{task.ask ?? t('worklist.taskVerify')}</FieldRow>
          <FieldRow label={t('worklist.taskDue')}>{task.dueOn === null ? '' : formatDate(task.dueOn)}</FieldRow>
          <FieldRow label={t('worklist.taskNik')}>{groupIdentifier(task.nik ?? '')}</FieldRow>
          <FieldRow label={t('worklist.transferCard')}>{groupIdentifier(task.noKk ?? '')}</FieldRow>
          <FieldRow label={t('worklist.taskBirth')}>{formatDate(task.birthDate)}</FieldRow>
          <FieldRow label={t('worklist.taskPlace')}>{[task.address, task.rt && `RT ${task.rt}`, task.rw && `RW ${task.rw}`].filter(Boolean).join(', ')}</FieldRow>
          <FieldRow label={t('worklist.taskHere')}>{task.family === null ? t('worklist.taskNobody') : t('worklist.taskFound')}</FieldRow>
        </Fields>
      </div>
    </section>
  );
}
