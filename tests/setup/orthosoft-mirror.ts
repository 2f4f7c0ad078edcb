import type { Mirror } from '../../bridge-server/src/mirror/mirror.ts';
import { mmorthosoft } from '../../bridge-server/src/systems/mmorthosoft/system.ts';

/** The bridge, which knows mmOrthosoft as well. */
export const withOrthosoft = (mirror: Mirror): Mirror => ({
  ...mirror,
  systems: (name) => (name === mmorthosoft.key ? { system: mmorthosoft, operator: {} } : mirror.systems(name)),
});
