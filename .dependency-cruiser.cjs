// DESIGN §1: who may import whom. Each rule is one check of `npm test`.
const spreadsheets = '^node_modules/(exceljs|saxes|xlsx)/';
const database = '^node_modules/(better-sqlite3|better-sqlite3-multiple-ciphers|drizzle-orm)/';
const encryption = '^node_modules/(age-encryption|@noble)/';

/** A room of db that may reach only the rooms named. */
const room = (name, allowed) => ({
  name: `db-${name}`,
  comment: `db/${name} may import ${allowed.length === 0 ? 'no other room' : allowed.join(', ')}`,
  severity: 'error',
  from: { path: `^db/${name}/` },
  to: { path: '^(db|electron|renderer|build|tests)/', pathNot: [`^db/${name}/`, ...allowed.map((other) => `^db/${other}/`)] },
});

module.exports = {
  forbidden: [
    room('rules', []),
    room('store', ['rules']),
    room('registry', ['store', 'rules']),
    room('intake', ['registry', 'store', 'rules']),
    room('handoff', ['registry', 'store', 'rules']),
    room('reports', ['registry', 'store', 'rules']),
    room('sample', ['rules']),
    {
      name: 'rules-only-zod',
      comment: 'db/rules is pure: zod, and nothing of Node',
      severity: 'error',
      from: { path: '^db/rules/' },
      to: { dependencyTypesNot: ['local'], pathNot: ['^node_modules/zod/', '^db/'] },
    },
    {
      name: 'sample-callers',
      comment: 'only the api, the terminal and the tests may use the generator',
      severity: 'error',
      from: { pathNot: ['^db/(sample|api)/', '^db/cli(\\.ts|/)', '^(tests|build)/'] },
      to: { path: '^db/sample/' },
    },
    {
      name: 'api-and-cli-stay-in-db',
      comment: 'the api and the terminal may use all of db and nothing above it',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^(electron|renderer|build|tests)/' },
    },
    {
      name: 'nobody-calls-the-api-from-below',
      severity: 'error',
      from: { path: '^db/(rules|store|registry|intake|handoff|reports|sample)/' },
      to: { path: '^db/(api|cli)' },
    },
    {
      name: 'electron-room',
      comment: 'electron/ may import db/api',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(db|renderer|build|tests)/', pathNot: ['^db/api/', '^db/cli\\.ts$'] },
    },
    {
      name: 'electron-module',
      comment: 'the module electron only in main.ts, preload.ts and shell/',
      severity: 'error',
      from: { pathNot: ['^electron/(main|preload)\\.ts$', '^electron/shell/', '^tests/shell/', '^node_modules/'] },
      to: { path: '^node_modules/electron/' },
    },
    {
      name: 'renderer-room',
      comment: 'renderer/ may import db/api/contract and db/rules',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(db|electron|build|tests)/', pathNot: ['^db/api/contract(\\.ts|/)', '^db/rules/'] },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^(renderer|db/api/contract)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'feature-insides',
      comment: 'a feature may use another one only through its index',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: ['^renderer/features/$1/', '^renderer/features/[^/]+/index\\.tsx?$'] },
    },
    {
      name: 'database-libraries',
      comment: 'SQLite and drizzle only in store and the queries of registry, reports, intake, handoff',
      severity: 'error',
      from: { pathNot: ['^db/(store|registry|reports|intake|handoff)/', '^tests/', '^build/', '^node_modules/'] },
      to: { path: database },
    },
    {
      name: 'spreadsheet-libraries',
      comment: 'spreadsheets only in intake, reports and sample',
      severity: 'error',
      from: { pathNot: ['^db/(intake|reports|sample)/', '^tests/', '^node_modules/'] },
      to: { path: spreadsheets },
    },
    {
      name: 'encryption-libraries',
      comment: 'encryption only in store/keyring and handoff/seal',
      severity: 'error',
      from: { pathNot: ['^db/store/keyring(\\.ts|/)', '^db/handoff/seal(\\.ts|/)', '^tests/', '^node_modules/'] },
      to: { path: encryption },
    },
    {
      name: 'crypto-module',
      comment: 'Node’s crypto only below the api’s storage and hand-off; which primitives is a test of its own',
      severity: 'error',
      from: { path: '^(db|electron|renderer)/', pathNot: ['^db/(store|handoff|intake|registry|api|sample)/', '^electron/shell/content-policy\\.ts$'] },
      to: { path: '^(node:)?crypto$' },
    },
    { name: 'no-cycles', severity: 'error', from: { pathNot: '^node_modules/' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: ['^vitest/', '\\.css$'] } },
    {
      name: 'no-development-packages',
      comment: 'what ships imports only what ships',
      severity: 'error',
      from: { path: '^(db|renderer)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|demo|shots|out|resources)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js'] },
  },
};
