import { z } from 'zod';
import { call } from './define.ts';
import { nothing, regionCode } from './common.ts';

export const cardView = z.object({
  officeId: z.string(), deviceId: z.string(), code: z.string(), name: z.string(), level: z.string(), practice: z.boolean(), fingerprint: z.string(),
});
/** The folder was there when it was chosen: it is not made anew when its stick is gone. */
const existing = z.boolean().default(false);
const revokedCard = z.object({ deviceId: z.string(), code: z.string(), name: z.string(), revokedAt: z.string(), reason: z.string(), epoch: z.number(), counter: z.number(), returned: z.boolean() });
const params = z.record(z.string(), z.union([z.string(), z.number()]));
export const receivedRow = z.object({
  file: z.string(), outcome: z.enum(['accepted', 'duplicate', 'parked', 'refused', 'fork']), code: z.string().nullable(), message: z.string().nullable(),
  kind: z.string().nullable(), from: z.string().nullable(), fromName: z.string().nullable(), sequence: z.number().nullable(),
  /** Whether it is for several offices: a report of that kind has a number of its own series. */
  shared: z.boolean(),
  /** Whether it waited here, and another package of the run brought what it lacked. */
  released: z.boolean(),
  applied: z.number(), unchanged: z.number(), conflicts: z.number(), quarantined: z.number(), missing: z.array(z.string()), receipt: z.string().nullable(),
  /** Papers of families that move which it carried, and what they answered to offers of this office. */
  papers: z.object({ count: z.number(), accepted: z.number(), refused: z.number() }),
  answerWaits: z.object({ packageId: z.string(), code: z.string(), why: z.enum(['readonly', 'full', 'gone', 'other']) }).nullable(),
  changes: z.number().nullable(), bytes: z.number().nullable(), seconds: z.number().nullable(), packageId: z.string().nullable(), sha256: z.string().nullable(),
});
export const exported = z.object({
  file: z.string(), packageId: z.string(), kind: z.string(), epoch: z.number(), sequence: z.number(), changes: z.number(), bytes: z.number(), sha256: z.string(),
  families: z.number(), people: z.number(), empty: z.boolean().optional(),
  /** Offers of families and answers to them that it carries. */
  papers: z.number(),
  /** Where the copy was read back from: the medium itself, or what may have been the memory of this PC. */
  readBack: z.enum(['medium', 'cache']),
});
export const neighbour = z.object({
  code: z.string(), name: z.string(), level: z.string(), trusted: z.boolean(), fingerprint: z.string().nullable(), checked: z.boolean(), relation: z.enum(['above', 'below', 'own', 'other']),
  lastSent: z.object({ at: z.string(), sequence: z.number(), shared: z.boolean(), changes: z.number(), file: z.string() }).nullable(),
  lastAcknowledged: z.object({ at: z.string(), sequence: z.number(), shared: z.boolean() }).nullable(),
  lastReceived: z.object({ at: z.string(), kind: z.string(), sequence: z.number(), shared: z.boolean(), changes: z.number() }).nullable(),
  waits: z.boolean(),
  unsent: z.number(), relays: z.number(), papers: z.number(), words: z.number(), wordsTx: z.number().nullable(), undelivered: z.object({ packageId: z.string(), sequence: z.number(), to: z.array(z.string()), newer: z.number() }).nullable(), /** How its last report stands in the queue of uploads. */ upload: z.enum(['waiting', 'sending', 'sent', 'failed']).nullable(), newCard: z.boolean(), families: z.number().nullable(), people: z.number().nullable(),
  restored: z.boolean(), openHere: z.number(),
  problems: z.array(z.object({ code: z.string(), params, at: z.string(), message: z.string() })),
  pcs: z.array(z.object({ deviceId: z.string(), fingerprint: z.string(), trustedAt: z.string(), checked: z.boolean(), lastAt: z.string().nullable(), vouchedBy: z.string().nullable() })),
});

/** A card file, or the PC whose card is trusted here: its words may be compared later, when the file is gone. */
const cardSource = z.object({ path: z.string().optional(), deviceId: z.string().optional() });

