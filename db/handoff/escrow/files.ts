import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../rules/failure.ts';
import { jsonOrNull } from '../../rules/json-or-null.ts';
import { readIfThere, writeFileWhole } from '../../store/files.ts';

export const REQUEST_ENDING = '.tepatminta';
export const ANSWER_ENDING = '.tepatjawab';
/** A request that was not answered by then is asked anew. */
export const REQUEST_DAYS = 14;
const MOST_BYTES = 64 * 1024;
const PENDING = 'escrow-request.json';

const bytes32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const text = z.string().min(1).max(200);
const box = z.object({ ephemeral: bytes32, iv: z.string().max(32), data: z.string().max(4000), tag: z.string().max(32) }).strict();
const kdf = z.object({ name: z.literal('scrypt'), n: z.number().int(), r: z.number().int(), p: z.number().int(), salt: z.string().max(64) }).strict();

const requestSchema = z.object({
  kind: z.literal('tepat-escrow-request'), format: z.literal(1), requestId: z.string().min(1).max(64),
  officeId: z.string().min(1).max(64), code: text, name: text, practice: z.boolean(),
  /** For whom the answer is: the key that this user's newly chosen passphrase makes. The passphrase itself stays in the user's head. */
  user: z.object({ id: z.string().min(1).max(64), name: text, displayName: text }).strict(), kdf, publicKey: bytes32,
  /** The public escrow key that the office's secrets are sealed for, and the box. */
  escrowKey: bytes32, box, at: z.string().max(40), until: z.string().max(40),
}).strict();

const answerSchema = z.object({
  kind: z.literal('tepat-escrow-answer'), format: z.literal(1), requestId: z.string().min(1).max(64), officeId: z.string().min(1).max(64),
  city: text, cityName: text, at: z.string().max(40), box,
}).strict();

/** What an office that nobody can open asks its city. It holds no secret that opens without the holders, and no person of the register. */
export type EscrowRequest = z.infer<typeof requestSchema>;
/** What the city gives back: the office's secrets, sealed for the one passphrase that was chosen with the request. */
export type EscrowAnswer = z.infer<typeof answerSchema>;

/** Reads a request. Error: ESCROW_FILE. */
export function readRequest(path: string): EscrowRequest {
  return readAs(path, requestSchema);
}

/** Reads an answer. Error: ESCROW_FILE. */
export function readAnswer(path: string): EscrowAnswer {
  return readAs(path, answerSchema);
}

/** Writes a request or an answer whole, with its ending. */
export function writeEscrowFile(path: string, content: EscrowRequest | EscrowAnswer): string {
  const ending = content.kind === 'tepat-escrow-request' ? REQUEST_ENDING : ANSWER_ENDING;
  const file = path.endsWith(ending) ? path : `${path}${ending}`;
  writeFileWhole(file, `${JSON.stringify(content, null, 1)}\n`);
  return file;
}

/** The request that waits for its answer in this office, or null. */
export function pendingRequest(dir: string): EscrowRequest | null {
  const found = requestSchema.safeParse(jsonOrNull(readIfThere(join(dir, PENDING)) ?? ''));
  return found.success ? found.data : null;
}

/** Remembers the request whose answer may be taken once; null forgets it. */
export function keepPending(dir: string, request: EscrowRequest | null): void {
  if (request === null) rmSync(join(dir, PENDING), { force: true });
  else writeFileWhole(join(dir, PENDING), JSON.stringify(request));
}

/** What the box of an answer is bound to. */
export function answerBound({ officeId, requestId }: Pick<EscrowRequest, 'officeId' | 'requestId'>): string {
  return `tepat-escrow-answer-1|${officeId}|${requestId}`;
}

function readAs<T>(path: string, schema: z.ZodType<T>): T {
  const file = path.split(/[/\\]/).at(-1) ?? path;
  if (statSync(path).size > MOST_BYTES) fail('ESCROW_FILE', { file });
  const found = schema.safeParse(jsonOrNull(readFileSync(path, 'utf8')));
  return found.success ? found.data : fail('ESCROW_FILE', { file });
}
