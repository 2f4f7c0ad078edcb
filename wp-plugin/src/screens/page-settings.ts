/** What the page hands over to its script, as `window.kontorBridge`. */
export interface PageSettings {
  /** The shop's id at the bridge, and the bridge's public address. */
  readonly shop: string;
  readonly bridge: string;
  /** What whoever is logged in may do: everything, or orders and the log only. */
  readonly may: 'admin' | 'orders';
  /** WordPress's id of whoever is logged in. */
  readonly user: number;
  /** Routes of this site: those of the plugin, and WooCommerce's own. */
  readonly routes: {
    readonly token: string;
    readonly relay: string;
    readonly act: string;
    readonly own: string;
    readonly woocommerce: string;
  };
  readonly nonce: string;
  /** The address of the settings' page, and of one order, in which `ORDER` stands for its id. */
  readonly pages: { readonly settings: string; readonly order: string };
  /** The user's language as a BCP 47 tag, such as de-DE, and the shop's time zone. */
  readonly language: string;
  readonly timeZone: string;
  /** WooCommerce's statuses of orders, such as `processing`, by what they are called. */
  readonly statuses: Readonly<Record<string, string>>;
  /** The plugin's version. */
  readonly version: string;
}

/** The page's own script tag gives it; without it there is nothing to show. */
export const pageSettingsOf = (page: Window): PageSettings =>
  (page as unknown as { kontorBridge: PageSettings }).kontorBridge;
