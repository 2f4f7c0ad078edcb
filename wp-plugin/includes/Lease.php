<?php
/**
 * A lease, so that only one process does a piece of work.
 *
 * @package Kontor
 */

namespace Kontor\Bridge;

/**
 * A lease on a piece of work, stored as a row. `GET_LOCK` would not do: SQLite does not have it, and MySQL frees it
 * only with the connection, which a pooler may keep open. A lease that has expired was left by a process that died.
 */
final class Lease {
	/**
	 * Makes a lease that this process holds.
	 *
	 * @param string $name  Which piece of work.
	 * @param string $token The token of the process that holds it.
	 */
	private function __construct( private readonly string $name, private readonly string $token ) {}

	/**
	 * Takes the lease; null while another process holds it.
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
		$wpdb->query(
			$wpdb->prepare(
				"INSERT IGNORE INTO {$wpdb->prefix}kontor_leases (name, token, until_gmt)
				VALUES (%s, '', '2000-01-01 00:00:00')",
				$name
			)
		);
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}kontor_leases SET token = %s, until_gmt = %s
				WHERE name = %s AND until_gmt <= %s",
				$token,
				$until,
				$name,
				$now
			)
		);
		// phpcs:enable
		return self::holder( $name ) === $token ? new self( $name, $token ) : null;
	}

	/**
	 * Extends the lease; false if it is lost.
	 *
	 * @param int $seconds For how long from now.
	 */
	public function keep( int $seconds ): bool {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}kontor_leases SET until_gmt = %s WHERE name = %s AND token = %s",
				gmdate( 'Y-m-d H:i:s', time() + $seconds ),
				$this->name,
				$this->token
			)
		);
		// phpcs:enable
		return self::holder( $this->name ) === $this->token;
	}

	/** Gives the lease back. */
	public function end(): void {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}kontor_leases SET until_gmt = '2000-01-01 00:00:00'
				WHERE name = %s AND token = %s",
				$this->name,
				$this->token
			)
		);
		// phpcs:enable
	}

	/**
	 * The token of the process that took the lease last.
	 *
	 * @param string $name Which piece of work.
	 */
	private static function holder( string $name ): ?string {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		return $wpdb->get_var( $wpdb->prepare( "SELECT token FROM {$wpdb->prefix}kontor_leases WHERE name = %s", $name ) );
	}
}
