<?php
/**
 * The sites of a network.
 *
 * @package Kontor
 */

namespace Kontor\Bridge;

/**
 * The sites of a WordPress network (multisite). Each site is a shop of its own, with its own tables, options, key and
 * pairing. Without a network there is one site, and no site is ever switched.
 */
final class Network {
	/** How many sites are read at a time. A network may have thousands, and WordPress caches the options of each. */
	private const PAGE = 100;

	/**
	 * Runs a task on a site, with the tables and options of that site (`switch_to_blog`).
	 *
	 * @param int             $site The site's id.
	 * @param callable():void $task The task.
	 */
	public static function on_site( int $site, callable $task ): void {
		if ( get_current_blog_id() === $site ) {
			$task();
			return;
		}
		switch_to_blog( $site );
		try {
			$task();
		} finally {
			restore_current_blog();
		}
	}

	/**
	 * Runs a task on every site, one after another.
	 *
	 * @param callable():void $task    The task.
	 * @param int             $network The network; 0: the sites of all networks.
	 */
	public static function on_every_site( callable $task, int $network = 0 ): void {
		if ( ! is_multisite() ) {
			$task();
			return;
		}
		$offset = 0;
		do {
			if ( $offset > 0 && wp_cache_supports( 'flush_runtime' ) ) {
				wp_cache_flush_runtime();
			}
			$sites = get_sites(
				array(
					'fields'     => 'ids',
					'network_id' => $network,
					'number'     => self::PAGE,
					'offset'     => $offset,
				)
			);
			$count = count( $sites );
			foreach ( $sites as $site ) {
				self::on_site( (int) $site, $task );
			}
			$offset += self::PAGE;
		} while ( self::PAGE === $count );
	}

	/** Whether the plugin is active on all sites at once. */
	public static function has_plugin_everywhere(): bool {
		if ( ! is_multisite() ) {
			return false;
		}
		$plugins = (array) get_site_option( 'active_sitewide_plugins', array() );
		return isset( $plugins[ plugin_basename( KONTOR_BRIDGE_FILE ) ] );
	}

	/** Whether the plugin is active on the present site, which may be another site than that of the request. */
	public static function has_plugin_here(): bool {
		$plugins = (array) get_option( 'active_plugins', array() );
		return self::has_plugin_everywhere() || in_array( plugin_basename( KONTOR_BRIDGE_FILE ), $plugins, true );
	}
}
