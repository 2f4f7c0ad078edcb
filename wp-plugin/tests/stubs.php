<?php
/**
 * What PHPStan must know of WordPress and WP-CLI and the packages of stubs leave out. It is read, and never run.
 *
 * @package Kontor
 */

define( 'ABSPATH', '/' );
define( 'WP_CLI', true );
define( 'WP_UNINSTALL_PLUGIN', 'kontor-bridge/kontor-bridge.php' );
define( 'MINUTE_IN_SECONDS', 60 );
define( 'HOUR_IN_SECONDS', 3600 );
define( 'DAY_IN_SECONDS', 86400 );
define( 'ARRAY_A', 'ARRAY_A' );
define( 'KONTOR_BRIDGE_FILE', '' );

/** WP-CLI, as far as the plugin uses it. */
class WP_CLI {
	/**
	 * Adds a command.
	 *
	 * @param string       $name    Its name.
	 * @param class-string $command The class whose methods are its subcommands.
	 */
	public static function add_command( string $name, string $command ): bool {
		return true;
	}

	/**
	 * Prints a line.
	 *
	 * @param string $text The line.
	 */
	public static function line( string $text = '' ): void {}

	/**
	 * Prints what went well.
	 *
	 * @param string $text What did.
	 */
	public static function success( string $text ): void {}

	/**
	 * Prints why it ended, and ends the process with 1.
	 *
	 * @param string $text Why.
	 * @return never
	 */
	public static function error( string $text ): void {
		exit( 1 );
	}
}
