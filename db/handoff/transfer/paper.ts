import { z } from 'zod';
import { canonicalJson } from '../../rules/canonical-json.ts';
import type { Json } from '../../rules/canonical-json.ts';
import { fail } from '../../rules/failure.ts';
import { isRegionCode } from '../../rules/region-code.ts';
import { getMeta } from '../../store/meta.ts';
import type { Reader } from '../../store/office.ts';
import { ownCard } from '../card.ts';
import { signatureHolds, signBytes } from '../seal.ts';
import type { Session } from '../session.ts';
import { cardOfDevice, endedRow } from '../trust.ts';

const id = z.string().min(1).max(64);
const count = z.number().int().nonnegative();
const code = z.string().refine(isRegionCode);
const short = z.string().max(500);

const offerSchema = z.strictObject({
  id, family: id, step: count.min(1), from: code, fromName: short, to: code, toName: short, reason: short, at: short, by: short, signer: id,
  /** Every record that goes along, as [entity, uid]. */
  records: z.array(z.tuple([count, id])).min(1).max(5000),
  /** Up to where the old owner's PCs had written when they let go, as [device, epoch, counter]: later changes are no longer theirs to make. */
  upTo: z.array(z.tuple([id, count, count])).max(1000),
});
const replySchema = z.strictObject({
  id, verdict: z.enum(['accepted', 'refused', 'withdrawn']), reason: short, at: short, by: short, signer: id, epoch: count,
  /** The changes that made the records the new owner's: [entity, uid, counter] of the signing device. */
  changes: z.array(z.tuple([count, id, count])).max(5000),
});

const letGoSchema = z.strictObject({
  id, signer: id, at: short, by: short,
  /** What the old owner's PCs had written when the one that signs heard of the acceptance, as [device, epoch, counter]. */
  upTo: z.array(z.tuple([id, count, count])).max(1000),
});

/** A family offered by its owner to another office, signed by the owner. */
export type Offer = z.infer<typeof offerSchema>;
/** What became of an offer: the new owner's answer, or the old owner taking it back; signed by whoever says it. */
export type Reply = z.infer<typeof replySchema>;
/** A later word of the old owner: up to where its PCs had written before they knew that the family was accepted. */
export type LetGo = z.infer<typeof letGoSchema>;

/** A signed text as it travels and is kept: the words that were signed, who signed, and the signature. */
export interface Signed {
  readonly text: string;
  readonly signature: string;
  /** Of one that is kept until its signer can be told: the office whose package brought it. */
  readonly broughtBy?: string | null;
}

/** Signs a paper with this PC's key. Error: NO_SIGNING_KEY. */
export function signPaper({ office, secrets }: Session, paper: Offer | Reply | LetGo): Signed {
  const key = secrets.signingKey ?? fail('NO_SIGNING_KEY');
  const text = canonicalJson(paper as unknown as Json);
  return { text, signature: signBytes(key, 'transfer', office.identity.practice, Buffer.from(text)).toString('base64') };
}

/** Reads an offer; null when it is none. */
export function readOffer(signed: Signed): Offer | null {
  return readAs(offerSchema, signed.text);
}

/** Reads a reply; null when it is none. */
export function readReply(signed: Signed): Reply | null {
  return readAs(replySchema, signed.text);
}

/** Reads a later word of the old owner; null when it is none. */
export function readLetGo(signed: Signed): LetGo | null {
  return readAs(letGoSchema, signed.text);
}

function readAs<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * Whether a paper was signed by a PC of an office: this PC itself, or one whose card is trusted here. What one signed whose card ended since
 * counts where its office itself stands by it (`broughtBy`: whose package brings the paper): a lost PC's key signs nothing new, and what it signed is not lost.
 * One that only passes it on, the city too, may not have heard of the loss.
 */
export function isSignedBy(office: Reader, signed: Signed, signer: string, officeCode: string, broughtBy: string | null = null): boolean {
  const ended = broughtBy === officeCode ? (endedRow(office, signer)?.card ?? null) : null;
  const card = signer === getMeta(office.db, 'device') ? ownCard(office) : (cardOfDevice(office, signer)?.card ?? ended);
  if (!card || card.code !== officeCode) return false;
  return signatureHolds(card.signKey, 'transfer', office.identity.practice, Buffer.from(signed.text), Buffer.from(signed.signature, 'base64'));
}
