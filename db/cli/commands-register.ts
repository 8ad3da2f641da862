import { readArguments } from './arguments.ts';
import type { Command } from './commands.ts';
import { print, table } from './output.ts';
import { withOffice } from './session.ts';

export const searchCommand: Command = {
  usage: 'search --office DIR TEXT [--limit N]',
  async run(words) {
    const args = readArguments(words, { limit: { type: 'string' } });
    args.word(0, 'TEXT');
    const text = args.positionals.join(' ');
    return withOffice(args, async (call) => {
      const hits = await call('search', { text, limit: args.number('limit') ?? 15 });
      const rows = hits.map((hit) => [hit.kind, hit.name, hit.nik ?? '-', hit.noKk ?? '-', `${hit.rt ?? '---'}/${hit.rw ?? '---'}`, hit.address ?? '-', hit.id]);
      print(args.flag('json'), hits, [...table(rows), `${hits.length} hasil`]);
      return 0;
    });
  },
};

export const showCommand: Command = {
  usage: 'show --office DIR ID',
  async run(words) {
    const args = readArguments(words);
    const id = args.word(0, 'ID');
    return withOffice(args, async (call) => {
      const shown = await call('record.show', { id });
      const document = shown.family === null ? { kind: shown.kind, id, values: shown.values } : familyDocument(shown.family);
      print(args.flag('json'), document, [JSON.stringify(document, null, 2)]);
      return 0;
    });
  },
};

interface ShownFamily {
  readonly id: string;
  readonly values: Record<string, unknown>;
  readonly people: readonly { readonly id: string; readonly age: number | null; readonly values: Record<string, unknown> }[];
  readonly rankings: readonly unknown[];
  readonly enrolments: readonly unknown[];
  readonly noKkHistory: readonly unknown[];
  readonly withheld: readonly string[];
}

/** What every office that holds a family shows alike: the facts, without what depends on who looks. */
function familyDocument(family: ShownFamily) {
  const { id, values, rankings, enrolments, noKkHistory, withheld } = family;
  return { kind: 'family', id, values, people: family.people.map((person) => ({ id: person.id, age: person.age, values: person.values })), rankings, enrolments, noKkHistory, withheld };
}

export const historyCommand: Command = {
  usage: 'history --office DIR ID',
  async run(words) {
    const args = readArguments(words, { limit: { type: 'string' } });
    const id = args.word(0, 'ID');
    return withOffice(args, async (call) => {
      const entries = await call('record.history', { id, limit: args.number('limit') ?? 500 });
      const rows = entries.map((entry) => [entry.at, entry.by, entry.entity, entry.field ?? entry.op, JSON.stringify(entry.old ?? null), '→', JSON.stringify(entry.new ?? null), entry.reason ?? '']);
      print(args.flag('json'), entries, table(rows));
      return 0;
    });
  },
};
