import type { ApiError } from '../../db/api/contract.ts';
import { isFailure } from '../../db/rules/failure.ts';
import type { ErrorCode } from '../../db/rules/text/errors.id.ts';

/** A refusal by code, made by the shell itself. */
export function refusal(code: ErrorCode, params: ApiError['params'] = {}): ApiError {
  return { code, params };
}

/** Turns whatever was thrown into a refusal; a fault of ours becomes INTERNAL with its own words. */
export function toApiError(error: unknown): ApiError {
  if (isFailure(error)) return { code: error.code, params: error.params };
  if (isApiError(error)) return error;
  return refusal('INTERNAL', { detail: error instanceof Error ? error.message : String(error) });
}

function isApiError(error: unknown): error is ApiError {
  return typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error && 'params' in error;
}
