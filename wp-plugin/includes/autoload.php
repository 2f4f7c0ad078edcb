<?php
/**
 * Finds the plugin's classes: `Kontor\Bridge\Orders\Outbox` is `includes/Orders/Outbox.php` (PSR-4).
 *
 * @package Kontor
 */

defined( 'ABSPATH' ) || exit;

spl_autoload_register(
	static function ( string $name ): void {
		if ( ! str_starts_with( $name, 'Kontor\\Bridge\\' ) ) {
			return;
		}
		$file = __DIR__ . '/' . str_replace( '\\', '/', substr( $name, strlen( 'Kontor\\Bridge\\' ) ) ) . '.php';
		if ( is_file( $file ) ) {
			require $file;
		}
	}
);
