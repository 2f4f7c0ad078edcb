import { alertRules } from './alerts.ts';
import { metricsDocument } from './metrics.ts';
import { statesDocument } from './states.ts';

/** The pages that are made from code, by their paths in the repository. */
export const pages: Readonly<Record<string, () => string>> = {
  'docs/states.md': statesDocument,
  'docs/metrics.md': metricsDocument,
  'docs/alerts.yml': alertRules,
};
