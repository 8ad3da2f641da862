import { describe, expect, it } from 'vitest';
import { questions } from '../../../db/rules/form.ts';
import { toAcknowledged, toInput } from '../../../renderer/features/form/api-input.ts';
import { effective, readAnswer, showAnswer } from '../../../renderer/features/form/answers.ts';
import { readDraft, writeDraft } from '../../../renderer/features/form/draft.ts';
import { emptyForm, formOf, rebase, reduceForm } from '../../../renderer/features/form/form-state.ts';
import type { FormAction, FormState } from '../../../renderer/features/form/form-state.ts';
import { collectNotes, isShown, withoutReason } from '../../../renderer/features/form/notes.ts';
import { sections } from '../../../renderer/features/form/sections.ts';
import { suggestionFor } from '../../../renderer/features/form/suggestions.ts';

const context = { today: '2026-11-22', area: '64.74.03.1002', source: 'form' } as const;

function after(form: FormState, ...actions: FormAction[]): FormState {
  return actions.reduce(reduceForm, form);
}

describe('sections', () => {
  it('hold every question of the form once, in the order of the paper', () => {
    const laid = sections.flatMap((section) => section.questions.map((question) => `${question.entity}.${question.field}`));
    expect(laid).toEqual(questions.map((question) => `${question.entity}.${question.field}`));
    for (const section of sections) expect(new Set(section.questions.map((question) => `${question.entity} ${question.block}`)).size).toBe(1);
  });

  it('ask nothing of the paper behind a closed heading', () => {
    for (const section of sections.filter((each) => each.optional)) expect(section.questions.every((question) => question.supplement)).toBe(true);
    expect(sections.find((section) => section.name === 'personMore')?.optional).toBe(true);
  });
});

describe('answers', () => {
  it('are read as they are written on paper', () => {
    const value = (entity: 'family' | 'person', field: string, text: string): unknown => {
      const reading = readAnswer(entity, field, text);
      return reading.ok ? reading.value : reading.problem;
    };
    expect(value('person', 'nik', ' 6474 0305 0785 0003 ')).toBe('6474030507850003');
    expect(value('family', 'rt', '4')).toBe('004');
    expect(value('family', 'rt', 'x9')).toBe('x9');
    expect(value('person', 'birthDate', '5-7-1985')).toBe('1985-07-05');
    expect(value('person', 'birthDate', '31-02-1985')).toBe('date');
    expect(value('family', 'waterSource', '10')).toBe(10);
    expect(value('family', 'wall', '9')).toBe('code');
    expect(value('person', 'identityCards', '5')).toBe(5);
    expect(value('person', 'isPengurus', '2')).toBe(0);
    expect(value('family', 'floorArea', '45,5')).toBe('number');
    expect(value('family', 'latitude', '0,13')).toBe(0.13);
    expect(value('family', 'region', '6474031002')).toBe('64.74.03.1002');
    expect(value('family', 'region', '64.74')).toBe('region');
    expect(value('family', 'notes', '  ')).toBeNull();
  });

  it('are shown as they are read', () => {
    expect(showAnswer('person', 'birthDate', '1985-07-05')).toBe('05-07-1985');
    expect(showAnswer('person', 'nik', '6474030507850003')).toBe('6474 0305 0785 0003');
    expect(showAnswer('family', 'floor', { list: 'BDT15.lantai', version: '1', code: null, raw: 'Lainnya' })).toBe('Lainnya');
    for (const [entity, field, value] of [['family', 'latitude', 0.13], ['person', 'isPengurus', 0], ['family', 'toilet', 1]] as const) {
      expect(readAnswer(entity, field, showAnswer(entity, field, value))).toEqual({ ok: true, value });
    }
  });

  it('count what is being typed, and nothing for what is unreadable', () => {
    const form = after(
      emptyForm({ floorArea: 40 }),
      { type: 'type', record: 'family', field: 'floorArea', text: '4a' },
      { type: 'type', record: 'family', field: 'rw', text: '2' },
    );
    expect(effective(form).family).toEqual({ floorArea: null, rw: '002' });
    expect(form.family).toEqual({ floorArea: 40 });
  });

  it('suggest what the NIK says, only for what is empty', () => {
    const nik = '6474034508870001';
    expect(suggestionFor('birthDate', { nik }, context.today)).toEqual({ text: '05-08-1987', shown: '05-08-1987' });
    expect(suggestionFor('sex', { nik }, context.today)?.text).toBe('2');
    expect(suggestionFor('sex', { nik, sex: 1 }, context.today)).toBeNull();
  });
});

