import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readBaca, writeBaca } from '../../handoff/baca/baca-file.ts';
import { ageIdentities, cardFingerprint, ensureCard, readCardText } from '../../handoff/card.ts';
import { newSealingKey, openText, sealText } from '../../handoff/seal.ts';
import { agreementInForce } from '../../registry/partners/agreements.ts';
import { ageRecipient } from '../../rules/age-recipient.ts';
import { fail } from '../../rules/failure.ts';
import { plainCode } from '../../rules/printed-code.ts';
import { readSeen, seenAfter, seenText } from '../../rules/seen-days.ts';
import { writeChanges } from '../../store/change-log.ts';
import { tryOnce } from '../../store/failed-tries.ts';
import { readIfThere, writeFileWhole } from '../../store/files.ts';
import { localDate, today } from '../../store/office.ts';
import { newRecoveryCode } from '../../store/recovery-code.ts';
import type { bacaCalls } from '../contract/baca.ts';
import { keepDisclosed } from '../disclosed.ts';
import type { Handlers } from '../handler.ts';
import type { Host } from '../host.ts';
import { forOutside } from '../outside.ts';

const MOST_KEY_BYTES = 64 * 1024;

export const bacaHandlers: Handlers<keyof typeof bacaCalls> = {
  'baca.write': async ({ name, agreement: id, params, until, purpose, recipients, path }, context) => {
    const { writer, host, session } = context;
    const { agreement, partnerName } = agreementInForce(writer, id);
    if (until < today(writer) || until > agreement.until) fail('BACA_UNTIL', { until: agreement.until });
    const { signingKey } = host.secrets();
    if (signingKey === null) return fail('NO_SIGNING_KEY');
    const { set, mark, detail } = forOutside({ name, profile: 'masked', agreement: id, params }, context);
    const tables = set.tables.map((table) => ({ name: table.name, columns: table.columns.map(({ header, kind }) => ({ header, numeric: kind === 'number' })), rows: [...table.rows()].map((row) => row.map((value) => value ?? null)) }));
    const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
    const code = newRecoveryCode();
    // Sealed for a key, the code is nobody's to say.
    const forKeys = recipients.length === 0 ? {} : { forKeys: { recipients, sealed: await sealText(plainCode(code), recipients) } };
    const region = (one: string): string => host.regions().get(one)?.displayName ?? one;
    const area = (agreement.regions.length > 0 ? agreement.regions : [writer.identity.code]).map(region).join(', ');
    const { identity } = writer;
    const written = writeBaca(path, {
      id: writer.newId(), practice: identity.practice, code: identity.code, office: identity.name, title: set.title, receiver: partnerName, agreement: agreement.number, purpose, area: area.slice(0, 500), fields: [...agreement.fields], until,
      madeAt: writer.now().toISOString(), madeBy: session.user.displayName, rows, ...forKeys,
    }, { mark, notes: [...set.notes], tables }, plainCode(code), { card: await ensureCard({ office: writer, secrets: host.secrets() }), signingKey, kdfCost: host.options.kdfCost });
    try {
      const said = { what: 'report', name, params, format: 'baca', rows, sha256: written.sha256, until, ...(recipients.length > 0 && { recipients }), ...detail };
      writeChanges(writer, context.meta('access', { reason: purpose, detail: said }), (log) => keepDisclosed({ name, params, profile: 'masked', agreement: id }, log.tx, context));
    } catch (error) {
      // What cannot be logged does not leave.
      rmSync(written.file, { force: true });
      throw error;
    }
    context.changed('office');
    return { ...written, code: recipients.length > 0 ? '' : code, rows, until };
  },

  'baca.open': async ({ path, code, keyFile }, { host }) => {
    const { head, card, open } = readBaca(path);
    refuseExpired(host, head.until, head.madeAt);
    const place = { profileDir: host.options.profileDir, officeId: 'baca', now: host.surroundings.now };
    const { value: content } = head.forKeys
      ? { value: open(await codeInside(head.forKeys.sealed, code, keyFile, host)) }
      : tryOnce(place, head.id, () => open(plainCode(code)));
    const { title, office, receiver, agreement, purpose, area, fields, until, madeAt, madeBy, practice } = head;
    return { title, office, officeCode: head.code, receiver, agreement, purpose, area, fields, until, madeAt, madeBy, practice, fingerprint: cardFingerprint(card), ...content };
  },

  'baca.needs': ({ path }) => {
    const { head } = readBaca(path);
    return { office: head.office, receiver: head.receiver, until: head.until, key: head.forKeys !== undefined };
  },

  'baca.recipient': ({ path }) => {
    const text = readKeyText(path);
    const card = readCardText(text);
    const recipient = card?.ageKey ?? text.split(/\W+/).find((word) => ageRecipient.test(word)) ?? fail('BACA_NO_KEY', { file: basename(path) });
    return { recipient, name: card?.name ?? '' };
  },

  'baca.makeKey': async ({ path }) => {
    // A key that is written over opens nothing of before any more.
    if (existsSync(path)) fail('BACA_KEY_EXISTS', { file: basename(path) });
    const { identity, recipient } = await newSealingKey();
    writeFileWhole(path, `# Kunci instansi untuk berkas BACA. Rahasia: siapa memegang berkas ini dapat membacanya.\n# public key: ${recipient}\n${identity}\n`);
    return { file: path, recipient };
  },
};

/** A card or a key as text; nothing of what is too large to be one. */
function readKeyText(file: string): string {
  return statSync(file).size > MOST_KEY_BYTES ? '' : readFileSync(file, 'utf8');
}

/** The code out of a file for an agency's key: with the key's file, with the key typed, or with this office's own. Errors: BACA_NEEDS_KEY, BACA_KEY_WRONG. */
async function codeInside(sealed: string, typed: string, keyFile: string | undefined, host: Host): Promise<string> {
  const given = keyFile === undefined ? typed : readKeyText(keyFile);
  const identities = [...(given.match(/AGE-SECRET-KEY-1[0-9A-Z]+/gi) ?? []).map((key) => key.toUpperCase()), ...(host.isOpen() ? ageIdentities(host.reader()) : [])];
  if (identities.length === 0) fail('BACA_NEEDS_KEY');
  return (await openText(sealed, identities)) ?? fail('BACA_KEY_WRONG');
}

/**
 * Refuses after the last day. The latest day that this PC is believed to have seen counts, so that a clock which is put back
 * opens nothing, and so does the day on which the file was made. Error: BACA_EXPIRED.
 */
function refuseExpired({ options, surroundings }: Host, until: string, madeAt: string): void {
  const file = join(options.profileDir, 'baca-seen.txt');
  const now = localDate(surroundings.now());
  const kept = readIfThere(file)?.trim() ?? '';
  const seen = seenAfter(readSeen(kept), now);
  if (seenText(seen) !== kept) writeFileWhole(file, seenText(seen));
  const made = Number.isNaN(Date.parse(madeAt)) ? '' : localDate(new Date(madeAt));
  if (now > until || seen.believed > until || made > until) fail('BACA_EXPIRED', { until });
}
