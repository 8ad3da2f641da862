import { needPerson } from '../../registry/access.ts';
import { familyView } from '../../registry/family-view.ts';
import type { FamilyView } from '../../registry/family-view.ts';
import { loadFamilies } from '../../registry/family-facts.ts';
import { showDate } from '../../rules/dates.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import { answerText } from '../../rules/lists.ts';
import { mask } from '../../rules/mask.ts';
import type { Cell, TableBlock } from '../../reports/documents/model.ts';
import type { Context } from '../handler.ts';

export interface PersonFacts {
  readonly family: string;
  readonly person: string;
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
  /** Everybody else of the family who is there, in the order of the form. */
  readonly others: readonly FieldValues[];
  readonly members: readonly FieldValues[];
  readonly view: FamilyView;
}

/** What letters say of a person, identifiers in full. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function personFacts({ reader, scope }: Pick<Context, 'reader' | 'scope'>, id: string): PersonFacts {
  const { person, family } = needPerson(reader, id, scope);
  const view = familyView(reader, family.uid, scope);
  const { values } = person;
  const ranking = view.rankings[0];
  const current = loadFamilies(reader, [family.id])[0]?.people.filter((one) => one.values.status === null || one.values.status === undefined || one.values.status === 1) ?? [];
  return {
    family: family.uid, person: person.uid, name: text(values.name), view, members: current.map((one) => one.values), others: current.filter((one) => one.uid !== person.uid).map((one) => one.values),
    values: {
      nama: text(values.name), nik: text(values.nik), nokk: text(family.values.noKk), ttl: birth(values), jk: answerText('RSEK.405', values.sex), kewarganegaraan: answerText('KK.warganegara', values.citizenship) || 'WNI',
      agama: answerText('KK.agama', values.religion), pekerjaan: answerText('KK.pekerjaan', values.occupationKk), statuskawin: answerText('RSEK.408', values.maritalStatus), alamat: addressOf(family.values),
      desil: ranking?.value ? `${capital(ranking.measure)} ${ranking.value}` : 'belum diperingkat', sumberdesil: ranking ? [ranking.source, ranking.date === null ? '' : showDate(ranking.date)].filter((one) => one !== '').join(', ') : '-',
      status: answerText('KK.status_dasar', values.status) || 'Hidup', program: [...new Set(view.enrolments.map((one) => one.programmeName))].join(', ') || 'tidak ada',
    },
  };
}

/** Dependants as a table: NIK, name, L/P, birth, relationship. */
export function peopleTable(people: readonly FieldValues[], from: number, identifiers: 'full' | 'masked'): TableBlock {
  const nik = (value: FieldValue | undefined): string => (identifiers === 'full' ? text(value) : text(value) === '' ? '' : mask(text(value)));
  return {
    kind: 'table', size: 9,
    columns: [{ title: 'No', width: 0.4, align: 'center' }, { title: 'NIK', width: 1.7 }, { title: 'Nama', width: 2.8 }, { title: 'L/P', width: 0.4, align: 'center' }, { title: 'Tempat, tanggal lahir', width: 2.2 }, { title: 'Hubungan', width: 1.4 }],
    rows: people.map((one, index): Cell[] => [from + index, nik(one.nik), text(one.name), one.sex === 1 ? 'L' : one.sex === 2 ? 'P' : '', birth(one), answerText('RSEK.409', one.relationship)]),
  };
}

function birth(values: FieldValues): string {
  return [text(values.birthPlace), text(values.birthDate) === '' ? '' : showDate(text(values.birthDate))].filter((one) => one !== '').join(', ');
}

function addressOf(values: FieldValues): string {
  return [text(values.address), text(values.rt) === '' ? '' : `RT ${text(values.rt)}`, text(values.rw) === '' ? '' : `RW ${text(values.rw)}`].filter((one) => one !== '').join(' ');
}

/** A word with a capital, as it begins a line. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function text(value: FieldValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
