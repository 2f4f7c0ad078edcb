<?php
/**
 * The orders that have changed since they were sent.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Orders;

use Kontor\Bridge\Prescription\Pushes;
use Kontor\Bridge\Problem;

/**
 * The outbox: a row for each order that has ever changed. It is a dirty set, not a log of events. `generation` rises
 * with every change; by it the bridge knows which content is newer. `sent_generation` is the generation that the bridge
 * has committed. Rows are never deleted: if a generation started again, newer content would look old.
 *
 * A generation is the time of the change in milliseconds, or the former generation plus one if that is higher. So a new
 * generation is higher than all that were sent, even if the table was lost or restored from a backup.
 */
final class Outbox {
	/** The waits between attempts, in seconds. Further attempts have the last one. */
	private const BACKOFF = array( 30, 60, 120, 300, 600, 1800, 3600 );

	/**
	 * Notes that an order has changed. It runs in the customer's request, so it is one statement, without network.
	 *
	 * @param int $order_id The order.
	 */
	public static function touch( int $order_id ): void {
		if ( $order_id <= 0 ) {
			// The sender would tell the bridge that this order is gone, although it never existed.
			return;
		}
		do_action( 'kontor_noted', $order_id );
		global $wpdb;
		$now = gmdate( 'Y-m-d H:i:s' );
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"INSERT INTO {$wpdb->prefix}kontor_outbox (order_id, generation, first_changed_gmt, due_gmt)
				VALUES (%d, %d, %s, %s)
				ON DUPLICATE KEY UPDATE
					first_changed_gmt = CASE
						WHEN sent_generation >= generation THEN VALUES(first_changed_gmt)
						ELSE first_changed_gmt
					END,
					due_gmt = VALUES(due_gmt),
					attempts = 0,
					generation = CASE
						WHEN VALUES(generation) > generation THEN VALUES(generation)
						ELSE generation + 1
					END",
				$order_id,
				self::milliseconds(),
				$now,
				$now
			)
		);
		// phpcs:enable
	}

	/**
	 * The orders that are due, the longest-waiting first.
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
				WHERE generation > sent_generation AND due_gmt <= %s
				ORDER BY due_gmt, order_id
				LIMIT %d",
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
	 * Notes that the bridge has committed this generation of the order. If the order has changed meanwhile, it is still
	 * due.
	 *
	 * @param int          $order_id   The order.
	 * @param int          $generation The generation that was read for sending.
	 * @param int          $read_at    When its content was read, in seconds since 1970.
	 * @param bool         $tombstone  Whether the shop no longer has the order.
	 * @param Problem|null $refused    Why the bridge refused the content. The order is sent again once it changes.
	 * @param string       $content    The fingerprint of the content; empty if no content was sent.
	 */
	public static function sent(
		int $order_id,
		int $generation,
		int $read_at,
		bool $tombstone,
		?Problem $refused = null,
		string $content = ''
	): void {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}kontor_outbox SET
					sent_generation = CASE WHEN sent_generation < %d THEN %d ELSE sent_generation END,
					read_gmt = %s,
					content = %s,
					tombstone = %d,
					attempts = 0,
					last_error = %s
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
	 * Counts the order's present content as sent, unless an earlier change still waits. The bridge is not to get again
	 * what it has just forgotten.
	 *
	 * @param int    $order_id The order.
	 * @param int    $read_at  When the content was read, in seconds since 1970.
	 * @param string $content  The fingerprint of the content.
	 */
	public static function settle( int $order_id, int $read_at, string $content ): void {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}kontor_outbox SET read_gmt = %s, content = %s
				WHERE order_id = %d AND sent_generation >= generation",
				gmdate( 'Y-m-d H:i:s', $read_at ),
				$content,
				$order_id
			)
		);
		// phpcs:enable
	}

	/**
	 * Notes that orders could not be sent. They are tried again later, with backoff.
	 *
	 * @param list<array{order_id: int, generation: int, attempts: int}> $rows    The orders, as `due` returned them.
	 * @param Problem                                                    $problem The reason.
	 * @param int                                                        $wait    The shortest wait in seconds; 0: as the backoff says.
	 */
	public static function failed( array $rows, Problem $problem, int $wait = 0 ): void {
		global $wpdb;
		foreach ( $rows as $row ) {
			$seconds = max( $wait, self::BACKOFF[ min( $row['attempts'], count( self::BACKOFF ) - 1 ) ] );
			// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
			$wpdb->query(
				$wpdb->prepare(
					"UPDATE {$wpdb->prefix}kontor_outbox SET
						attempts = attempts + 1,
						due_gmt = %s,
						last_error = %s
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

	/** Makes all waiting orders and their files due now, for example because a problem was fixed. */
	public static function hurry(): void {
		Pushes::hurry();
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}kontor_outbox SET due_gmt = %s WHERE generation > sent_generation",
				gmdate( 'Y-m-d H:i:s' )
			)
		);
		// phpcs:enable
	}

	/**
	 * How many orders wait, since when the first of them has been waiting (seconds since 1970), and the last attempt's
	 * problem.
	 *
	 * @return array{count: int, since: int|null, problem: Problem|null}
	 */
	public static function waiting(): array {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$row  = $wpdb->get_row(
			"SELECT COUNT(*) AS orders, MIN(first_changed_gmt) AS since
			FROM {$wpdb->prefix}kontor_outbox
			WHERE generation > sent_generation",
			ARRAY_A
		);
		$last = $wpdb->get_var(
			"SELECT last_error FROM {$wpdb->prefix}kontor_outbox
			WHERE generation > sent_generation AND attempts > 0
			ORDER BY due_gmt DESC
			LIMIT 1"
		);
		// phpcs:enable
		$since = is_array( $row ) && null !== $row['since'] ? strtotime( $row['since'] . ' UTC' ) : false;
		return array(
			'count'   => is_array( $row ) ? (int) $row['orders'] : 0,
			'since'   => false === $since ? null : $since,
			'problem' => Problem::of( $last ),
		);
	}

	/**
	 * How one order stands in the outbox; null if it was never noted.
	 *
	 * @param int $order_id The order.
	 * @return array{waits: bool, sent: bool, attempts: int, problem: Problem|null}|null
	 */
	public static function of( int $order_id ): ?array {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$row = $wpdb->get_row(
			$wpdb->prepare(
				"SELECT generation, sent_generation, attempts, last_error
				FROM {$wpdb->prefix}kontor_outbox
				WHERE order_id = %d",
				$order_id
			),
			ARRAY_A
		);
		// phpcs:enable
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
	 * When the content that the bridge has was read (seconds since 1970), and its fingerprint. Null if the order was
	 * never noted. For a waiting order the time is in the far future, since its newest content will be read when it is
	 * sent.
	 *
	 * @param int $order_id The order.
	 * @return array{at: int, content: string}|null
	 */
	public static function last_read( int $order_id ): ?array {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$row = $wpdb->get_row(
			$wpdb->prepare(
				"SELECT generation > sent_generation AS waits, read_gmt, content
				FROM {$wpdb->prefix}kontor_outbox
				WHERE order_id = %d",
				$order_id
			),
			ARRAY_A
		);
		// phpcs:enable
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
	 * The orders that the bridge has, and that were sent since a time, page by page.
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
				"SELECT order_id FROM {$wpdb->prefix}kontor_outbox
				WHERE order_id > %d AND tombstone = 0 AND sent_generation >= generation AND read_gmt >= %s
				ORDER BY order_id
				LIMIT %d",
				$after,
				gmdate( 'Y-m-d H:i:s', $since ),
				$most
			)
		);
		// phpcs:enable
		return array_values( array_map( 'intval', $ids ) );
	}

	/**
	 * How many of these orders the bridge has, whether their content is up to date or not.
	 *
	 * @param list<int> $ids The orders.
	 */
	public static function count_sent( array $ids ): int {
		if ( array() === $ids ) {
			return 0;
		}
		global $wpdb;
		$places = implode( ',', array_fill( 0, count( $ids ), '%d' ) );
		// phpcs:disable WordPress.DB -- The plugin's own table, with a placeholder for each id.
		$count = $wpdb->get_var(
			$wpdb->prepare(
				"SELECT COUNT(*) FROM {$wpdb->prefix}kontor_outbox
				WHERE sent_generation > 0 AND tombstone = 0 AND order_id IN ($places)",
				...$ids
			)
		);
		// phpcs:enable
		return (int) $count;
	}

	/**
	 * Notes all orders again that were sent since a time.
	 *
	 * @param int $since Seconds since 1970.
	 */
	public static function touch_since( int $since ): void {
		global $wpdb;
		$now = gmdate( 'Y-m-d H:i:s' );
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}kontor_outbox SET
					first_changed_gmt = %s,
					due_gmt = %s,
					attempts = 0,
					generation = CASE WHEN %d > generation THEN %d ELSE generation + 1 END
				WHERE sent_generation >= generation AND read_gmt >= %s",
				$now,
				$now,
				self::milliseconds(),
				self::milliseconds(),
				gmdate( 'Y-m-d H:i:s', $since )
			)
		);
		// phpcs:enable
	}

	/** The milliseconds since 1970. */
	private static function milliseconds(): int {
		return (int) floor( microtime( true ) * 1000 );
	}

	/** Empties the tables, since this site is a copy, and its orders belong to the shop from which it was copied. */
	public static function forget_all(): void {
		BackFill::dismiss();
		global $wpdb;
		foreach ( array( 'kontor_outbox', 'kontor_documents', 'kontor_history' ) as $table ) {
			// phpcs:ignore WordPress.DB -- The plugin's own tables.
			$wpdb->query( "DELETE FROM {$wpdb->prefix}$table" );
		}
	}
}
