// npm test
import { continueUnderNode24, prepare } from './bootstrap.mjs';

prepare();
continueUnderNode24('build/run-tests.ts', process.argv.slice(2));
