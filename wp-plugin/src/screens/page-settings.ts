/** What PHP hands over to the script of the page, as `window.kontorBridge`. */
export interface PageSettings {
  /** The shop's id at the bridge, and the bridge's public address. */
  readonly shop: string;
  readonly bridge: string;
  /** What the logged-in user may do: everything, or only work with orders and the log. */
  readonly may: 'admin' | 'orders';
  /** WordPress's id of the logged-in user. */
  readonly user: number;
  /** Addresses of REST routes of this site: the plugin's (`own`) and WooCommerce's. */
  readonly routes: {
    readonly token: string;
    readonly relay: string;
    readonly act: string;
    readonly own: string;
    readonly woocommerce: string;
  };
  readonly nonce: string;
  /** Addresses of the settings page and of one order; `ORDER` stands for the order's id. */
  readonly pages: { readonly settings: string; readonly order: string };
  /** The user's language as a BCP 47 tag, such as de-DE, and the shop's time zone. */
  readonly language: string;
  readonly timeZone: string;
  /** WooCommerce's order statuses, such as `processing`, with their labels. */
  readonly statuses: Readonly<Record<string, string>>;
  /** The plugin's version. */
  readonly version: string;
}

/** Reads the settings. PHP prints them in a script tag before this script. */
export const pageSettingsOf = (page: Window): PageSettings =>
  (page as unknown as { kontorBridge: PageSettings }).kontorBridge;
