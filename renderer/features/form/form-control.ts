import { fieldDef } from '../../../db/rules/entities.ts';
import { isAnswered } from '../../../db/rules/form/condition.ts';
import { applies, childrenToClear, questionOf, visibleQuestions } from '../../../db/rules/form.ts';
import type { Block, Question } from '../../../db/rules/form.ts';
import { readAnswer } from './answers.ts';
import { focusBeside, focusEdge, focusElement, focusField } from './focus.ts';
import { blockBeside, entityOf, fieldKey, splitKey, valuesOf } from './form-state.ts';
import type { FormStore } from './form-store.ts';
import { sectionOf } from './sections.ts';

export interface ControlHost {
  readonly store: FormStore;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** The element that holds the open block. */
  readonly body: () => HTMLElement | null;
  /** Asks before answers are cleared; names the questions. */
  readonly askToClear: (entity: 'family' | 'person', fields: readonly string[]) => Promise<boolean>;
}

/** What the keys and the fields can do with the form. */
export interface FormControl {
  /** Enters what was typed into a field; false when the clerk took it back. */
  readonly leave: (record: string, field: string) => Promise<boolean>;
  /** Enters the field that is being typed in, if any. */
  readonly settle: () => Promise<boolean>;
  /** Enter and Shift+Enter. */
  readonly step: (from: HTMLElement, step: 1 | -1) => Promise<void>;
  readonly goBlock: (block: Block, edge?: 'first' | 'last' | 'firstMissing') => Promise<void>;
  readonly goPerson: (person: string, edge?: 'first' | 'last' | 'firstMissing') => Promise<void>;
  /** Opens the block and the sheet that hold a field and puts the cursor there. */
  readonly goField: (record: string, field: string) => Promise<void>;
  readonly addPerson: () => Promise<void>;
  /** Gives the unanswered questions of the same kind in the same section this field's answer; answers how many. */
  readonly fillDown: (record: string, field: string) => Promise<number>;
}

/** Where Enter goes after the last question of the last person, and after the last block. */
const addButton = '[data-add-person]';
const saveButton = '[data-save]';

