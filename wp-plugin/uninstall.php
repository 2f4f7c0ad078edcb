<?php
/**
 * Erases what the plugin has stored, on each site whose setting says so. By default everything is kept, so that a new
 * installation goes on where the old one stopped. On a large network the run may be cut off; it can be repeated without
 * harm.
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
		// If the bridge can be reached, it revokes the shop's key.
		\Kontor\Bridge\Pairing\Pair::end();
		// If the bridge cannot be reached, this is still to be done.
		\Kontor\Bridge\Reading\Access::remove();
		\Kontor\Bridge\Schema::drop();
	}
);
