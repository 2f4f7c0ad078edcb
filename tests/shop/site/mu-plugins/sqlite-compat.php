<?php
/**
 * Plugin Name: Test shop on SQLite
 * Description: Rewrites two kinds of SQL that the SQLite translator (3.0.2) does not know. Nothing happens on MariaDB.
 */

// Without the first, WooCommerce cannot reserve stock and refuses every checkout of a product that manages it. Without the
// second, an order on HPOS silently has no refunds.
if ( defined( 'KONTOR_SHOP' ) && '' === KONTOR_SHOP['databaseHost'] ) {
	add_filter(
		'query',
		static function ( $query ) {
			if ( ! is_string( $query ) ) {
				return $query;
			}
			$query = str_replace( '18446744073709551615', '9223372036854775807', $query );
			return preg_replace_callback(
				'/\bNOW\(\)\s*([+-])\s*INTERVAL\s+(\d+)\s+(\w+)/i',
				static fn ( array $part ): string => ( '+' === $part[1] ? 'DATE_ADD' : 'DATE_SUB' ) . "(NOW(), INTERVAL $part[2] $part[3])",
				$query
			);
		}
	);
}
