import { storableText } from '@kontor/shared/storable';
import type { Kind } from '../collecting/kind.ts';
import { readNextPage } from '../collecting/read-page.ts';
import { canBeStored } from '../database/storable.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { collectedArticle, type CollectedArticle } from '../systems/contract-collect.ts';
import { word } from '../texts/reason.ts';
import { forgetHeldStock } from './forget-held.ts';
import { doubtAboutArticles } from './plausible.ts';
import { articleStaging, countStaged } from './staged.ts';

/** The articles of offices, as they are collected. */
export const articleKind: Kind<CollectedArticle> = {
  ...articleStaging,
  what: 'articles',
  isToldBy: (system) => system.collectArticles !== undefined,
  read(system, context, request) {
    const reading = system.collectArticles?.(context, request);
    return reading?.then((page) => (page.kind === 'collected' ? { ...page, things: page.articles } : page)) ?? null;
  },
  isReadable: (article) => collectedArticle.safeParse(article).success && canBeStored(article),
  refusalOf: ({ id, name }) => ({
    id: storableText(id),
    name: storableText(name),
    why: word('articles.unreadable'),
  }),
  doubtAbout: async (client, turn) => doubtAboutArticles(await countStaged(client, turn), turn),
  async takeOver(client, turn) {
    const changed = await articleStaging.takeOver(client, turn);
    await forgetHeldStock(client, turn.shopId);
    return changed;
  },
};

/** Reads the next page of an office's articles. False: none is due. */
export const collectNext = (mirror: Mirror, systems: readonly string[]): Promise<boolean> =>
  readNextPage(mirror, articleKind, systems);
