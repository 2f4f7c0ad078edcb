<?php
// The configuration of a test shop. Its keys are no secrets: the shop is temporary, and only this machine reaches it.
require_once __DIR__ . '/kontor-shop.php';

foreach ( KONTOR_SHOP['constants'] as $name => $value ) {
	define( $name, $value );
}
define( 'DB_NAME', 'shop' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', KONTOR_SHOP['databaseHost'] );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {
	define( $name . '_KEY', "test-shop-key-$name" );
	define( $name . '_SALT', "test-shop-salt-$name" );
}
$table_prefix = 'wp_';

// The write-ahead log needs memory that processes share. PHP in WebAssembly has none, so the log would corrupt the database.
define( 'SQLITE_JOURNAL_MODE', 'DELETE' );
defined( 'WP_ENVIRONMENT_TYPE' ) || define( 'WP_ENVIRONMENT_TYPE', 'local' );
// Every page of wp-admin would wait for external hosts that do not answer.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost' );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISALLOW_FILE_MODS', true );
// Scheduled actions run only when a test asks for them.
defined( 'DISABLE_WP_CRON' ) || define( 'DISABLE_WP_CRON', true );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', __DIR__ . '/kontor-debug.log' );

defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
