import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('../..', import.meta.url));

/** Tests with a real shop. `npm run test:e2e` starts them, since it finds out which of them this machine can run. */
export default {
  rootDir,
  displayName: 'e2e',
  testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  globalSetup: '<rootDir>/tests/setup/postgres.ts',
  globalTeardown: '<rootDir>/tests/setup/postgres.stop.ts',
  // Each shop is a database and four PHP processes.
  maxWorkers: 2,
  // Generous, since a busy machine must not fail a test.
  testTimeout: 600_000,
};
