<?php
/**
 * Starts the plugin if PHP is new enough. An older PHP must be able to parse this file: then a shop whose host went
 * back to an older PHP shows a notice, and not a white page.
 *
 * @package Kontor
 */

defined( 'ABSPATH' ) || exit;

// @phpstan-ignore if.alwaysFalse (PHPStan assumes the PHP that the plugin needs, and this line checks for it.)
if ( version_compare( PHP_VERSION, '8.1', '<' ) ) {
	add_action( 'admin_notices', 'kontor_bridge_needs_newer_php' );
	return;
}
require __DIR__ . '/autoload.php';
require __DIR__ . '/functions.php';
\Kontor\Bridge\Plugin::start();

/**
 * Tells the admin which PHP is needed. Once the plugin runs again, the reconciler finds the orders that have changed
 * meanwhile.
 *
 * @return void
 */
function kontor_bridge_needs_newer_php() {
	/* translators: 1: the PHP version that is needed, 2: the version of this server */
	$text = __( 'Kontor needs PHP %1$s or newer, and this server runs PHP %2$s. Ask your host for a newer PHP. No order is sent until then, and nothing is lost.', 'kontor-bridge' );
	printf( '<div class="notice notice-error"><p>%s</p></div>', esc_html( sprintf( $text, '8.1', PHP_VERSION ) ) );
}
