import { z } from 'zod';
import type { System, SystemSource } from './contract.ts';
import { defineSystem } from './define.ts';

/** What a system declares that only tells of articles. */
export type CollectingSource<Operator, Settings, Credentials> = Pick<
  SystemSource<Operator, Settings, Credentials, null, null>,
  'key' | 'label' | 'texts' | 'operator' | 'settings' | 'credentials' | 'timing' | 'check' | 'options'
> &
  Required<Pick<SystemSource<Operator, Settings, Credentials, null, null>, 'collectArticles'>>;

/**
 * Makes a `System` that the bridge reads articles from, and that takes no documents. It has no function to switch on,
 * and no order of its shop becomes a transfer to it.
 */
export function defineCollector<Operator, Settings, Credentials>(
  source: CollectingSource<Operator, Settings, Credentials>,
): System {
  const noDocument = (): never => {
    throw new Error(`${source.key} takes no documents`);
  };
  return defineSystem<Operator, Settings, Credentials, null, null>({
    ...source,
    capabilities: [],
    functions: {},
    longestKey: 50,
    facts: z.null(),
    plan: z.null(),
    transmits: [],
    rates: () => [],
    delivery: { how: 'pushed', steps: {}, next: noDocument, execute: noDocument, lookup: noDocument },
    readFacts: noDocument,
    makePlan: noDocument,
    content: noDocument,
    describe: noDocument,
  });
}

/** Whether orders become documents at the system. */
export const takesDocuments = ({ capabilities }: Pick<System, 'capabilities'>): boolean => capabilities.length > 0;
