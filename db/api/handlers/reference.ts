import { calendarOf, ownSchedule, schedulesHeld, standingOf } from '../../handoff/below.ts';
import { cardView } from '../../handoff/card.ts';
import type { Card } from '../../handoff/card.ts';
import { neighbours, problemsOfShutOut } from '../../handoff/neighbours.ts';
import { withheldFields } from '../../handoff/payload.ts';
import { askedFields, heldReference } from '../../handoff/reference/held.ts';
import { scheduleFor } from '../../rules/due-dates.ts';
import { referenceDraft, setReferenceDraft } from '../../handoff/reference/issue.ts';
import { beginWith, checkIssuer, listStarters, readStarter, writeStarters } from '../../handoff/reference/starter.ts';
import { isShutOut } from '../../handoff/revoke.ts';
import type { StarterPlace } from '../../handoff/reference/starter.ts';
import { cardsOfCode } from '../../handoff/trust.ts';
import { openTasks } from '../../registry/tasks/list-tasks.ts';
import { quality } from '../../reports/recaps/quality.ts';
import { entityOfId, fieldOfId } from '../../rules/entities.ts';
import { fail } from '../../rules/failure.ts';
import { codeLists } from '../../rules/lists.ts';
import { passphraseProblem } from '../../rules/passphrase.ts';
import { parentRegion } from '../../rules/region-code.ts';
import { fieldLabel } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { countsByOwner } from '../../store/owned-counts.ts';
import type { referenceCalls } from '../contract/reference.ts';
import { createWith } from '../create-with.ts';
import { requireUsable } from '../documents/template-fault.ts';
import { documentNames } from '../documents/template-of.ts';
import type { Context, Handlers } from '../handler.ts';
import { villagesBelow } from '../office-facts.ts';
import { runReport } from '../run-report.ts';
import { sessionOf, watch } from '../watch-job.ts';

export const referenceHandlers: Handlers<keyof typeof referenceCalls> = {
  'reference.status': ({ lang }, { reader }) => {
    const held = heldReference(reader);
    return { held: held && describeHeld(held, lang), draft: referenceDraft(reader) };
  },
  'reference.set': (set, { writer, actor, changed }) => {
    for (const { name, text } of set.templates ?? []) {
      const known = documentNames.find((one) => one === name);
      if (known !== undefined) requireUsable(known, text);
    }
    setReferenceDraft(writer, actor.user, set);
    changed('office');
    return { ok: true };
  },
  'reference.askable': ({ lang }, { reader }) => {
    const asked = referenceDraft(reader)?.asked.map(String) ?? [...askedFields(reader)].map((one) => one.replace('.', ','));
    return withheldFields().map(([entity, field]) => ({ entity, field, label: labelOf(entity, field, lang), asked: asked.includes(String([entity, field])) }));
  },
  'schedule.mine': (_input, { reader }) => ownSchedule(reader),
  'below.table': (_input, context) => belowTable(context),
  'below.calendar': ({ from, to }, context) => {
    const rows = placesBelow(context).map(({ code, name }) => ({ code, name, cells: calendarOf(context.reader, code, from, to) }));
    return { dues: [...new Set(rows.flatMap((row) => row.cells.map((cell) => cell.due)))].sort(), rows };
  },
  'starter.write': async ({ codes, folder, job }, context) => {
    const wanted = codes.length > 0 ? codes.map((code) => placeOf(context, code)) : placesBelow(context);
    const written = await writeStarters(sessionOf(context), wanted, folder, watch(context, job));
    context.changed('office');
    return written;
  },
  'starter.list': (_input, { reader }) => listStarters(reader),
  'starter.read': ({ path }) => {
    const { starter, card, content } = readStarter(path);
    const { code, name, fingerprint } = cardView(card);
    return {
      ...starter.office, practice: starter.practice, issuedAt: starter.issuedAt, edition: content.edition, issuer: { code, name, fingerprint },
      schedule: scheduleFor(content.schedule, starter.office.code), upload: content.upload?.url ?? null,
    };
  },
  'starter.create': async ({ path, user, displayName, passphrase, fingerprint, unchecked }, { host, changed }) => {
    const problem = passphraseProblem(passphrase);
    if (problem) fail('WEAK_PASSPHRASE', { reason: problem });
    const read = readStarter(path);
    checkIssuer(read, fingerprint, unchecked);
    const { office, practice } = read.starter;
    const dir = host.options.officeDir ?? host.newOfficeDir(office.code, practice);
    const checked = fingerprint !== undefined;
    const made = await createWith(host, dir, { code: office.code, user, displayName, passphrase, practice }, (uid) => beginWith(host.writer(), { uid, name: user }, read, checked));
    if (!host.options.officeDir) host.useOffice(dir);
    changed('office');
    return { ...made, issuer: { code: read.card.code, name: read.card.name, checked } };
  },
};

