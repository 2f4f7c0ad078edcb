import type { Runtime } from '../runtime.ts';
import { ShopUnavailable } from '../sources.ts';

export const nodeRuntime: Runtime = {
  name: 'node',
  describe: () => Promise.resolve('PHP in WebAssembly'),
  prepare: () => Promise.reject(new ShopUnavailable('Not yet.')),
  furnish: () => Promise.resolve(),
  databaseHost: () => '',
  open: () => Promise.reject(new Error('Not yet.')),
};
