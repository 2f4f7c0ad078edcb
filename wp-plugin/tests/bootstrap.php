<?php
/**
 * Starts the plugin's unit tests. They run the plugin's classes with doubles of the functions and classes of WordPress
 * and WooCommerce that the plugin uses. They need neither Composer nor a shop.
 *
 * @package Kontor
 */

error_reporting( E_ALL );
define( 'ABSPATH', __DIR__ . '/doubles/wordpress/' );
define( 'KONTOR_BRIDGE_FILE', dirname( __DIR__ ) . '/kontor-bridge.php' );
define( 'MINUTE_IN_SECONDS', 60 );
define( 'HOUR_IN_SECONDS', 3600 );
define( 'DAY_IN_SECONDS', 86400 );
define( 'ARRAY_A', 'ARRAY_A' );

foreach ( array( 'class-site', 'class-database', 'class-stopped', 'class-fake-bridge', 'class-plugin-test', 'class-stock-test' ) as $name ) {
	require __DIR__ . "/support/$name.php";
}
require __DIR__ . '/doubles/wordpress.php';
require __DIR__ . '/doubles/woocommerce.php';
require __DIR__ . '/doubles/order-util.php';
require __DIR__ . '/doubles/products.php';
require __DIR__ . '/doubles/pages.php';
require __DIR__ . '/doubles/extensions.php';
require dirname( __DIR__ ) . '/includes/autoload.php';
require dirname( __DIR__ ) . '/includes/functions.php';
