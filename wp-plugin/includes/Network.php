<?php
/**
 * The sites of a network.
 *
 * @package Kontor
 */

namespace Kontor\Bridge;

/**
 * One installation of WordPress may hold a network of many sites (multisite). Each site is a shop of its own: it has its own
 * tables, options, key and pairing. Without a network there is one site, and nothing is ever switched.
 */
final class Network {
	/** How many sites are read at a time: a network may have thousands, and WordPress remembers the options of each. */
	private const PAGE = 100;

	/**
	 * Does something on a site, as `switch_to_blog` does it: with the tables and options of that site.
	 *
	 * @param int             $site The site's id.
	 * @param callable():void $task What is done there.
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
	 * Does something on every site, one after another.
	 *
	 * @param callable():void $task    What is done on each.
	 * @param int             $network The network whose sites are meant; 0: the sites of all networks.
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
		return is_multisite() && isset( ( (array) get_site_option( 'active_sitewide_plugins', array() ) )[ plugin_basename( KONTOR_BRIDGE_FILE ) ] );
	}

	/** Whether the plugin is active on the present site, which need not be the one that the request is for. */
	public static function has_plugin_here(): bool {
		return self::has_plugin_everywhere() || in_array( plugin_basename( KONTOR_BRIDGE_FILE ), (array) get_option( 'active_plugins', array() ), true );
	}
}
