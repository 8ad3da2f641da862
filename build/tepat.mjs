// npm run -s tepat -- COMMAND …   Standard output belongs to the command alone.
import { continueUnderNode24, prepare } from './bootstrap.mjs';

prepare();
continueUnderNode24('db/cli.ts', process.argv.slice(2));
