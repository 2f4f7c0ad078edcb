const base = require('@wordpress/scripts/config/webpack.config');

/** One script for each screen that has one. */
module.exports = {
  ...base,
  entry: {
    screens: './src/screens/index.tsx',
    pairing: './src/pairing/index.ts',
    deactivation: './src/deactivation/index.ts',
  },
};
