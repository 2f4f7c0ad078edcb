<?php
/**
 * What the plugin uses of WordPress's upgrades.
 *
 * @package Kontor
 */

/**
 * Makes a table.
 *
 * @param string $sql The table.
 */
function dbDelta( string $sql ): void { // phpcs:ignore WordPress.NamingConventions.ValidFunctionName -- WordPress's own name.
	$GLOBALS['wpdb']->query( $sql );
}
