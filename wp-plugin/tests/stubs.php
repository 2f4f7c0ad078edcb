<?php
/**
 * Declarations of WordPress and WP-CLI that PHPStan needs and that the packages of stubs lack. This file is never run.
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
	 * Prints a success.
	 *
	 * @param string $text The message.
	 */
	public static function success( string $text ): void {}

	/**
	 * Prints an error, and ends the process with 1.
	 *
	 * @param string $text The message.
	 * @return never
	 */
	public static function error( string $text ): void {
		exit( 1 );
	}
}
