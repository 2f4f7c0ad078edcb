export default {
  rootDir: '..',
  roots: ['<rootDir>/shared/src', '<rootDir>/bridge-server/src', '<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  globalSetup: '<rootDir>/tests/setup/postgres.ts',
  globalTeardown: '<rootDir>/tests/setup/postgres.stop.ts',
};
