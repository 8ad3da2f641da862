import { backupCommand, restoreCommand, verifyCommand } from './commands-safety.ts';
import { openCommand } from './commands-baca.ts';
import { callCommand } from './commands-call.ts';
import { conflictsCommand, decideCommand } from './commands-decide.ts';
import { demoCommand, generateCommand } from './commands-sample.ts';
import { approveCommand, exportCommand, receiveCommand, uploadCommand } from './commands-handoff.ts';
import { importCommand } from './commands-import.ts';
import { historyCommand, searchCommand, showCommand } from './commands-register.ts';
import { officeCardCommand, officeCreateCommand, officeStarterCommand, officeTrustCommand } from './commands-office.ts';
import { reportCommand, reportListCommand } from './commands-report.ts';

/** One command of the terminal. */
export interface Command {
  readonly usage: string;
  /** Runs it; returns the exit code. */
  run(words: readonly string[]): Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  'office create': officeCreateCommand,
  'office card': officeCardCommand,
  'office trust': officeTrustCommand,
  'office starter': officeStarterCommand,
  import: importCommand,
  search: searchCommand,
  show: showCommand,
  history: historyCommand,
  approve: approveCommand,
  export: exportCommand,
  receive: receiveCommand,
  upload: uploadCommand,
  conflicts: conflictsCommand,
  decide: decideCommand,
  'report list': reportListCommand,
  report: reportCommand,
  backup: backupCommand,
  restore: restoreCommand,
  verify: verifyCommand,
  open: openCommand,
  call: callCommand,
  generate: generateCommand,
  demo: demoCommand,
};

/** The command that the words name, and the words left for it; the longer name first. */
export function commandFor(words: readonly string[]): { command: Command; rest: readonly string[] } | null {
  for (const length of [2, 1]) {
    const command = commands[words.slice(0, length).join(' ')];
    if (command && words.length >= length) return { command, rest: words.slice(length) };
  }
  return null;
}

/** All commands, a line each. */
export function usageText(): string {
  return ['tepat COMMAND …', ...Object.values(commands).map((command) => `  ${command.usage}`), 'Exit code: 0 done; 1 refused, or something needs a person; 2 wrong usage; 3 a fault of ours.'].join('\n');
}
