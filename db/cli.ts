import { commandFor, usageText } from './cli/commands.ts';
import { failureExit, printFailure } from './cli/output.ts';
import { UsageError } from './cli/arguments.ts';

/**
 * The terminal's door to the api (DESIGN §7). Exit code: 0 done; 1 refused, or something needs a person; 2 wrong usage;
 * 3 a fault of ours.
 */
async function main(words: readonly string[]): Promise<number> {
  const json = words.includes('--json');
  const found = commandFor(words);
  if (!found) {
    process.stderr.write(`${usageText()}\n`);
    return words.length === 0 || words[0] === 'help' || words[0] === '--help' ? 0 : 2;
  }
  if (found.rest.includes('--help')) {
    process.stdout.write(`${found.command.usage}\n`);
    return 0;
  }
  try {
    return await found.command.run(found.rest);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${found.command.usage}\n`);
      return 2;
    }
    printFailure(error, json);
    return failureExit(error);
  }
}

// Whoever reads the output may stop reading (`| head`): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));
process.exitCode = await main(process.argv.slice(2));
