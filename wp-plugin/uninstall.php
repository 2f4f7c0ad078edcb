<?php
/**
 * What goes with the plugin. Whether anything does is a setting of each site; by default all is kept, so that a plugin that is
 * installed again goes on where it stopped. A run that was cut off on a large network may be repeated: a site that was erased has
 * nothing left to erase.
 *
 * @package Kontor
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

defined( 'KONTOR_BRIDGE_FILE' ) || define( 'KONTOR_BRIDGE_FILE', __DIR__ . '/kontor-bridge.php' );
require __DIR__ . '/includes/autoload.php';

\Kontor\Bridge\Network::on_every_site(
	static function (): void {
		if ( \Kontor\Bridge\Settings::keeps() ) {
			return;
		}
		// The bridge is told, where it can be reached, that this shop's key counts no more.
		\Kontor\Bridge\Pairing\Pair::end();
		\Kontor\Bridge\Schema::drop();
	}
);
