import type { System } from '../contract.ts';
import { defineCollector } from '../define-collector.ts';
import { checkFeed, readFeedOptions } from './check.ts';
import { collectFeed } from './collect.ts';
import { feedCredentials, feedOperatorSettings, feedSettings } from './settings.ts';
import { feedTexts } from './texts/texts.ts';

/** A list of articles in a file or at an address: CSV, JSON or XML. */
export const feed: System = defineCollector({
  key: 'feed',
  label: 'Feed',
  texts: feedTexts,
  operator: feedOperatorSettings,
  settings: feedSettings,
  credentials: feedCredentials,
  timing: { callTimeout: 20, settle: 0 },
  check: checkFeed,
  options: readFeedOptions,
  collectArticles: collectFeed,
});
