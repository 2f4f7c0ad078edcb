<?php
/**
 * Which files the bridge has.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Prescription;

use Kontor\Bridge\Problem;

/**
 * Remembers which files the bridge has taken. The bridge drops a file after a day if no order names it. So a file that
 * it took long ago, and that no event has named since, counts as not taken.
 *
 * @phpstan-type Unpushed array{order_id: int, place: int, sha256: string, media_type: string, attempts: int}
 */
final class Pushes {
	/** The waits between attempts, in seconds. Further attempts have the last one. */
	private const BACKOFF = array( 30, 60, 120, 300, 600, 1800, 3600, 21600 );
	/** Less than a day, since a push and the event that follows take a while. */
	private const UNNAMED_SECONDS = 72000;
	private const COLUMNS         = 'files.order_id, files.place, files.sha256, files.media_type, files.attempts';

	/**
	 * The files of orders that the bridge does not have.
	 *
	 * @param list<int> $order_ids The orders.
	 * @return list<Unpushed>
	 */
	public static function missing( array $order_ids ): array {
		if ( array() === $order_ids ) {
			return array();
		}
		global $wpdb;
		$columns = self::COLUMNS;
		$places  = implode( ',', array_fill( 0, count( $order_ids ), '%d' ) );
		// phpcs:disable WordPress.DB -- The plugin's own tables, with a placeholder for each id.
		$rows = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT $columns
				FROM {$wpdb->prefix}kontor_files AS files
				LEFT JOIN {$wpdb->prefix}kontor_outbox AS outbox ON outbox.order_id = files.order_id
				WHERE files.order_id IN ($places)
					AND (
						files.pushed_gmt IS NULL
						OR (
							files.pushed_gmt < %s
							AND (outbox.read_gmt IS NULL OR outbox.read_gmt < files.pushed_gmt)
						)
					)
				ORDER BY files.order_id, files.place",
				...array_merge( $order_ids, array( gmdate( 'Y-m-d H:i:s', time() - self::UNNAMED_SECONDS ) ) )
			),
			ARRAY_A
		);
		// phpcs:enable
		return self::read( $rows );
	}

	/**
	 * Files that could not be pushed before, and are due again. Their events may have gone without them.
	 *
	 * @param int $most How many at most.
	 * @return list<Unpushed>
	 */
	public static function due( int $most ): array {
		global $wpdb;
		$columns = self::COLUMNS;
		// phpcs:disable WordPress.DB -- The plugin's own table.
		$rows = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT $columns
				FROM {$wpdb->prefix}kontor_files AS files
				WHERE files.pushed_gmt IS NULL AND files.attempts > 0 AND files.due_gmt <= %s
				ORDER BY files.due_gmt
				LIMIT %d",
				gmdate( 'Y-m-d H:i:s' ),
				$most
			),
			ARRAY_A
		);
		// phpcs:enable
		return self::read( $rows );
	}

	/**
	 * Notes that the bridge has a file.
	 *
	 * @param int $order_id The order.
	 * @param int $place    The file's place.
	 */
	public static function succeeded( int $order_id, int $place ): void {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}kontor_files SET
					pushed_gmt = %s,
					attempts = 0,
					last_error = ''
				WHERE order_id = %d AND place = %d",
				gmdate( 'Y-m-d H:i:s' ),
				$order_id,
				$place
			)
		);
		// phpcs:enable
	}

	/**
	 * Notes that a file could not be pushed. It is tried again later, with backoff.
	 *
	 * @param array   $file    The file.
	 * @param Problem $problem The reason.
	 * @param int     $wait    The shortest wait in seconds; 0: as the backoff says.
	 * @phpstan-param Unpushed $file
	 */
	public static function failed( array $file, Problem $problem, int $wait = 0 ): void {
		global $wpdb;
		$seconds = max( $wait, self::BACKOFF[ min( $file['attempts'], count( self::BACKOFF ) - 1 ) ] );
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}kontor_files SET
					pushed_gmt = NULL,
					attempts = attempts + 1,
					due_gmt = %s,
					last_error = %s
				WHERE order_id = %d AND place = %d",
				gmdate( 'Y-m-d H:i:s', time() + $seconds ),
				(string) wp_json_encode( $problem->stored() ),
				$file['order_id'],
				$file['place']
			)
		);
		// phpcs:enable
	}

	/** Makes the files due now that could not be pushed, for example because a problem was fixed. */
	public static function hurry(): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}kontor_files SET due_gmt = %s WHERE pushed_gmt IS NULL", gmdate( 'Y-m-d H:i:s' ) ) );
	}

	/**
	 * Forgets which files the bridge has taken since a time, since it is another bridge, or has lost them. They are
	 * pushed when their orders are sent.
	 *
	 * @param int $since Seconds since 1970; 0: all.
	 */
	public static function forget( int $since = 0 ): void {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}kontor_files SET
					pushed_gmt = NULL,
					attempts = 0,
					last_error = ''
				WHERE pushed_gmt >= %s OR (pushed_gmt IS NULL AND 0 = %d)",
				gmdate( 'Y-m-d H:i:s', $since ),
				$since
			)
		);
		// phpcs:enable
	}

	/**
	 * Reads rows.
	 *
	 * @param mixed $rows What the database returned.
	 * @return list<Unpushed>
	 */
	private static function read( mixed $rows ): array {
		$files = array();
		foreach ( is_array( $rows ) ? $rows : array() as $row ) {
			$files[] = array(
				'order_id'   => (int) $row['order_id'],
				'place'      => (int) $row['place'],
				'sha256'     => (string) $row['sha256'],
				'media_type' => (string) $row['media_type'],
				'attempts'   => (int) $row['attempts'],
			);
		}
		return $files;
	}
}
