import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { blockProgress } from '../../../db/rules/form.ts';
import type { BlockProgress } from '../../../db/rules/form.ts';
import { fieldLabel, questionLabel } from '../../../db/rules/text.ts';
import { LeaveDialog } from '../../app/leave-dialog.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import { askConfirm } from '../../ui/dialog.tsx';
import { formatTime } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { effective, showAnswer } from './answers.ts';
import { BlockBody } from './block-body.tsx';
import { BlockRail } from './block-rail.tsx';
import { focusEdge, focusField } from './focus.ts';
import { FormContext } from './form-context.ts';
import { createFormControl } from './form-control.ts';
import { blockBeside, entityOf, splitKey, valuesOf } from './form-state.ts';
import type { FormState } from './form-state.ts';
import { createFormStore, useFormState } from './form-store.ts';
import css from './form.module.css';
import { FormStatus } from './form-status.tsx';
import { KnownPeople } from './known-people.tsx';
import { PeopleTable } from './people-table.tsx';
import { ReasonsDialog } from './reasons-dialog.tsx';
import { useDraft } from './use-draft.ts';
import { useFormKeys } from './use-form-keys.ts';
import { useNotes, useRegisterFindings } from './use-notes.ts';
import { goTo, useSave } from './use-save.ts';
import type { Saved } from './write-form.ts';
import { EventSection } from './event-section.tsx';

interface FamilyFormProps {
  readonly initial: FormState;
  readonly title: string;
  /** The draft that `initial` came from. */
  readonly draft: string | null;
  readonly route: string;
  readonly today: string;
  readonly area: string;
  readonly known: ReadonlySet<string>;
  /** Something to know on opening: a draft that goes on, what was carried over. */
  readonly hint: string;
  readonly onSaved: (saved: Saved, form: FormState, next: boolean) => void;
  readonly onLeave: () => void;
}

