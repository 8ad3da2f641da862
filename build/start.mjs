// npm start
import { continueUnderNode24, prepare } from './bootstrap.mjs';

prepare();
continueUnderNode24('build/start-app.ts', process.argv.slice(2));
