const base = require('@wordpress/scripts/config/webpack.config');

/** One script for each screen that has one. */
module.exports = {
  ...base,
  entry: { pairing: './src/pairing/index.ts', deactivation: './src/deactivation/index.ts' },
};
