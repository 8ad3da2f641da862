import { closedTo, withoutClosed } from '../registry/closed-answers.ts';
import { housesToVisit } from '../registry/visits/form-houses.ts';
import { visitForms } from '../reports/visit-form.ts';
import type { FormHouse } from '../reports/visit-form.ts';
import { fail } from '../rules/failure.ts';
import { today } from '../store/office.ts';
import type { StoredRecord } from '../store/records.ts';
import type { CallOutput, HandlerInput } from './contract.ts';
import type { Context } from './handler.ts';
import { writeDocument } from './write-document.ts';

const blank: FormHouse = { families: [] };

/** Writes the forms of families, a page per house, and as many blank ones as are asked for; NIK and No KK in full only for who may see them, and no answer of a class that is closed to the user. */
export async function saveForms(input: HandlerInput<'verval.forms'>, context: Context): Promise<CallOutput<'verval.forms'>> {
  const { session, writer, scope } = context;
  if (input.identifiers === 'full' && !session.permissions.includes('identity.reveal')) fail('NOT_ALLOWED', { role: session.user.role, call: 'verval.forms' });
  const [closed, day] = [closedTo(session.permissions), today(writer)];
  const open = (entity: 'family' | 'person', record: StoredRecord): StoredRecord => ({ ...record, values: withoutClosed(entity, record.values, closed, day) });
  const houses: FormHouse[] = housesToVisit(writer, input.families, scope)
    .map(({ families }) => ({ families: families.map((one) => ({ ...one, record: open('family', one.record), people: one.people.map((person) => open('person', person)) })) }));
  const pages = [...houses, ...Array.from({ length: input.blank }, () => blank)];
  if (pages.length === 0) fail('INVALID_INPUT', { detail: 'families' });
  const model = visitForms(pages, { office: writer.identity.name, day, identifiers: input.identifiers });
  const detail = { name: 'forms', rows: input.families.length, houses: houses.length, blank: input.blank, profile: 'internal', fields: input.identifiers === 'full' ? ['nik', 'noKk'] : [] };
  const written = await writeDocument({ model, format: input.format, path: input.path, job: input.job, purpose: input.purpose, detail }, context);
  return { file: written.file, sha256: written.sha256, pages: written.pages, houses: houses.length };
}
