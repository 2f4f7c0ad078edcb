import { alertRules } from './alerts.ts';
import { metricsDocument } from './metrics.ts';
import { statesDocument } from './states.ts';

/** Every page that is made from code, by its place in the repository. */
export const pages: Readonly<Record<string, () => string>> = {
  'docs/states.md': statesDocument,
  'docs/metrics.md': metricsDocument,
  'docs/alerts.yml': alertRules,
};
