import { fieldDef, isEntityKey } from '../rules/entities.ts';
import type { FieldDef, FieldValue } from '../rules/field.ts';
import { answerText } from '../rules/lists.ts';
import { readArguments, UsageError } from './arguments.ts';
import type { Command } from './commands.ts';
import { print, table } from './output.ts';
import { withOffice } from './session.ts';
import { twiceLine } from './twice-line.ts';
import type { Call } from './session.ts';

/** Open questions: records that may be one, values of packages that differ from ours, and proposals of other offices. */
export const conflictsCommand: Command = {
  usage: 'conflicts --office DIR [--look]',
  async run(words) {
    const args = readArguments(words, { look: { type: 'boolean' } });
    return withOffice(args, async (call) => {
      if (args.flag('look')) await call('duplicate.scan', { all: true });
      const duplicates = [];
      for (let after: string | null = null; ;) {
        const page: Awaited<ReturnType<typeof call<'duplicate.list'>>> = await call('duplicate.list', { state: 'open', after, limit: 200 });
        duplicates.push(...page.rows.map((row) => ({ type: 'duplicate' as const, ...row, offices: [row.left.office, row.right.office] })));
        after = page.next;
        if (after === null) break;
      }
      const conflicts = (await call('conflict.list', {})).map((row) => ({ type: 'conflict' as const, ...row }));
      const proposals = (await call('proposal.list', {})).map((row) => ({ type: 'proposal' as const, ...row }));
      const rows = [
        ...duplicates.map((one) => ['duplikat', one.kind === 'person' ? 'orang' : 'keluarga', one.left.name, one.left.officeName, one.right.name, one.right.officeName, one.id]),
        ...conflicts.map((one) => ['konflik', one.entity, one.name ?? '-', one.ours.officeName, bothValues(one), one.theirs.officeName, one.id]),
        ...proposals.map((one) => ['usulan', one.entity, one.name ?? '-', one.officeName, one.fields.map((field) => field.label).join(', '), one.reason, one.id]),
      ];
      const twice = (await call('duplicate.packages', {})).map(twiceLine);
      print(args.flag('json'), [...duplicates, ...conflicts, ...proposals], [...table(rows), ...twice, `${duplicates.length} duplikat, ${conflicts.length} konflik, ${proposals.length} usulan`]);
      return duplicates.length + conflicts.length + proposals.length === 0 ? 0 : 1;
    });
  },
};

/** Every field of a konflik with the value here and the other one. */
function bothValues({ entity, fields }: { readonly entity: string; readonly fields: readonly { readonly field: string; readonly label: string; readonly ours?: unknown; readonly theirs?: unknown }[] }): string {
  return fields.map(({ field, label, ours, theirs }) => `${label}: ${words(entity, field, ours)} | ${words(entity, field, theirs)}`).join('; ');
}

/** A value in words; no answer is a dash. */
function words(entity: string, field: string, value: unknown): string {
  const def: FieldDef | undefined = isEntityKey(entity) ? fieldDef(entity, field) : undefined;
  return answerText(def?.list ?? '', value as FieldValue) || '-';
}

const takes = { same: 'same', different: 'different', later: 'later', ours: 'left', theirs: 'right', left: 'left', right: 'right' } as const;

/**
 * Decides a conflict of a package with `ours`, `theirs` or the value itself (`--field NAME=VALUE` sets other fields of the
 * group); a proposal with `accept` or `reject`; or a duplicate: `same` with the proposed answers, `ours` (or `left`) and `theirs` (or `right`) with all answers of
 * one side, `different`, or `later`; `--field NAME=left` chooses single ones.
 */
export const decideCommand: Command = {
  usage: 'decide ID --office DIR --take ours|theirs|VALUE|accept|reject|same|different|later --reason TEXT [--field NAME=left|right|VALUE]… [--undo]',
  async run(given) {
    const args = readArguments(given, { take: { type: 'string' }, reason: { type: 'string' }, field: { type: 'string', multiple: true }, undo: { type: 'boolean' } });
    const id = args.word(0, 'ID');
    const reason = args.need('reason');
    if (args.flag('undo')) {
      return withOffice(args, async (call) => {
        const undone = await call('duplicate.undo', { id, reason });
        print(args.flag('json'), undone, [`${undone.restored} isian dikembalikan`, ...undone.kept.map((one) => `tetap: ${one.label} (${one.record})`)]);
        return undone.kept.length === 0 ? 0 : 1;
      });
    }
    const take = args.need('take');
    if (take === 'accept' || take === 'reject') {
      return withOffice(args, async (call) => {
        const decided = await call('proposal.decide', { id, verdict: take, reason });
        print(args.flag('json'), decided, [`${decided.changes} isian diubah`]);
        return 0;
      });
    }
    if (id.startsWith(CONFLICT)) return withOffice(args, (call) => decideConflict(call, id, take, args.list('field'), reason, args.flag('json')));
    if (!Object.hasOwn(takes, take)) throw new UsageError('--take takes same, ours, theirs, different or later');
    const word = takes[take as keyof typeof takes];
    return withOffice(args, async (call) => {
      const side = word === 'left' || word === 'right' ? word : null;
      const fields = side === null ? [] : (await call('duplicate.show', { id })).fields.map((field) => [field.group, side] as const);
      const chosen = args.list('field').map((text) => choice(text));
      const decided = await call('duplicate.decide', { id, decision: side === null ? (word as 'same') : 'same', values: Object.fromEntries([...fields, ...chosen]), reason });
      print(args.flag('json'), decided, [decided.message]);
      return 0;
    });
  },
};

const CONFLICT = 'konflik-';

/** `ours` and `theirs` take a side; anything else is the value of the field that raised the question. */
async function decideConflict(call: Call, id: string, take: string, fields: readonly string[], reason: string, json: boolean): Promise<number> {
  const side = take === 'ours' || take === 'theirs' ? take : null;
  const one = (await call('conflict.list', {})).find((open) => open.id === id);
  const given = fields.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)] as const);
  const named = side === null && one ? [[one.field, take] as const, ...given] : given;
  const values = Object.fromEntries(named.map(([name, text]) => [name, valueFor(one?.fields.find((field) => field.field === name), text)]));
  const decided = await call('conflict.decide', { id, take: side ?? 'ours', values, reason });
  print(json, decided, [decided.message]);
  return 0;
}

/** A value as typed: empty is no answer, a number where the sides hold numbers. */
function valueFor(field: { ours: unknown; theirs: unknown } | undefined, text: string): string | number | null {
  if (text === '') return null;
  const isNumber = typeof field?.ours === 'number' || typeof field?.theirs === 'number';
  return isNumber && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function choice(text: string): readonly [string, 'left' | 'right'] {
  const [name, side] = text.split('=');
  if (!name || (side !== 'left' && side !== 'right')) throw new UsageError('--field takes NAME=left or NAME=right');
  return [name, side];
}