export const handoffCalls = {
  'card.mine': call({ about: 'This office’s public card and its fingerprint in words.', lane: 'read', permission: 'register.read', input: nothing, output: cardView }),
  'card.export': call({ about: 'Writes the public card to a file.', lane: 'write', permission: 'register.read', input: z.object({ path: z.string() }), output: z.object({ file: z.string(), fingerprint: z.string() }) }),
  'card.read': call({ about: 'Reads another office’s card without trusting it: a file, or the card of a PC that is trusted already.', lane: 'read', permission: 'card.trust', input: cardSource, output: cardView.extend({ known: z.boolean(), changed: z.boolean() }) }),
  'card.trust': call({
    about: 'Trusts a card: the area is bound by the truster; the fingerprint was compared by voice, or `unchecked` is said and logged. For another PC of this office it vouches: neighbours of this one trust that one without a voice.', lane: 'write', permission: 'card.trust',
    input: cardSource.extend({ fingerprint: z.string().optional(), unchecked: z.boolean().default(false) }), output: cardView.extend({ checked: z.boolean(), vouched: z.boolean() }),
  }),
  'card.revoke': call({
    about: 'Revokes the cards of an office, or of one of its PCs: lost, stolen or replaced. What it writes from now on is refused by name; what was taken stays.', lane: 'write', permission: 'card.trust',
    input: z.object({ code: regionCode, deviceId: z.string().optional(), reason: z.string().trim().min(3).max(500) }), output: z.array(revokedCard),
  }),
  'card.renew': call({
    about: 'Gives this PC new keys and a new card, which the old key introduces: the next package tells every neighbour. Other users get the new key at their next sign-in.', lane: 'write', permission: 'card.trust',
    input: z.object({ passphrase: z.string() }), output: cardView,
  }),
  'card.revoked': call({ about: 'The revoked cards, newest first, with how far each PC was applied then.', lane: 'read', permission: 'register.read', input: nothing, output: z.array(revokedCard) }),
  'neighbour.list': call({ about: 'Each neighbour: what was sent, acknowledged, received, refused, and what waits.', lane: 'read', long: true, permission: 'register.read', input: nothing, output: z.array(neighbour) }),
  'package.export': call({
    about: 'Builds a package for one or more offices (one stream), writes it to a folder and reads it back: a report, or reference data, tasks, transfers, relayed originals. Repeats copy the outbox.', lane: 'write', permission: 'package.send',
    input: z.object({ to: z.array(regionCode).min(1), folder: z.string(), existing, full: z.boolean().default(false), kind: z.enum(['LAPORAN', 'ACUAN', 'SASARAN', 'PINDAH', 'TERUSAN', 'FOTO']).default('LAPORAN'), job: z.string().default('export') }), output: exported,
  }),
  'package.handBack': call({
    about: 'Gives an office below, whose PC was lost, back what is held here of it: for the PC that began anew with a starter file.', lane: 'write', permission: 'package.send',
    input: z.object({ to: regionCode, folder: z.string(), existing, job: z.string().default('export') }), output: exported,
  }),
  'package.copy': call({ about: 'Copies a package of the outbox again, byte for byte.', lane: 'write', permission: 'package.send', input: z.object({ packageId: z.string(), folder: z.string(), existing }), output: exported }),
  'package.outbox': call({
    about: 'Packages made, newest first, with what was acknowledged and whether each reached a medium.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(z.object({ packageId: z.string(), file: z.string(), to: z.array(z.string()), toNames: z.array(z.string()), kind: z.string(), sequence: z.number(), epoch: z.number(), at: z.string(), by: z.string(), changes: z.number(), families: z.number(), people: z.number(), bytes: z.number(), sha256: z.string(), acknowledgedBy: z.array(z.string()), parkedBy: z.array(z.string()), delivered: z.boolean(), approvedBy: z.object({ name: z.string(), at: z.string() }).nullable() })),
  }),
  'package.inbox': call({
    about: 'What arrived and what became of it, refusals included, newest first.', lane: 'read', permission: 'register.read', input: nothing,
    output: z.array(receivedRow.extend({ at: z.string(), by: z.string() })),
  }),
  'package.receive': call({
    about: 'Takes packages, receipts or folders of them; one bad file stops none; answers are written to the receipts folder.', lane: 'write', permission: 'package.receive',
    input: z.object({ paths: z.array(z.string()).min(1), receiptsFolder: z.string().optional(), job: z.string().default('receive') }), output: z.array(receivedRow),
  }),
  'package.look': call({
    about: 'What Tepat files a folder or stick holds for this office, or for others to whom it carries them on (`relay`), without taking them.', lane: 'read', permission: 'register.read', input: z.object({ folder: z.string() }),
    output: z.array(z.object({ file: z.string(), kind: z.string().nullable(), own: z.boolean(), from: z.string().nullable(), fromName: z.string().nullable(), sequence: z.number().nullable(), forUs: z.boolean(), relay: z.boolean(), seen: z.boolean(), /** Refused because of the card that it came under, and nothing of its office was trusted since. */ barred: z.boolean(), damaged: z.boolean(), bytes: z.number() })),
  }),
};