/** The paper form on the screen: blocks left, one of them open, and what the keys do below. */
export function FamilyForm({ initial, title, draft, route, today, area, known, hint, onSaved, onLeave }: FamilyFormProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const [leaving, setLeaving] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const [store] = useState(() => createFormStore(initial));
  const state = useFormState(store);
  const keeper = useDraft(store, route, draft);
  const control = useMemo(
    () => createFormControl({
      store, today, body: () => body.current,
      askToClear: (entity, fields) => askConfirm({
        title: t('form.clearTitle', { n: fields.length }), confirm: t('form.clearYes'), cancel: t('form.clearNo'), danger: true,
        body: t('form.clearBody', { fields: fields.map((field) => questionLabel(language, entity, field)).join('; ') }),
      }),
    }),
    [store, today, t, language],
  );
  const register = useRegisterFindings(store, state);
  const notes = useNotes(state, register, today, area);
  const now = effective(state);
  const people = now.people.map((person) => person.values);
  const progress = blockProgress(now.family, people, today);
  const personProgress = people.map((values) => blockProgress({}, [values], today).find((each) => each.block === 'IV') ?? { answered: 0, required: 0 });
  const saving = useSave({ store, control, draft: keeper, today, area, known, onSaved: (saved, next) => onSaved(saved, store.get(), next) });
  const refocus = (): void => {
    const { field } = store.get().place;
    if (field === null || !focusField(body.current, field)) focusEdge(body.current, 'firstMissing');
  };
  const leave = async (): Promise<void> => {
    if (!(await control.settle())) return;
    if (store.get().dirty) setLeaving(true);
    else onLeave();
  };
  const discard = async (): Promise<void> => {
    await keeper.discard();
    onLeave();
  };
  const keepAndLeave = async (): Promise<void> => {
    if (await keeper.leave()) onLeave();
    else setLeaving(false);
  };
  const fill = async (): Promise<void> => {
    const { field: at } = store.get().place;
    if (at === null) return;
    const { record, field } = splitKey(at);
    const filled = await control.fillDown(record, field);
    const value = valuesOf(store.get(), record)[field];
    if (filled > 0) say({ text: t('form.filled', { n: filled, value: showAnswer(entityOf(record), field, value), like: fieldLabel(language, entityOf(record), field) }) });
  };
  const nextNote = async (): Promise<void> => {
    const all = [...notes.values()].flat().filter((note) => note.severity !== 'info');
    const missing = (state.event ? ofPerson(progress, state.people.length - 1) : progress).flatMap((block) => block.missing)[0];
    const at = store.get().place.field;
    const index = all.findIndex((note) => `${note.record}.${note.field}` === at);
    const note = all[(index + 1) % Math.max(1, all.length)];
    if (note) return goTo(control, note, state.people[0]?.key);
    if (missing) return control.goField(missing.person === null ? 'family' : (state.people[missing.person]?.key ?? 'family'), missing.field);
  };
  useFormKeys({ control, store, save: saving.save, leave, fill, nextNote });
  useEffect(() => {
    // The cursor goes back to where the draft was left; a new form begins at its first open question.
    const { field, block } = store.get().place;
    if (field !== null && focusField(body.current, field)) return;
    if (block === 'IV' && store.get().people.length === 0) void control.addPerson();
    else focusEdge(body.current, 'firstMissing');
  }, [store, control]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const target = event.target;
    if (!(target instanceof HTMLElement) || target.dataset['field'] === undefined) return;
    if (event.key === 'Enter' && event.altKey && target instanceof HTMLTextAreaElement) {
      target.setRangeText('\n', target.selectionStart, target.selectionEnd, 'end');
      store.dispatch({ type: 'type', ...splitKey(target.dataset['field']), text: target.value });
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.altKey) void control.step(target, event.shiftKey ? -1 : 1);
    else if (event.ctrlKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft') && target.dataset['control'] !== 'text' && target.dataset['control'] !== 'long') {
      const block = blockBeside(store.get().place.block, event.key === 'ArrowRight' ? 1 : -1);
      if (block) void control.goBlock(block);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const draftWords = keeper.state.kind === 'saved' ? t('form.draftSaved', { at: formatTime(keeper.state.at) }) : keeper.state.kind === 'failed' ? t('form.draftFailed') : hint;
  return (
    <FormContext value={{ store, state, control, today, area, notes }}>
      <Page
        title={title} fill hint={<span data-draft={keeper.state.kind} className={keeper.state.kind === 'failed' ? css.alarm : undefined}>{draftWords}</span>}
        actions={
          <>
            <Button variant={state.id === null ? 'default' : 'filled'} loading={saving.state.kind === 'busy'} onClick={() => void saving.save(false)} data-save={state.id === null ? undefined : true}>{t('form.save')}</Button>
            {state.id === null && <Button loading={saving.state.kind === 'busy'} data-save onClick={() => void saving.save(true)}>{t('form.saveNext')}</Button>}
          </>
        }
      >
        <div className={css.form} data-event={state.event?.kind} onKeyDown={onKeyDown}>
          {!state.event && <BlockRail progress={progress} />}
          <div className={css.sheet}>
            {!state.event && <h2 className={css.blockTitle}><span>{state.place.block}</span> {t(`form.block_${state.place.block}`)}</h2>}
            {state.place.block === 'IV' && !state.event && <PeopleTable progress={personProgress} />}
            <div className={css.body} ref={body} data-block={state.place.block} tabIndex={-1}>{state.event && <EventSection event={state.event} />}<BlockBody /></div>
            <KnownPeople />
            <FormStatus progress={state.event ? ofPerson(progress, state.people.length - 1) : progress} save={saving.state} onGo={(note) => void goTo(control, note, state.people[0]?.key)} onMissing={() => void nextNote()} retry={() => void saving.save(false)} />
          </div>
        </div>
      </Page>
      {leaving && <LeaveDialog onStay={() => { setLeaving(false); window.requestAnimationFrame(refocus); }} onKeep={() => void keepAndLeave()} onDiscard={() => void discard()} />}
      {saving.state.kind === 'reasons' && (
        <ReasonsDialog
          notes={saving.state.notes} onClose={() => { saving.rest(); window.requestAnimationFrame(refocus); }}
          onFix={(note) => { saving.rest(); void goTo(control, note, state.people[0]?.key); }}
          onDone={(reasons) => { const next = saving.state.kind === 'reasons' && saving.state.next; store.now({ type: 'reasons', reasons }); void saving.save(next); }}
        />
      )}
    </FormContext>
  );
}

/** What one person's sheet still misses. */
function ofPerson(progress: readonly BlockProgress[], person: number): readonly BlockProgress[] {
  return progress.map((block) => ({ ...block, missing: block.missing.filter((each) => each.person === person) }));
}
