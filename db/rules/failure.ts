import type { ErrorCode } from './text/errors.id.ts';

/** A named refusal: a code with the facts that its text needs. Texts live in the catalogues, never here. */
export interface Failure extends Error {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A {@link Failure} to be handed on rather than thrown, as when another thread refused. */
export function failureOf(code: ErrorCode, params: Failure['params'] = {}): Failure {
  return Object.assign(new Error(code), { name: 'Failure', code, params });
}

/** Throws a {@link Failure}. The code must have a text in every catalogue. */
export function fail(code: ErrorCode, params: Failure['params'] = {}): never {
  throw failureOf(code, params);
}

/** Whether something caught is a named refusal rather than a fault of ours. */
export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && error.name === 'Failure' && 'code' in error;
}
