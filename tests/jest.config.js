import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
/** Unit tests beside their source that open a database, or start processes all the same. */
const withDatabase = ['auth/keys', 'cli/shop', 'database/database', 'egress/budget'].map(
  (name) => `<rootDir>/bridge-server/src/${name}.test.ts`,
);
const withProcesses = ['<rootDir>/bridge-server/src/cli/program.test.ts'];

const everyProject = {
  rootDir,
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
};
const withPostgres = {
  globalSetup: '<rootDir>/tests/setup/postgres.ts',
  globalTeardown: '<rootDir>/tests/setup/postgres.stop.ts',
};
const within = (...folders) => folders.map((folder) => `<rootDir>/tests/${folder}/**/*.test.ts`);

export default {
  rootDir,
  projects: [
    {
      // Neither a database nor another process: what a test of this project wants of either, it is refused.
      ...everyProject,
      displayName: 'fast',
      testMatch: [
        '<rootDir>/{shared,shared/client,bridge-server,wp-plugin}/src/**/*.test.ts',
        ...within('properties', 'simulation', 'documents'),
      ],
      testPathIgnorePatterns: ['/node_modules/', ...withDatabase, ...withProcesses],
      setupFiles: ['<rootDir>/tests/setup/no-database.ts'],
    },
    {
      // The screens in the DOM of jsdom, with WordPress's own components.
      ...everyProject,
      displayName: 'screens',
      testMatch: ['<rootDir>/wp-plugin/src/**/*.test.tsx'],
      testEnvironment: 'jsdom',
      setupFiles: ['<rootDir>/wp-plugin/src/screens/testing/dom.ts'],
      // Packages of others have sources, too, which are not theirs to load.
      testEnvironmentOptions: { customExportConditions: ['browser'] },
      extensionsToTreatAsEsm: ['.ts', '.tsx'],
      transform: { '\\.tsx?$': ['@swc/jest', { jsc: { transform: { react: { runtime: 'automatic' } } } }] },
      moduleNameMapper: {
        '\\.css$': '<rootDir>/wp-plugin/src/screens/testing/no-style.ts',
        '^@kontor/shared/(.*)$': '<rootDir>/shared/src/$1.ts',
        '^@wordpress/block-editor$': '<rootDir>/wp-plugin/src/stock/testing/block-editor.tsx',
        // The plugin's build tools bring others of their own.
        '^((?:react|react-dom)(?:/.*)?|@wordpress/(?:components|element|i18n)|axe-core)$': '<rootDir>/node_modules/$1',
      },
    },
    {
      ...everyProject,
      ...withPostgres,
      displayName: 'systems',
      testMatch: [...withDatabase, ...within('integration', 'contract', 'sandboxes')],
    },
    {
      ...everyProject,
      ...withPostgres,
      displayName: 'processes',
      testMatch: [...withProcesses, ...within('processes', 'demo', 'faults')],
    },
  ],
  testSequencer: '<rootDir>/tests/setup/sequencer.mjs',
  // Tests of one world that wait at the same time, each with a company of its own.
  maxConcurrency: 24,
  // Three fill two cores, since PostgreSQL and the processes that tests start work besides; a fourth makes all of them slower.
  maxWorkers: 3,
  // Generous: a test waits for what must come about, and a busy machine is no fault.
  testTimeout: 300_000,
};
