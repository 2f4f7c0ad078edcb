/** The tables that the plugin makes on a site, without the site's prefix, such as `wp_`. In the order of the alphabet. */
export const pluginTables = ['documents', 'file_parts', 'files', 'history', 'leases', 'outbox', 'stock'].map(
  (name) => `kontor_${name}`,
);
