import { z } from 'zod';
import { calls } from '../api/contract.ts';
import type { CallName } from '../api/contract.ts';
import { fail } from '../rules/failure.ts';
import { UsageError, readArguments } from './arguments.ts';
import type { Command } from './commands.ts';
import { print } from './output.ts';
import { withApi, withOffice } from './session.ts';
import type { Call } from './session.ts';

export const callCommand: Command = {
  usage: 'call NAME --office DIR [--as USER] [JSON] · call --list',
  async run(words) {
    const args = readArguments(words, { as: { type: 'string' }, list: { type: 'boolean' } });
    if (args.flag('list')) return listCalls(args.flag('json'));
    const name = args.word(0, 'NAME');
    if (!Object.hasOwn(calls, name)) return fail('UNKNOWN_CALL', { name });
    const input = parseInput(args.positionals[1]);
    const ask = async (call: Call): Promise<number> => {
      const answer: unknown = await call(name as CallName, input as never);
      print(true, answer, []);
      return 0;
    };
    // What needs no session is asked of the locked office: nobody may be able to open it.
    return calls[name as CallName].open === true ? withApi(args.need('office'), () => new Date(), ask) : withOffice(args, ask, { user: args.text('as') });
  },
};

function parseInput(text: string | undefined): unknown {
  if (text === undefined) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('the input is not JSON');
  }
}

function listCalls(json: boolean): number {
  const list = Object.entries(calls).map(([name, def]) => ({
    name, about: def.about, permission: def.permission, lane: def.lane, needsSession: def.open !== true,
    input: z.toJSONSchema(def.input, { io: 'input' }), output: z.toJSONSchema(def.output, { unrepresentable: 'any' }),
  }));
  print(json, list, list.map((call) => `${call.name}  [${call.permission ?? (call.needsSession ? 'any user' : 'no session')}]  ${call.about}`));
  return 0;
}
