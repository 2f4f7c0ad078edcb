<?php
/**
 * Which orders have changed since they were sent.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Orders;

use Kontor\Bridge\Problem;

/**
 * A row for each order that ever changed: a dirty set, no log of events. `generation` counts up with every change and decides at
 * the bridge which content is newer; `sent_generation` is the one whose content the bridge has committed. Rows stay, since a
 * generation that began again would make newer content look old.
 *
 * A generation is the milliseconds since 1970 at the change, or one more than the former one: so it is newer than whatever was sent
 * before the table was lost or restored from a backup.
 */
final class Outbox {
	/** Waits between attempts, in seconds; the last one stays. */
	private const BACKOFF = array( 30, 60, 120, 300, 600, 1800, 3600 );

	/**
	 * Notes that an order has changed. Two statements' worth of a customer's time, and no network.
	 *
	 * @param int $order_id The order.
	 */
	public static function touch( int $order_id ): void {
		if ( $order_id <= 0 ) {
			// The bridge would be told that an order is gone which never was one.
			return;
		}
		do_action( 'kontor_noted', $order_id );
		global $wpdb;
		$now = gmdate( 'Y-m-d H:i:s' );
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"INSERT INTO {$wpdb->prefix}kontor_outbox (order_id, generation, first_changed_gmt, due_gmt) VALUES (%d, %d, %s, %s)
				ON DUPLICATE KEY UPDATE
					first_changed_gmt = CASE WHEN sent_generation >= generation THEN VALUES(first_changed_gmt) ELSE first_changed_gmt END,
					due_gmt = VALUES(due_gmt),
					attempts = 0,
					generation = CASE WHEN VALUES(generation) > generation THEN VALUES(generation) ELSE generation + 1 END",
				$order_id,
				self::milliseconds(),
				$now,
				$now
			)
		);
		// phpcs:enable
	}

	/**
	 * The orders that are to be sent now, those first that wait longest.
	 *
	 * @param int $most How many at most.
	 * @return list<array{order_id: int, generation: int, attempts: int}>
	 */
	public static function due( int $most ): array {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$rows = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT order_id, generation, attempts FROM {$wpdb->prefix}kontor_outbox
				WHERE generation > sent_generation AND due_gmt <= %s ORDER BY due_gmt, order_id LIMIT %d",
				gmdate( 'Y-m-d H:i:s' ),
				$most
			),
			ARRAY_A
		);
		// phpcs:enable
		$due = array();
		foreach ( is_array( $rows ) ? $rows : array() as $row ) {
			$due[] = array(
				'order_id'   => (int) $row['order_id'],
				'generation' => (int) $row['generation'],
				'attempts'   => (int) $row['attempts'],
			);
		}
		return $due;
	}

	/**
	 * The bridge has committed this generation of the order. A change that came meanwhile stays to be sent.
	 *
	 * @param int          $order_id   The order.
	 * @param int          $generation What was read before it was sent.
	 * @param int          $read_at    When its content was read, in seconds since 1970.
	 * @param bool         $tombstone  Whether the order is gone.
	 * @param Problem|null $refused    Why the bridge cannot use the content; it is sent again once it changes.
	 * @param string       $content    The fingerprint of what was read; empty where nothing was.
	 */
	public static function sent( int $order_id, int $generation, int $read_at, bool $tombstone, ?Problem $refused = null, string $content = '' ): void {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}kontor_outbox SET
					sent_generation = CASE WHEN sent_generation < %d THEN %d ELSE sent_generation END,
					read_gmt = %s, content = %s, tombstone = %d, attempts = 0, last_error = %s
				WHERE order_id = %d",
				$generation,
				$generation,
				gmdate( 'Y-m-d H:i:s', $read_at ),
				$content,
				$tombstone ? 1 : 0,
				null === $refused ? '' : (string) wp_json_encode( $refused->stored() ),
				$order_id
			)
		);
		// phpcs:enable
	}

	/**
	 * The orders were not sent; they are tried again later.
	 *
	 * @param list<array{order_id: int, generation: int, attempts: int}> $rows    The orders, as `due` gave them.
	 * @param Problem                                                    $problem Why.
	 * @param int                                                        $wait    How many seconds at least; 0: the schedule's.
	 */
	public static function failed( array $rows, Problem $problem, int $wait = 0 ): void {
		global $wpdb;
		foreach ( $rows as $row ) {
			$seconds = max( $wait, self::BACKOFF[ min( $row['attempts'], count( self::BACKOFF ) - 1 ) ] );
			// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$wpdb->query(
				$wpdb->prepare(
					"UPDATE {$wpdb->prefix}kontor_outbox SET attempts = attempts + 1, due_gmt = %s, last_error = %s
					WHERE order_id = %d AND generation = %d",
					gmdate( 'Y-m-d H:i:s', time() + $seconds ),
					(string) wp_json_encode( $problem->stored() ),
					$row['order_id'],
					$row['generation']
				)
			);
			// phpcs:enable
		}
	}

	/** Everything that waits is due now: something that kept it from leaving was mended. */
	public static function hurry(): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}kontor_outbox SET due_gmt = %s WHERE generation > sent_generation", gmdate( 'Y-m-d H:i:s' ) ) );
	}

	/**
	 * How many orders wait, since when the first of them does (seconds since 1970), and what the last attempt ended with.
	 *
	 * @return array{count: int, since: int|null, problem: Problem|null}
	 */
	public static function waiting(): array {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$row  = $wpdb->get_row( "SELECT COUNT(*) AS n, MIN(first_changed_gmt) AS since FROM {$wpdb->prefix}kontor_outbox WHERE generation > sent_generation", ARRAY_A );
		$last = $wpdb->get_var( "SELECT last_error FROM {$wpdb->prefix}kontor_outbox WHERE generation > sent_generation AND attempts > 0 ORDER BY due_gmt DESC LIMIT 1" );
		// phpcs:enable
		$since = is_array( $row ) && null !== $row['since'] ? strtotime( $row['since'] . ' UTC' ) : false;
		return array(
			'count'   => is_array( $row ) ? (int) $row['n'] : 0,
			'since'   => false === $since ? null : $since,
			'problem' => Problem::of( $last ),
		);
	}

	/**
	 * How one order stands; null where it was never noted.
	 *
	 * @param int $order_id The order.
	 * @return array{waits: bool, sent: bool, attempts: int, problem: Problem|null}|null
	 */
	public static function of( int $order_id ): ?array {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT generation, sent_generation, attempts, last_error FROM {$wpdb->prefix}kontor_outbox WHERE order_id = %d", $order_id ), ARRAY_A );
		if ( ! is_array( $row ) ) {
			return null;
		}
		return array(
			'waits'    => (int) $row['generation'] > (int) $row['sent_generation'],
			'sent'     => (int) $row['sent_generation'] > 0,
			'attempts' => (int) $row['attempts'],
			'problem'  => Problem::of( $row['last_error'] ),
		);
	}

	/**
	 * When the content of an order was read that the bridge has, in seconds since 1970, and its fingerprint; null where the order
	 * was never noted. An order that waits is read later than anything.
	 *
	 * @param int $order_id The order.
	 * @return array{at: int, content: string}|null
	 */
	public static function last_read( int $order_id ): ?array {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT generation > sent_generation AS waits, read_gmt, content FROM {$wpdb->prefix}kontor_outbox WHERE order_id = %d", $order_id ), ARRAY_A );
		if ( ! is_array( $row ) ) {
			return null;
		}
		$read = null === $row['read_gmt'] ? false : strtotime( $row['read_gmt'] . ' UTC' );
		return array(
			'at'      => 1 === (int) $row['waits'] || false === $read ? PHP_INT_MAX : $read,
			'content' => (string) $row['content'],
		);
	}

	/**
	 * The orders that the bridge has and that were sent since a time, in pages.
	 *
	 * @param int $since Seconds since 1970.
	 * @param int $after The last id of the page before; 0 for the first.
	 * @param int $most  How many at most.
	 * @return list<int>
	 */
	public static function known_since( int $since, int $after, int $most ): array {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$ids = $wpdb->get_col(
			$wpdb->prepare(
				"SELECT order_id FROM {$wpdb->prefix}kontor_outbox WHERE order_id > %d AND tombstone = 0 AND sent_generation >= generation AND read_gmt >= %s ORDER BY order_id LIMIT %d",
				$after,
				gmdate( 'Y-m-d H:i:s', $since ),
				$most
			)
		);
		// phpcs:enable
		return array_values( array_map( 'intval', $ids ) );
	}

	/**
	 * How many of these orders the bridge has, in whatever content.
	 *
	 * @param list<int> $ids The orders.
	 */
	public static function count_sent( array $ids ): int {
		if ( array() === $ids ) {
			return 0;
		}
		global $wpdb;
		$places = implode( ',', array_fill( 0, count( $ids ), '%d' ) );
		// phpcs:ignore WordPress.DB -- The plugin's own table; as many places as ids.
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->prefix}kontor_outbox WHERE sent_generation > 0 AND tombstone = 0 AND order_id IN ($places)", ...$ids ) );
	}

	/**
	 * Notes every order again that was sent since a time.
	 *
	 * @param int $since Seconds since 1970.
	 */
	public static function touch_since( int $since ): void {
		global $wpdb;
		$now = gmdate( 'Y-m-d H:i:s' );
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}kontor_outbox SET first_changed_gmt = %s, due_gmt = %s, attempts = 0, generation = CASE WHEN %d > generation THEN %d ELSE generation + 1 END WHERE sent_generation >= generation AND read_gmt >= %s", $now, $now, self::milliseconds(), self::milliseconds(), gmdate( 'Y-m-d H:i:s', $since ) ) );
	}

	/** The milliseconds since 1970. */
	private static function milliseconds(): int {
		return (int) floor( microtime( true ) * 1000 );
	}

	/** Forgets all of it: this site is a copy, whose orders are another's. */
	public static function forget_all(): void {
		BackFill::dismiss();
		global $wpdb;
		foreach ( array( 'kontor_outbox', 'kontor_documents', 'kontor_history' ) as $table ) {
			// phpcs:ignore WordPress.DB -- The plugin's own tables.
			$wpdb->query( "DELETE FROM {$wpdb->prefix}$table" );
		}
	}
}
