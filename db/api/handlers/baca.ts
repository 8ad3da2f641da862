import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readBaca, writeBaca } from '../../handoff/baca/baca-file.ts';
import { cardFingerprint, ensureCard } from '../../handoff/card.ts';
import { agreementInForce } from '../../registry/partners/agreements.ts';
import { fail } from '../../rules/failure.ts';
import { plainCode } from '../../rules/printed-code.ts';
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

export const bacaHandlers: Handlers<keyof typeof bacaCalls> = {
  'baca.write': async ({ name, agreement: id, params, until, purpose, path }, context) => {
    const { writer, host, session } = context;
    const { agreement, partnerName } = agreementInForce(writer, id);
    if (until < today(writer) || until > agreement.until) fail('BACA_UNTIL', { until: agreement.until });
    const { signingKey } = host.secrets();
    if (signingKey === null) return fail('NO_SIGNING_KEY');
    const { set, mark, detail } = forOutside({ name, profile: 'masked', agreement: id, params }, context);
    const tables = set.tables.map((table) => ({ name: table.name, columns: table.columns.map(({ header, kind }) => ({ header, numeric: kind === 'number' })), rows: [...table.rows()].map((row) => row.map((value) => value ?? null)) }));
    const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
    const code = newRecoveryCode();
    const region = (one: string): string => host.regions().get(one)?.displayName ?? one;
    const area = (agreement.regions.length > 0 ? agreement.regions : [writer.identity.code]).map(region).join(', ');
    const { identity } = writer;
    const written = writeBaca(path, {
      id: writer.newId(), practice: identity.practice, code: identity.code, office: identity.name, title: set.title, receiver: partnerName, agreement: agreement.number, purpose, area: area.slice(0, 500), fields: [...agreement.fields], until,
      madeAt: writer.now().toISOString(), madeBy: session.user.displayName, rows,
    }, { mark, notes: [...set.notes], tables }, plainCode(code), { card: await ensureCard({ office: writer, secrets: host.secrets() }), signingKey, kdfCost: host.options.kdfCost });
    try {
      const said = { what: 'report', name, params, format: 'baca', rows, sha256: written.sha256, until, ...detail };
      writeChanges(writer, context.meta('access', { reason: purpose, detail: said }), (log) => keepDisclosed({ name, params, profile: 'masked', agreement: id }, log.tx, context));
    } catch (error) {
      // What cannot be logged does not leave.
      rmSync(written.file, { force: true });
      throw error;
    }
    context.changed('office');
    return { ...written, code, rows, until };
  },

  'baca.open': ({ path, code }, { host }) => {
    const { head, card, open } = readBaca(path);
    refuseExpired(host, head.until);
    const place = { profileDir: host.options.profileDir, officeId: 'baca', now: host.surroundings.now };
    const { value: content } = tryOnce(place, head.id, () => open(plainCode(code)));
    const { title, office, receiver, agreement, purpose, area, fields, until, madeAt, madeBy, practice } = head;
    return { title, office, officeCode: head.code, receiver, agreement, purpose, area, fields, until, madeAt, madeBy, practice, fingerprint: cardFingerprint(card), ...content };
  },
};

/** Refuses after the last day. The latest moment that this PC has seen counts, so that a clock which is put back opens nothing. Error: BACA_EXPIRED. */
function refuseExpired({ options, surroundings }: Host, until: string): void {
  const file = join(options.profileDir, 'baca-seen.txt');
  const now = localDate(surroundings.now());
  const seen = readIfThere(file)?.trim() ?? '';
  const latest = seen > now ? seen : now;
  if (latest !== seen) writeFileWhole(file, latest);
  if (latest > until) fail('BACA_EXPIRED', { until });
}
