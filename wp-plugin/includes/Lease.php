<?php
/**
 * One at a time.
 *
 * @package Kontor
 */

namespace Kontor\Bridge;

/**
 * A lease on a piece of work, as a row: `GET_LOCK` locks nothing on SQLite, and ends with a connection that a pooler may keep. A
 * lease that is over was left by a process that died.
 */
final class Lease {
	/**
	 * Makes a lease that was taken.
	 *
	 * @param string $name  Which piece of work.
	 * @param string $token Whose it is.
	 */
	private function __construct( private readonly string $name, private readonly string $token ) {}

	/**
	 * Takes the lease; null while another has it.
	 *
	 * @param string $name    Which piece of work.
	 * @param int    $seconds For how long.
	 */
	public static function take( string $name, int $seconds ): ?self {
		global $wpdb;
		$token = wp_generate_uuid4();
		$now   = gmdate( 'Y-m-d H:i:s' );
		$until = gmdate( 'Y-m-d H:i:s', time() + $seconds );
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO {$wpdb->prefix}kontor_leases (name, token, until_gmt) VALUES (%s, '', '2000-01-01 00:00:00')", $name ) );
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}kontor_leases SET token = %s, until_gmt = %s WHERE name = %s AND until_gmt <= %s", $token, $until, $name, $now ) );
		$holder = $wpdb->get_var( $wpdb->prepare( "SELECT token FROM {$wpdb->prefix}kontor_leases WHERE name = %s", $name ) );
		// phpcs:enable
		return $holder === $token ? new self( $name, $token ) : null;
	}

	/**
	 * Keeps it for longer; false when it is lost.
	 *
	 * @param int $seconds For how long from now.
	 */
	public function keep( int $seconds ): bool {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}kontor_leases SET until_gmt = %s WHERE name = %s AND token = %s", gmdate( 'Y-m-d H:i:s', time() + $seconds ), $this->name, $this->token ) );
		$holder = $wpdb->get_var( $wpdb->prepare( "SELECT token FROM {$wpdb->prefix}kontor_leases WHERE name = %s", $this->name ) );
		// phpcs:enable
		return $holder === $this->token;
	}

	/** Gives it back. */
	public function end(): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}kontor_leases SET until_gmt = '2000-01-01 00:00:00' WHERE name = %s AND token = %s", $this->name, $this->token ) );
	}
}
