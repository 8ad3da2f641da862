import { signBytes } from '../seal.ts';

/** Whose requests these are. */
export interface Credentials {
  readonly deviceId: string;
  readonly signingKey: string;
  readonly practice: boolean;
  readonly now: () => Date;
}

/** What a request says of its sender: `Tepat DEVICE:TIME:SIGNATURE`, signed over method, path and time. A server may check it with the card. */
export function authorization({ deviceId, signingKey, practice, now }: Credentials, method: string, url: string): string {
  const at = now().toISOString();
  const signature = signBytes(signingKey, 'upload', practice, Buffer.from(`${method} ${new URL(url).pathname} ${at}`)).toString('base64');
  return `Tepat ${deviceId}:${at}:${signature}`;
}
