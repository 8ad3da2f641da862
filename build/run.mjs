// npm run bench [-- PART …] | test:long | rows | shots
import { continueUnderNode24, prepare } from './bootstrap.mjs';

const scripts = { bench: 'tests/bench/run.ts', 'test:long': 'tests/long/run.ts', rows: 'build/rows.ts', shots: 'build/shots.ts' };
const [name = '', ...args] = process.argv.slice(2);
if (!(name in scripts)) {
  console.error(`Usage: node build/run.mjs ${Object.keys(scripts).join(' | ')}`);
  process.exit(2);
}
prepare();
continueUnderNode24(scripts[name], args);