function labelOf(entityId: number, number: number, lang: Lang): string {
  const entity = entityOfId(entityId)?.key;
  const field = entity && fieldOfId(entity, number);
  return entity && field ? fieldLabel(lang, entity, field.key) : `${entityId}.${number}`;
}

function describeHeld({ issuer, issuerName, receivedAt, content }: NonNullable<ReturnType<typeof heldReference>>, lang: Lang) {
  const ours = new Map(codeLists.map((list) => [list.name, list.version]));
  return {
    edition: content.edition, issuer, issuerName, issuedAt: content.issuedAt, receivedAt, schedule: content.schedule, upload: content.upload,
    asked: content.asked.map(([entity, field]) => ({ entity, field, label: labelOf(entity, field, lang) })), templates: content.templates,
    mappings: content.mappings.map((one) => one.name), programmes: content.programmes.length,
    cards: content.cards.map((text) => {
      const { code, name, level, fingerprint } = cardView(JSON.parse(text) as Card);
      return { code, name, level, fingerprint };
    }),
    lists: Object.entries(content.lists).filter(([name, version]) => ours.get(name) !== version).map(([name, theirs]) => ({ name, theirs, ours: ours.get(name) ?? null })),
  };
}

function placeOf({ host }: Context, code: string): StarterPlace {
  const region = host.regions().get(code) ?? fail('UNKNOWN_REGION', { code });
  const level = region.kind === 'kelurahan' || region.kind === 'desa' || region.kind === 'kecamatan' || region.kind === 'kota' || region.kind === 'kabupaten' ? region.kind : 'provinsi';
  return { code: region.code, name: region.displayName, level };
}

function placesBelow(context: Context): StarterPlace[] {
  const { code } = context.reader.identity;
  return villagesBelow(context.host.regions(), code).filter((one) => one !== code).map((one) => placeOf(context, one));
}

function belowTable(context: Context) {
  const { reader } = context;
  const scores = new Map((runReport(quality, undefined, {}, context).rows as readonly { code: string; score: unknown }[]).map((row) => [row.code, Number(row.score)]));
  const tasks = openTasks(reader);
  const schedules = schedulesHeld(reader);
  const starters = new Map(listStarters(reader).map((one) => [one.code, one.state]));
  const problemsFrom = problemsOfShutOut(reader);
  const rows = Map.groupBy(neighbours(reader), (one) => one.code);
  const [families, people] = [countsByOwner(reader, 'family'), countsByOwner(reader, 'person')];
  return placesBelow(context).map(({ code, name, level }) => {
    const standing = standingOf(reader, code, schedules);
    const cards = cardsOfCode(reader, code);
    const shutOut = isShutOut(reader, code);
    const open = cards.length === 0 ? problemsFrom(code).length : (rows.get(code) ?? []).reduce((sum, one) => sum + one.openHere, 0);
    const held = standing.state === 'never' ? null : { families: families.get(code) ?? 0, people: people.get(code) ?? 0 };
    return {
      code, name, level, parent: parentRegion(code) ?? '', trusted: cards.length > 0, vouchedPcs: cards.filter((one) => one.vouchedBy !== null).length, revoked: shutOut, ...standing, families: held?.families ?? null, people: held?.people ?? null,
      quality: held ? (scores.get(code) ?? null) : null, openTasks: tasks.get(code) ?? 0, problems: open, starter: starters.get(code) ?? null,
    };
  });
}
