import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '*.config.js',
      '**/*.cjs',
      'tests/**/jest.config.js',
      'tests/**/*.mjs',
      'tests/shop/node/packages/',
      '**/build/',
      'wp-plugin/vendor/',
      'wp-plugin/bin/',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        // A file is looked up in one project after the other. The tests import nearly all sources, so that their types are
        // worked out once, and not once more for each project.
        project: [
          './tests/tsconfig.json',
          './wp-plugin/tsconfig.json',
          './wp-plugin/tsconfig.tests.json',
          './bridge-server/tsconfig.json',
          './shared/tsconfig.json',
          './shared/client/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // An interface asks for promises; an implementation that needs none is not wrong.
      '@typescript-eslint/require-await': 'off',
      // Objects here are made of closures and may be taken apart; the few classes never are.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/only-throw-error': 'error',
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    // The sources read what strangers send: no expression may take longer than in proportion to the text. An
    // ending is found by where it begins: /(?<!0)0+$/, which /0+$/ tries again at each of many zeros.
    files: ['shared/src/**', 'shared/client/src/**', 'bridge-server/src/**', 'wp-plugin/src/**'],
    ignores: ['**/*.test.ts', '**/*.test.tsx'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
    },
  },
  {
    files: ['wp-plugin/src/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: '@wordpress/components',
          importNames: ['Notice'],
          message: 'It calls what stands inside it: use the Notice of screens/parts.',
        },
      ],
    },
  },
  // Jest's matchers, such as expect.any, are typed as any.
  { files: ['**/*.test.ts', '**/*.test.tsx'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
);
