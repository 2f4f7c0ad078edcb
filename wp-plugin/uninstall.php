<?php
/**
 * What goes with the plugin. Whether anything does is a setting; by default all is kept, so that a plugin that is installed again
 * goes on where it stopped.
 *
 * @package Kontor
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

define( 'KONTOR_BRIDGE_FILE', __DIR__ . '/kontor-bridge.php' );
require __DIR__ . '/includes/autoload.php';

if ( \Kontor\Bridge\Settings::keeps() ) {
	return;
}
// The bridge is told, where it can be reached, that this shop's key counts no more.
\Kontor\Bridge\Pairing\Pair::end();
\Kontor\Bridge\Schema::drop();
