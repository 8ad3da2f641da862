import { readArguments } from './arguments.ts';
import type { Arguments } from './arguments.ts';
import type { Command } from './commands.ts';
import { print } from './output.ts';
import { ask, clockFor, passphrase, withApi, withOffice } from './session.ts';

export const officeCreateCommand: Command = {
  usage: 'office create --office DIR --code 64.74.03.1002 --user NAME [--name TEXT] [--practice] · office create --office DIR --starter FILE --user NAME [--fingerprint WORDS] [--unchecked]',
  async run(words) {
    const args = readArguments(words, { code: { type: 'string' }, user: { type: 'string' }, name: { type: 'string' }, practice: { type: 'boolean' }, starter: { type: 'string' }, fingerprint: { type: 'string' }, unchecked: { type: 'boolean' } });
    const starter = args.text('starter');
    if (starter !== undefined) return createWithStarter(args, starter);
    const dir = args.need('office');
    const practice = args.flag('practice');
    const input = { code: args.need('code'), user: args.need('user'), displayName: args.text('name'), passphrase: await passphrase(), practice };
    const made = await withApi(dir, clockFor(args.text('clock'), practice), (call) => call('office.create', input));
    print(args.flag('json'), made, [
      `${made.name} (${made.code}) dibuat di ${dir}`, `Sidik jari kartu: ${made.fingerprint}`,
      `Kode pemulihan, catat dan simpan di tempat aman: ${made.recoveryCode}`,
    ]);
    return 0;
  },
};

async function createWithStarter(args: Arguments, path: string): Promise<number> {
  const dir = args.need('office');
  const user = args.need('user');
  const made = await withApi(dir, () => new Date(), async (call) => {
    const read = await call('starter.read', { path });
    const asked = args.text('fingerprint') === undefined && !args.flag('unchecked') && process.stdin.isTTY;
    const fingerprint = args.text('fingerprint') ?? (asked ? await ask(`Sidik jari ${read.issuer.name} yang dibacakan lewat telepon: `) : undefined);
    return call('starter.create', { path, user, displayName: args.text('name'), passphrase: await passphrase(), fingerprint, unchecked: args.flag('unchecked') });
  });
  print(args.flag('json'), made, [
    `${made.name} (${made.code}) dibuat di ${dir} dengan berkas mulai ${made.issuer.name}${made.issuer.checked ? '' : ', sidik jari TIDAK dicocokkan'}`,
    `Sidik jari kartu: ${made.fingerprint}`, `Kode pemulihan, catat dan simpan di tempat aman: ${made.recoveryCode}`,
  ]);
  return 0;
}

export const officeStarterCommand: Command = {
  usage: 'office starter --office DIR --out FOLDER [--for CODE[,CODE]]',
  async run(words) {
    const args = readArguments(words, { out: { type: 'string' }, for: { type: 'string' } });
    const folder = args.need('out');
    const codes = args.text('for')?.split(',').map((code) => code.trim()) ?? [];
    return withOffice(args, async (call) => {
      const written = await call('starter.write', { codes, folder });
      print(args.flag('json'), written, written.map((one) => `${one.code} ${one.name}: ${one.file ?? one.refusal ?? ''}`));
      return written.length > 0 && written.every((one) => one.file !== null) ? 0 : 1;
    });
  },
};

export const officeCardCommand: Command = {
  usage: 'office card --office DIR --out FILE',
  async run(words) {
    const args = readArguments(words, { out: { type: 'string' } });
    const path = args.need('out');
    return withOffice(args, async (call) => {
      const card = await call('card.mine', {});
      const { file } = await call('card.export', { path });
      print(args.flag('json'), { ...card, file }, [`Kartu ${card.name} ditulis ke ${file}`, `Sidik jari: ${card.fingerprint}`]);
      return 0;
    });
  },
};

/** What follows when another PC of this office is trusted. */
const VOUCHED = 'PC ini kini menjaminnya: kantor yang sudah memercayai PC ini akan memercayai PC itu tanpa mencocokkan kata lagi, setelah satu paket dari PC ini ke PC itu (atau langsung ke kantor tersebut)';

export const officeTrustCommand: Command = {
  usage: 'office trust --office DIR FILE… [--fingerprint WORDS] [--unchecked]',
  async run(words) {
    const args = readArguments(words, { fingerprint: { type: 'string' }, unchecked: { type: 'boolean' } });
    args.word(0, 'FILE');
    return withOffice(args, async (call) => {
      const trusted = [];
      for (const path of args.positionals) {
        const card = await call('card.read', { path });
        const asked = !args.text('fingerprint') && !args.flag('unchecked') && process.stdin.isTTY;
        const fingerprint = args.text('fingerprint') ?? (asked ? await ask(`Sidik jari ${card.name} yang dibacakan lewat telepon: `) : undefined);
        trusted.push({ file: path, ...(await call('card.trust', { path, fingerprint, unchecked: args.flag('unchecked') })) });
      }
      print(args.flag('json'), trusted, trusted.map((card) => `${card.name} (${card.code}) dipercaya${card.checked ? '' : ', sidik jari TIDAK dicocokkan'}${card.vouched ? `. ${VOUCHED}` : ''}`));
      return 0;
    });
  },
};
