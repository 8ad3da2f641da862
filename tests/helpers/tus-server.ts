import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const tls = join(import.meta.dirname, '../fixtures/tls');
/** The server's own certificate, as reference data would carry it. */
export const serverCertificate = readFileSync(join(tls, 'cert.pem'), 'utf8');

interface Held { bytes: Buffer; length: number; metadata: Record<string, string> }

/** How the server misbehaves; each may be changed while it runs. */
export interface Faults {
  /** Breaks the line after so many bytes of a chunk, this many times. */
  dropAfter: number;
  drops: number;
  /** Waits before each answer, in milliseconds. */
  slowMs: number;
  /** Answers 507 to everything that would store. */
  full: boolean;
  /** What it claims to have beyond what it has. */
  claims: number;
  /** Where it says an upload lies, in the place of the truth. */
  location: string | null;
  /** Answers every request with a redirect elsewhere. */
  redirect: string | null;
}

export interface TusServer {
  readonly url: string;
  readonly faults: Faults;
  /** Complete uploads, in order. */
  readonly uploads: () => { bytes: Buffer; metadata: Record<string, string> }[];
  /** Every request as `METHOD path`, with the bytes that came with it. */
  readonly requests: { line: string; bytes: number; authorization: string | undefined }[];
  /** What lies ready for an office. */
  put(code: string, bytes: Buffer): void;
  close(): Promise<void>;
}

/** A small tus 1.0 server (core and creation) on this machine, over TLS, with the answers that lie ready for offices. */
export async function tusServer(): Promise<TusServer> {
  const held = new Map<string, Held>();
  const ready = new Map<string, Buffer[]>();
  const requests: TusServer['requests'] = [];
  const faults: Faults = { dropAfter: Infinity, drops: 0, slowMs: 0, full: false, claims: 0, location: null, redirect: null };
  let serial = 0;
  const server = createServer({ key: readFileSync(join(tls, 'key.pem')), cert: serverCertificate }, (request, response) => void answer(request, response));
  const listening = (): string => `https://127.0.0.1:${(server.address() as AddressInfo).port}/setor/`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'https://x').pathname;
    const entry = { line: `${request.method ?? ''} ${path}`, bytes: 0, authorization: request.headers.authorization };
    requests.push(entry);
    if (faults.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.slowMs));
    response.setHeader('Tus-Resumable', '1.0.0');
    if (faults.redirect !== null) return end(response, 302, { Location: faults.redirect });
    if (request.method === 'POST') return create(request, response);
    const upload = held.get(path);
    if (request.method === 'HEAD' && upload) return end(response, 200, { 'Upload-Offset': upload.bytes.length + faults.claims, 'Upload-Length': upload.length });
    if (request.method === 'PATCH' && upload) return patch(request, response, upload, entry);
    if (request.method === 'GET') return give(path, response);
    end(response, 404);
  }

  function create(request: IncomingMessage, response: ServerResponse): void {
    if (faults.full) return end(response, 507);
    const path = `/setor/${(serial += 1)}`;
    const metadata = Object.fromEntries(String(request.headers['upload-metadata'] ?? '').split(',').map((pair) => {
      const [key, value] = pair.trim().split(' ');
      return [key ?? '', Buffer.from(value ?? '', 'base64').toString('utf8')];
    }));
    held.set(path, { bytes: Buffer.alloc(0), length: Number(request.headers['upload-length']), metadata });
    end(response, 201, { Location: faults.location ?? path });
  }

  async function patch(request: IncomingMessage, response: ServerResponse, upload: Held, entry: { bytes: number }): Promise<void> {
    if (faults.full) return end(response, 507);
    if (Number(request.headers['upload-offset']) !== upload.bytes.length) return end(response, 409);
    try {
      for await (const piece of request as AsyncIterable<Buffer>) {
        entry.bytes += piece.length;
        const room = faults.drops > 0 ? Math.max(0, faults.dropAfter - (entry.bytes - piece.length)) : Infinity;
        upload.bytes = Buffer.concat([upload.bytes, piece.subarray(0, room)]);
        if (faults.drops > 0 && entry.bytes >= faults.dropAfter) {
          faults.drops -= 1;
          request.socket.destroy();
          return;
        }
      }
    } catch {
      return;
    }
    end(response, 204, { 'Upload-Offset': upload.bytes.length + faults.claims });
  }

  function give(path: string, response: ServerResponse): void {
    const [, code, wanted] = /^\/setor\/untuk\/([\d.]+)(?:\/([0-9a-f]{64}))?$/.exec(path) ?? [];
    const files = ready.get(code ?? '') ?? [];
    const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    if (code !== undefined && wanted === undefined) return end(response, 200, {}, JSON.stringify({ files: files.map((bytes) => ({ sha256: hashOf(bytes), bytes: bytes.length })) }));
    const file = files.find((bytes) => hashOf(bytes) === wanted);
    return file ? end(response, 200, {}, file) : end(response, 404);
  }

  function end(response: ServerResponse, status: number, headers: Record<string, string | number> = {}, body: string | Buffer = ''): void {
    response.writeHead(status, headers);
    response.end(body);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = listening();
  return {
    url, faults, requests,
    uploads: () => [...held.values()].filter((one) => one.bytes.length === one.length).map(({ bytes, metadata }) => ({ bytes, metadata })),
    put: (code, bytes) => void ready.set(code, [...(ready.get(code) ?? []), bytes]),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
