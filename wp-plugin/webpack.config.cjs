const base = require('@wordpress/scripts/config/webpack.config');

/** Each entry is one script. */
module.exports = {
  ...base,
  entry: {
    screens: './src/screens/index.tsx',
    pairing: './src/pairing/index.ts',
    deactivation: './src/deactivation/index.ts',
    stock: './src/stock/index.ts',
    checkout: './src/checkout/index.ts',
  },
};
