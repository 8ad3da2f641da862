import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { ageRecipient } from '../../rules/age-recipient.ts';
import { canonicalJson } from '../../rules/canonical-json.ts';
import { fail } from '../../rules/failure.ts';
import { jsonOrNull } from '../../rules/json-or-null.ts';
import { writeFileWhole } from '../../store/files.ts';
import { isSaneKdf, keyFromPassphrase, seedFromPassphrase } from '../../store/keyring.ts';
import { openSealed, publicKeyOf, sealFor } from '../../store/sealed-box.ts';
import { readCardText } from '../card.ts';
import type { Card } from '../card.ts';
import { sha256, signatureHolds, signBytes } from '../seal.ts';

const BACA_ENDING = '.tepatbaca';
const MOST_BYTES = 64 * 1024 * 1024;

const bytes32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const short = z.string().max(500);
const headSchema = z.object({
  kind: z.literal('tepat-baca'), format: z.literal(1), id: z.string().min(1).max(64), practice: z.boolean(), code: short, office: short, title: short, receiver: short, agreement: short, purpose: short,
  /** The region, the fields, and the last day on which it opens. */
  area: short, fields: z.array(short).max(50), until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), madeAt: z.string().max(40), madeBy: short, rows: z.number().int().min(0),
  kdf: z.object({ name: z.literal('scrypt'), n: z.number().int(), r: z.number().int(), p: z.number().int(), salt: z.string().max(64) }).strict(), publicKey: bytes32,
  card: z.string().max(64 * 1024),
  /** For an agency's own key instead of a code that is told: the code, sealed for it (age). */
  forKeys: z.object({ recipients: z.array(z.string().regex(ageRecipient)).min(1).max(9), sealed: z.string().max(16 * 1024) }).strict().optional(),
}).strict();
const fileSchema = z.object({ head: headSchema, box: z.object({ ephemeral: bytes32, iv: z.string().max(32), data: z.string(), tag: z.string().max(32) }).strict(), signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/) }).strict();

const cell = z.union([z.string(), z.number(), z.null()]);
const contentSchema = z.object({ mark: z.string(), notes: z.array(z.string()), tables: z.array(z.object({ name: z.string(), columns: z.array(z.object({ header: z.string(), numeric: z.boolean() })), rows: z.array(z.array(cell)) })) });

/** What is said in the clear of a BACA file: from whom to whom, for what, until when. No person. */
export type BacaHead = z.infer<typeof headSchema>;
/** The list itself, read only. */
export type BacaContent = z.infer<typeof contentSchema>;

/**
 * Seals a list for whoever has the code, signs it, and writes it. The whole head is bound into the seal and the signature:
 * who changes its last day opens nothing. Returns where it lies and the hash of its bytes.
 */
export function writeBaca(path: string, said: Omit<BacaHead, 'kind' | 'format' | 'kdf' | 'publicKey' | 'card'>, content: BacaContent, code: string, by: { card: Card; signingKey: string; kdfCost: number | undefined }): { file: string; sha256: string } {
  const head: BacaHead = { kind: 'tepat-baca', format: 1, ...said, ...keyFromPassphrase(code, by.kdfCost), card: JSON.stringify(by.card) };
  const box = sealFor(head.publicKey, boundTo(head), JSON.stringify(content));
  const signature = signBytes(by.signingKey, 'baca', head.practice, signedBytes(head, box)).toString('base64');
  const file = path.endsWith(BACA_ENDING) ? path : `${path}${BACA_ENDING}`;
  const text = JSON.stringify({ head, box, signature });
  writeFileWhole(file, text);
  return { file, sha256: sha256(text).toString('hex') };
}

/** Reads a BACA file's head and proves that the office of its card wrote it. Error: BACA_FILE. */
export function readBaca(path: string): { head: BacaHead; card: Card; open(code: string): BacaContent } {
  const name = path.split(/[/\\]/).at(-1) ?? path;
  const parsed = statSync(path).size > MOST_BYTES ? null : fileSchema.safeParse(jsonOrNull(readFileSync(path, 'utf8')));
  // Whoever wrote it chose these: they must not choose how much of this PC is taken.
  if (!parsed?.success || !isSaneKdf(parsed.data.head.kdf)) return fail('BACA_FILE', { file: name });
  const { head, box, signature } = parsed.data;
  const card = readCardText(head.card);
  if (!card || card.practice !== head.practice || card.code !== head.code || !signatureHolds(card.signKey, 'baca', head.practice, signedBytes(head, box), Buffer.from(signature, 'base64'))) return fail('BACA_FILE', { file: name });
  return {
    head, card,
    open(code) {
      const seed = seedFromPassphrase(code, head.kdf);
      if (publicKeyOf(seed) !== head.publicKey) fail('BACA_CODE_WRONG');
      const content = contentSchema.safeParse(jsonOrNull(openSealed(seed, boundTo(head), box) ?? ''));
      return content.success ? content.data : fail('BACA_FILE', { file: name });
    },
  };
}

function boundTo(head: BacaHead): string {
  return `tepat-baca-1|${sha256(canonicalJson(head)).toString('hex')}`;
}

function signedBytes(head: BacaHead, box: z.infer<typeof fileSchema>['box']): Buffer {
  return Buffer.from(canonicalJson({ head, box }));
}
