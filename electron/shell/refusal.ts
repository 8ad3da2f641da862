import type { ApiError } from '../../db/api/contract.ts';

/** A refusal by code, made by the shell itself; the code has a text in the catalogues like every other. */
export function refusal(code: 'INVALID_INPUT' | 'UNKNOWN_CALL' | 'NOT_FOUND' | 'INTERNAL', params: ApiError['params'] = {}): ApiError {
  return { code, params };
}

/** Turns whatever was thrown into a refusal; a fault of ours becomes INTERNAL with its own words. */
export function toApiError(error: unknown): ApiError {
  if (isCoded(error)) return { code: error.code, params: error.params };
  return refusal('INTERNAL', { detail: error instanceof Error ? error.message : String(error) });
}

/** A refusal carries its code and its params, thrown as an error of the api or as plain data of the shell. */
function isCoded(error: unknown): error is ApiError {
  return typeof error === 'object' && error !== null && 'code' in error && 'params' in error;
}
