import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('../..', import.meta.url));

/** Journeys through a real shop. `npm run test:e2e` starts them, since it knows what this machine can run. */
export default {
  rootDir,
  displayName: 'e2e',
  testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  globalSetup: '<rootDir>/tests/setup/postgres.ts',
  globalTeardown: '<rootDir>/tests/setup/postgres.stop.ts',
  // Each shop is a database and four processes of PHP.
  maxWorkers: 2,
  // Generous: a busy machine is no fault.
  testTimeout: 600_000,
};
