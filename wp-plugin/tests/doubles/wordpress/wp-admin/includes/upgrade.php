<?php
/**
 * Double of the part of WordPress's upgrade.php that the plugin uses.
 *
 * @package Kontor
 */

/**
 * Makes a table.
 *
 * @param string $sql The CREATE TABLE statement.
 */
function dbDelta( string $sql ): void { // phpcs:ignore WordPress.NamingConventions.ValidFunctionName -- WordPress's own name.
	$GLOBALS['wpdb']->query( $sql );
}