export function createFormControl(host: ControlHost): FormControl {
  const { store, today, body } = host;
  const pending = new Map<string, Promise<boolean>>();

  const enter = async (record: string, field: string): Promise<boolean> => {
    const state = store.get();
    const entity = entityOf(record);
    const text = state.texts[fieldKey(record, field)];
    if (text === undefined) return seen(record, field);
    const reading = readAnswer(entity, field, text);
    if (!reading.ok) return seen(record, field);
    const values = valuesOf(state, record);
    if (reading.value === (values[field] ?? null)) {
      store.now({ type: 'revert', record, field });
      return seen(record, field);
    }
    const clear = childrenToClear(entity, field, reading.value, values, today);
    if (clear.length > 0 && !(await host.askToClear(entity, clear))) {
      store.now({ type: 'revert', record, field });
      focusField(body(), fieldKey(record, field));
      return false;
    }
    store.now({ type: 'answer', record, field, value: reading.value, clear });
    dropHiddenTexts(record);
    return seen(record, field);
  };

  const seen = (record: string, field: string): boolean => {
    store.now({ type: 'left', record, field });
    return true;
  };

  /** What was typed into questions that no longer apply must not hold the save. */
  const dropHiddenTexts = (record: string): void => {
    const state = store.get();
    for (const key of Object.keys(state.texts)) {
      const place = splitKey(key);
      const question = questionOf(entityOf(record), place.field);
      if (place.record !== record || !question || applies(question, valuesOf(state, record), today) !== false) continue;
      store.now({ type: 'revert', record, field: place.field });
    }
  };

  const leave = (record: string, field: string): Promise<boolean> => {
    const key = fieldKey(record, field);
    const running = pending.get(key);
    if (running) return running;
    const entering = enter(record, field).finally(() => pending.delete(key));
    pending.set(key, entering);
    return entering;
  };

  const settle = async (): Promise<boolean> => {
    const at = store.get().place.field;
    if (at === null) return true;
    const { record, field } = splitKey(at);
    return leave(record, field);
  };

  const goBlock: FormControl['goBlock'] = async (block, edge = 'firstMissing') => {
    if (store.get().event || !(await settle())) return;
    if (block === 'IV' && store.get().people.length === 0) return add();
    store.now({ type: 'go', block });
    toTop(body());
    focusEdge(body(), edge);
  };

  const goPerson: FormControl['goPerson'] = async (person, edge = 'firstMissing') => {
    if (store.get().event || !(await settle())) return;
    store.now({ type: 'go', block: 'IV', person });
    toTop(body());
    focusEdge(body(), edge);
  };

  const add = (): void => {
    store.now({ type: 'addPerson' });
    toTop(body());
    focusEdge(body(), 'first');
  };

  const beyond = async (step: 1 | -1): Promise<void> => {
    const { place, people, event } = store.get();
    if (event) return void (step === 1 && focusElement(document.querySelector<HTMLElement>(saveButton)));
    const edge = step === 1 ? 'first' : 'last';
    if (place.block === 'IV') {
      const person = people[people.findIndex((each) => each.key === place.person) + step];
      if (person && (step === 1 || place.person !== people[0]?.key)) return goPerson(person.key, edge);
      if (step === 1) return void focusElement(document.querySelector<HTMLElement>(addButton));
    }
    const block = blockBeside(place.block, step);
    if (block) return goBlock(block, step === 1 ? 'firstMissing' : 'last');
    if (step === 1) focusElement(document.querySelector<HTMLElement>(saveButton));
  };

  return {
    leave, settle, goBlock, goPerson,
    step: async (from, step) => {
      const { record, field } = splitKey(from.dataset['field'] ?? '.');
      if (!(await leave(record, field))) return;
      if (!focusBeside(body(), from, step)) await beyond(step);
    },
    goField: async (record, field) => {
      if (!(await settle())) return;
      if (record === 'event') return void focusField(body(), fieldKey(record, field));
      const entity = entityOf(record);
      const block = questionOf(entity, field)?.block ?? 'IV';
      store.now({ type: 'go', block, person: entity === 'person' ? record : null });
      if (!focusField(body(), fieldKey(record, field))) focusEdge(body(), 'first');
    },
    addPerson: async () => {
      if (!store.get().event && (await settle())) add();
    },
    fillDown: async (record, field) => {
      if (!(await leave(record, field))) return 0;
      const state = store.get();
      const values = valuesOf(state, record);
      const value = values[field];
      if (!isAnswered(value) || value === undefined) return 0;
      const fields = alike(record, field).filter((each) => !isAnswered(values[each]) && state.texts[fieldKey(record, each)] === undefined);
      if (fields.length === 0) return 0;
      store.now({ type: 'fill', record, fields, value });
      const last = body()?.querySelector<HTMLElement>(`[data-field="${CSS.escape(fieldKey(record, fields.at(-1) ?? field))}"]`);
      if (last && !focusBeside(body(), last, 1)) await beyond(1);
      return fields.length;
    },
  };

  /** The questions after one that take the same kind of answer, in its section. */
  function alike(record: string, field: string): readonly string[] {
    const entity = entityOf(record);
    const section = sectionOf(entity, field);
    const shown = new Set(visibleQuestions(entity, valuesOf(store.get(), record), today).map((question) => question.field));
    const from = section?.questions.findIndex((question) => question.field === field) ?? -1;
    return (section?.questions ?? [])
      .filter((question: Question, index) => index > from && shown.has(question.field) && sameKind(entity, field, question.field))
      .map((question) => question.field);
  }
}

function sameKind(entity: 'family' | 'person', one: string, other: string): boolean {
  const [a, b] = [fieldDef(entity, one), fieldDef(entity, other)];
  if (!a || !b || a.kind !== b.kind || (a.kind !== 'code' && a.kind !== 'int')) return false;
  return a.list === b.list && a.min === b.min && a.max === b.max;
}

function toTop(body: HTMLElement | null): void {
  body?.scrollTo({ top: 0 });
}
