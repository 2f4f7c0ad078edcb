import type { ArticleView } from '@kontor/shared/api/articles';
import type { CollectorRun } from '@kontor/shared/api/collecting';

/** An article as an office knows it. In JSON, moments are texts. */
export type OfficeArticle = Omit<ArticleView, 'asOf' | 'changedAt'> & { readonly asOf: string };
export interface OfficeArticles {
  readonly next: string | null;
  readonly articles: readonly OfficeArticle[];
}

/** A run that read the articles of an office. */
export type ArticleRun = Omit<CollectorRun, 'begun' | 'ended'> & {
  readonly begun: string;
  readonly ended: string | null;
};

/** A product or variation of the shop, as the plugin's own route tells it. */
export interface ShopProduct {
  readonly sku: string;
  readonly id: number;
  /** Where it is edited; null if the user may not edit it. */
  readonly edit: string | null;
  /** Null if WooCommerce does not count it. */
  readonly stock: number | null;
  /** Who counts it: the product itself, the product of a variation for all its variations together, or nobody. */
  readonly counts: 'own' | 'parent' | 'none';
  readonly backorders: boolean;
  /** How much was sold of it in orders that the bridge has not got, so that the offices still count it. */
  readonly unseen: number;
}