describe('the form', () => {
  it('adds people in order and takes off only those the register does not know', () => {
    const known = formOf('f', {}, [{ id: 'p', values: { name: 'Ani', sequence: 1 } }], null);
    const two = after(known, { type: 'addPerson' });
    expect(two.people[1]).toMatchObject({ key: 'new-1', id: null, values: { sequence: 2 } });
    expect(two.place).toMatchObject({ block: 'IV', person: 'new-1' });
    const typed = after(two, { type: 'type', record: 'new-1', field: 'name', text: 'Bud' });
    expect(after(typed, { type: 'removePerson', key: 'new-1' })).toMatchObject({ people: [{ key: 'p' }], texts: {} });
    expect(after(two, { type: 'removePerson', key: 'p' }).people).toHaveLength(2);
  });

  it('clears children together with their parent’s answer, and what was typed in them', () => {
    const form = after(
      emptyForm({ buildingOwnership: 1, landProof: 1 }),
      { type: 'type', record: 'family', field: 'landProof', text: '99' },
      { type: 'answer', record: 'family', field: 'buildingOwnership', value: 2, clear: ['landProof'] },
    );
    expect(form.family).toEqual({ buildingOwnership: 2, landProof: null });
    expect(form.texts).toEqual({});
  });

  it('goes into a draft and comes back whole', () => {
    const form = after(
      emptyForm({ region: '64.74.03.1002', floor: { list: 'BDT15.lantai', version: '1', code: null, raw: 'Lainnya' } }),
      { type: 'addPerson' }, { type: 'type', record: 'new-1', field: 'birthDate', text: '05-0' }, { type: 'at', field: 'new-1.birthDate' },
      { type: 'reasons', reasons: { a: 'b' } }, { type: 'tried' },
    );
    expect(readDraft(writeDraft(form))).toEqual(form);
    expect(readDraft('{"version":2}')).toBeNull();
    expect(readDraft('no json')).toBeNull();
  });

  it('sends only what differs from the register, and a draft of an edit does not undo what others saved since', () => {
    const before = formOf('f', { address: 'Jl. Lama', floorArea: 30, status: 1 }, [{ id: 'p', values: { name: 'Ani', sex: 2 } }], null);
    const edited = after(before, { type: 'answer', record: 'family', field: 'address', value: 'Jl. Baru', clear: [] });
    expect(toInput(edited)).toEqual({ id: 'f', values: { address: 'Jl. Baru' }, people: [{ id: 'p', values: {} }] });
    const since = formOf('f', { address: 'Jl. Lama', floorArea: 36, status: 1 }, [{ id: 'p', values: { name: 'Ani', sex: 2 } }, { id: 'q', values: { name: 'Edo' } }], null);
    const resumed = rebase(edited, since);
    expect(toInput(resumed)).toEqual({ id: 'f', values: { address: 'Jl. Baru' }, people: [{ id: 'p', values: {} }, { id: 'q', values: {} }] });
    expect(resumed.family['floorArea']).toBe(36);
  });
});

describe('notes', () => {
  const blank = after(emptyForm({}), { type: 'addPerson' });

  it('wait until a field was left, and all come when saving was tried', () => {
    const address = (form: FormState): boolean => collectNotes(form, context, null, 'id').some((note) => note.field === 'address' && isShown(note, form));
    expect(address(blank)).toBe(false);
    expect(address(after(blank, { type: 'left', record: 'family', field: 'address' }))).toBe(true);
    expect(address(after(blank, { type: 'tried' }))).toBe(true);
  });

  it('block an unreadable text instead of the checks of the empty answer', () => {
    const form = after(blank, { type: 'type', record: 'family', field: 'wall', text: '9' });
    expect(collectNotes(form, context, null, 'id').filter((note) => note.field === 'wall')).toMatchObject([{ severity: 'block', text: 'Kode 9 tidak ada dalam daftar. Tekan ? untuk melihat daftar.' }]);
  });

  it('say what the register found only while the number asked about still stands', () => {
    const form = after(blank, { type: 'answer', record: 'new-1', field: 'nik', value: '6474030507850003', clear: [] });
    const used = { code: 'V07', severity: 'block', entity: 'person', record: 'new-1', field: 'nik', params: { name: 'Ani', place: 'RT 001', other: 'x' } } as const;
    const register = { findings: [used], asked: { 'new-1.nik': '6474030507850003', 'family.noKk': '' } };
    const said = (state: FormState): readonly string[] => collectNotes(state, context, register, 'id').filter((note) => note.code === 'V07').map((note) => note.text);
    expect(said(form)).toEqual(['NIK ini sudah dipakai Ani (RT 001). Periksa apakah orangnya sama.']);
    expect(said(after(form, { type: 'type', record: 'new-1', field: 'nik', text: '6474030507850004' }))).toEqual([]);
  });

  it('give each warning’s reason under the name that the api gives the record', () => {
    const form = after(
      emptyForm({ address: 'Jl', rt: '001', rw: '001' }), { type: 'addPerson' },
      { type: 'answer', record: 'new-1', field: 'birthDate', value: '1880-01-01', clear: [] },
    );
    const notes = collectNotes(form, context, null, 'id');
    const open = withoutReason(notes, form);
    expect(open.map((note) => note.code).sort()).toEqual(['V13', 'V22']);
    const reasoned = after(form, { type: 'reasons', reasons: Object.fromEntries(open.map((note) => [note.key, 'Sesuai KTP'])) });
    expect(withoutReason(notes, reasoned)).toEqual([]);
    expect(toAcknowledged(reasoned, notes)).toEqual([
      { code: 'V22', record: 'new', field: 'address', reason: 'Sesuai KTP' }, { code: 'V13', record: 'new-0', field: 'birthDate', reason: 'Sesuai KTP' },
    ]);
  });
});
