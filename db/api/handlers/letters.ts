import { readFileSync, statSync } from 'node:fs';
import { plainDocument } from '../documents/plain-document.ts';
import { prepareLetter } from '../documents/letter-content.ts';
import { requireUsable } from '../documents/template-fault.ts';
import { documentNames, templateOf } from '../documents/template-of.ts';
import { letterSettings, saveLetterSettings, saveTemplate } from '../../registry/letters/letterhead.ts';
import { keepLetterhead, keptLetterhead } from '../documents/kept-letterhead.ts';
import { pcMark } from '../../registry/letters/pc-mark.ts';
import { issueLetter, letterContent, listLetters, voidLetter } from '../../registry/letters/letters.ts';
import type { DocumentModel } from '../../reports/documents/model.ts';
import { pictureOf } from '../../reports/documents/pictures.ts';
import { commonFields, templateFields } from '../../reports/documents/usual-templates.ts';
import { fail } from '../../rules/failure.ts';
import { documentTitles, letterKinds } from '../../rules/letters/kinds.ts';
import { monthsLater } from '../../rules/letters/number.ts';
import { today } from '../../store/office.ts';
import type { letterCalls } from '../contract/letters.ts';
import type { Context, Handlers } from '../handler.ts';
import { letterheadOf, usualOffices } from '../letterhead.ts';
import { requireNoChild } from '../without-children.ts';
import { writeDocument } from '../write-document.ts';

const MOST_LOGO = 300 * 1024;

export const letterHandlers: Handlers<keyof typeof letterCalls> = {
  'letter.settings': (_input, { reader, host }) => ({ settings: letterSettings(reader), usualOffices: usualOffices(host.regions().path(reader.identity.code)), pc: pcMark(reader) }),
  'letter.settings.save': (settings, { writer, actor, changed }) => {
    if (settings.logo !== '' && pictureOf(settings.logo) === null) fail('LOGO_FORMAT');
    saveLetterSettings(writer, actor.user, settings);
    changed('office');
    return { ok: true };
  },
  'letter.logo': ({ path }) => {
    if (statSync(path).size > MOST_LOGO) fail('LOGO_FORMAT');
    const logo = readFileSync(path).toString('base64');
    return pictureOf(logo) ? { logo } : fail('LOGO_FORMAT');
  },
  'letter.issue': (input, context) => {
    needIdentifiers(context, 'letter.issue');
    requireNoChild(context, input.person);
    const date = input.date ?? today(context.writer);
    const same = input.kind === 'bast' ? listLetters(context.writer, { kind: 'bast' }, null).find((one) => one.package === input.packageId && one.voidedOn === null) : undefined;
    if (same) return { id: same.id, number: same.number, code: same.code };
    const { months } = letterKinds[input.kind];
    const prepared = prepareLetter({ ...input, date, validUntil: input.validUntil ?? (months > 0 ? monthsLater(date, months) : null) }, context);
    const letterhead = keepLetterhead(context.writer, context.actor.user, letterheadOf(context));
    const issued = issueLetter(context.writer, context.actor, prepared.record, (given) => ({ ...prepared.model(given), letterhead }));
    context.changed('office');
    return issued;
  },
  'letter.write': async ({ id, format, path, job }, context) => {
    needIdentifiers(context, 'letter.write');
    const { row, content } = letterContent(context.writer, id);
    if (row.voidedOn !== null) fail('LETTER_VOID', { number: row.number, date: row.voidedOn });
    const said = content as DocumentModel;
    // Letters of earlier versions kept none.
    const model = { ...said, letterhead: said.letterhead ? keptLetterhead(context.writer, said.letterhead) : letterheadOf(context) };
    return writeDocument({ model, format, path, job, at: row.at, purpose: row.purpose ?? documentTitles[row.kind], detail: { name: row.kind, number: row.number, rows: 1 } }, context);
  },
  'letter.list': (query, { reader, scope }) => listLetters(reader, query, scope),
  'letter.void': ({ id, reason }, { writer, actor, changed }) => {
    voidLetter(writer, actor, id, reason);
    changed('office');
    return { ok: true };
  },
  'document.write': async (input, context) => {
    const { name, format, path, job, purpose, full } = input;
    if (full || name === 'data-saya') needIdentifiers(context, 'document.write');
    requireNoChild(context, input.person);
    if (name !== 'mutu-data' && name !== 'data-saya' && !purpose) fail('PURPOSE_NEEDED');
    const { model, rows, excluded = 0 } = plainDocument({ ...input, date: input.date ?? today(context.writer) }, context);
    const why = purpose ?? (name === 'data-saya' ? `Permintaan sendiri; diperiksa: ${input.identityChecked ?? ''}` : null);
    const done = await writeDocument({ model, format, path, job, purpose: why, detail: { name, rows, ...(input.programme !== undefined && { programme: input.programme }), ...(input.person !== undefined && { person: input.person, identityChecked: input.identityChecked }), identifiers: full, ...(excluded > 0 && { excluded }), ...(input.anyway !== undefined && { anyway: input.anyway }) } }, context);
    return { ...done, rows, excluded };
  },
  'document.templates': (_input, { reader }) => documentNames.map((name) => ({ name, title: documentTitles[name], ...templateOf(reader, name), fields: [...commonFields, ...templateFields[name]] })),
  'document.template.save': ({ name, text }, { writer, actor, changed }) => {
    requireUsable(name, text);
    saveTemplate(writer, actor.user, name, text.trim());
    changed('office');
    return { ok: true };
  },
};

/** Letters name people with their numbers in full. */
function needIdentifiers({ session }: Context, call: string): void {
  if (!session.permissions.includes('identity.reveal')) fail('NOT_ALLOWED', { role: session.user.role, call });
}
