export default {
  rootDir: '..',
  roots: ['<rootDir>/shared/src', '<rootDir>/bridge-server/src', '<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  // Most tests wait for processes, databases and sandboxes: three at a time even on two cores.
  maxWorkers: 3,
  // Generous: a test waits for what must come about, and a busy machine is no fault.
  testTimeout: 30_000,
  globalSetup: '<rootDir>/tests/setup/postgres.ts',
  globalTeardown: '<rootDir>/tests/setup/postgres.stop.ts',
};
