import { createReadStream } from 'node:fs';
import { DefaultHttpStack, DetailedError, Upload } from 'tus-js-client';
import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import { fail, isFailure } from '../../rules/failure.ts';
import { sql } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import type { Watch } from '../session.ts';
import { isAtAddress } from './address.ts';
import type { Address } from './address.ts';
import { authorization } from './authorization.ts';
import type { Credentials } from './authorization.ts';
import type { UploadRow } from './queue.ts';

/** How patient an upload is; tests shorten it. */
export interface Patience {
  /** Bytes of one request: what a broken line costs at most. */
  readonly chunkBytes: number;
  /** Waits between tries within one run, in milliseconds. */
  readonly retryMs: readonly number[];
  /** Silence after which a server counts as gone. */
  readonly stallMs: number;
}

export const patience: Patience = { chunkBytes: 1024 * 1024, retryMs: [1000, 3000, 8000], stallMs: 60_000 };

/** The file of a package, and what the server is told of it. */
export interface UploadFile {
  readonly path: string;
  readonly bytes: number;
  readonly metadata: Readonly<Record<string, string>>;
}

const HTTP_FULL: readonly number[] = [413, 507];

/**
 * Sends one package with tus, from where the server says it has it. The place and how much was sent are kept in the
 * queue before every request, so that a restart goes on from there, and so that a server that claims more than was ever
 * sent is found out: it then gets everything anew. Errors: UPLOAD_OFFLINE, UPLOAD_FULL, UPLOAD_REFUSED, UPLOAD_STRANGE,
 * CANCELLED.
 */
export async function sendFile(office: Writer, address: Address, credentials: Credentials, row: UploadRow, file: UploadFile, limits: Patience, watch: Watch): Promise<void> {
  const keep = (set: Partial<Pick<UploadRow, 'location' | 'sent' | 'ceiling'>>): void => {
    for (const [key, value] of Object.entries(set)) sql(office, `UPDATE upload SET "${key}" = ? WHERE packageId = ?`).run(value, row.packageId);
  };
  const startOver = (): never => {
    keep({ location: null, sent: 0, ceiling: 0 });
    return fail('UPLOAD_STRANGE', { host: address.url.host });
  };
  let { ceiling } = row;
  const stack = boundStack(address, startOver);
  const before = (request: HttpRequest): void => {
    request.setHeader('Authorization', authorization(credentials, request.getMethod(), request.getURL()));
    if (request.getMethod() !== 'PATCH') return;
    ceiling = Math.max(ceiling, Math.min(file.bytes, Number(request.getHeader('Upload-Offset') ?? 0) + limits.chunkBytes));
    keep({ ceiling });
  };
  const after = (_: HttpRequest, response: HttpResponse): void => {
    const [offset, length] = [response.getHeader('Upload-Offset'), response.getHeader('Upload-Length')];
    const status = response.getStatus();
    if (status < 200 || status >= 300) return;
    if ((offset !== undefined && Number(offset) > ceiling) || (length !== undefined && Number(length) !== file.bytes)) startOver();
    if (offset !== undefined) keep({ sent: Number(offset) });
  };
  try {
    await run(stack, address, row, file, limits, watch, { before, after, keep });
    await confirm(stack, sql(office, 'SELECT location FROM upload WHERE packageId = ?').pluck().get(row.packageId) as string, before, after, file);
  } catch (error) {
    throw named(error, address, startOver);
  }
}

/** Refuses every request that is not at the address, whatever a server answered before. */
function boundStack(address: Address, startOver: () => never): HttpStack {
  const stack = new DefaultHttpStack(address.certificate === null ? {} : { ca: address.certificate });
  return { getName: () => stack.getName(), createRequest: (method, url) => (isAtAddress(address, url) ? stack.createRequest(method, url) : refused(method, url, startOver)) };
}

/** A request that is never made: the client hears of it as of a line that broke. */
function refused(method: string, url: string, startOver: () => never): HttpRequest {
  return {
    getMethod: () => method, getURL: () => url, setHeader: () => undefined, getHeader: () => undefined, setProgressHandler: () => undefined, getUnderlyingObject: () => null,
    send: () => new Promise(startOver), abort: () => Promise.resolve(),
  };
}

interface Hooks {
  readonly before: (request: HttpRequest) => void;
  readonly after: (request: HttpRequest, response: HttpResponse) => void;
  readonly keep: (set: Partial<Pick<UploadRow, 'location'>>) => void;
}

function run(httpStack: HttpStack, address: Address, row: UploadRow, file: UploadFile, limits: Patience, watch: Watch, { before, after, keep }: Hooks): Promise<void> {
  const stream = createReadStream(file.path);
  return new Promise<void>((resolve, reject) => {
    let lastSign = Date.now();
    const upload = new Upload(stream as never, {
      endpoint: address.url.href, uploadUrl: row.location, uploadSize: file.bytes, chunkSize: limits.chunkBytes, retryDelays: [...limits.retryMs], metadata: { ...file.metadata },
      storeFingerprintForResuming: false, httpStack, onBeforeRequest: before, onAfterResponse: after,
      onUploadUrlAvailable: () => keep({ location: upload.url !== null && isAtAddress(address, upload.url) ? upload.url : null }),
      onProgress: (done) => {
        lastSign = Date.now();
        watch.progress?.({ step: 'upload', done, total: file.bytes });
      },
      onShouldRetry: (error) => !isFailure(error.causingError) && ![401, 403, ...HTTP_FULL].includes(error.originalResponse?.getStatus() ?? 0),
      onError: (error) => end(() => reject(error)),
      onSuccess: () => end(resolve),
    });
    const timer = setInterval(() => {
      const why = watch.cancelled?.() ? 'CANCELLED' : Date.now() - lastSign > limits.stallMs ? 'STALLED' : null;
      if (why !== null) end(() => void upload.abort().finally(() => reject(new Error(why))));
    }, Math.min(250, limits.stallMs));
    const end = (settle: () => void): void => {
      clearInterval(timer);
      stream.destroy();
      settle();
    };
    upload.start();
  });
}

/** Asks once more what the server has: only all of it counts as sent. */
async function confirm(stack: HttpStack, location: string, before: Hooks['before'], after: Hooks['after'], file: UploadFile): Promise<void> {
  const request = stack.createRequest('HEAD', location);
  request.setHeader('Tus-Resumable', '1.0.0');
  before(request);
  const response = await request.send(null);
  after(request, response);
  if (Number(response.getHeader('Upload-Offset')) !== file.bytes) throw new Error('INCOMPLETE');
}

/** What went wrong, in a clerk's words. */
function named(error: unknown, address: Address, startOver: () => never): Error {
  const cause = error instanceof DetailedError ? error.causingError : error;
  if (isFailure(cause)) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const { host } = address.url;
  const status = error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
  try {
    if (message === 'CANCELLED') return fail('CANCELLED');
    if (HTTP_FULL.includes(status)) return fail('UPLOAD_FULL', { host });
    if (status === 404 || status === 410 || (status >= 200 && status < 400)) return startOver();
    if (status > 0) return fail('UPLOAD_REFUSED', { host, status: String(status) });
    return fail('UPLOAD_OFFLINE', { host, detail: (cause as { code?: string } | null)?.code ?? message });
  } catch (failure) {
    return failure as Error;
  }
}
