<?php
/**
 * The documents of orders in the office.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Office;

use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Prescription\Pushes;
use Kontor\Bridge\Problem;

/**
 * The documents of the shop's orders. The plugin asks the bridge for changes by cursor, and stores them in its own
 * tables: stored in an order, they would change the order again. Column and box read only these tables, so they work
 * while the bridge is away.
 */
final class Documents {
	private const CURSOR = 'kontor_cursor';
	private const STATES = array( 'waiting', 'sending', 'in_doubt', 'handed_over', 'blocked', 'done', 'closed' );

	/**
	 * Asks the bridge for changes, page after page. Returns the problem if that failed.
	 *
	 * @param Pairing $pairing The pairing.
	 * @param int     $end     When to stop, in seconds since 1970.
	 */
	public static function pull( Pairing $pairing, int $end ): ?Problem {
		do {
			$cursor = get_option( self::CURSOR );
			$query  = is_string( $cursor ) ? '?after=' . rawurlencode( $cursor ) : '';
			$answer = $pairing->ask( 'GET', '/results' . $query );
			if ( null === $answer->data ) {
				return $answer->problem;
			}
			$results = $answer->data['results'] ?? null;
			$next    = $answer->data['cursor'] ?? null;
			$is_page = is_array( $results ) && is_string( $next );
			if ( ! $is_page || array_filter( $results, array( self::class, 'is_unknown' ) ) ) {
				return new Problem( 'bridge.other_version', __( 'This version of the plugin does not understand what the bridge says about documents.', 'kontor-bridge' ), __( 'Update the plugin and the bridge. Orders are still sent.', 'kontor-bridge' ) );
			}
			foreach ( $results as $result ) {
				if ( ! self::take( $result ) ) {
					// The cursor is not moved, so the bridge sends this result again.
					return new Problem( 'shop.database', __( 'The shop\'s database did not store what became of an order.', 'kontor-bridge' ), __( 'Ask your host whether the database is full or read-only. The plugin asks the bridge again.', 'kontor-bridge' ) );
				}
			}
			update_option( self::CURSOR, $next, false );
			self::after_restore( $answer->data['restored'] ?? null );
		} while ( ( $answer->data['more'] ?? false ) === true && time() < $end );
		return null;
	}

	/**
	 * The documents of an order, the order's own first.
	 *
	 * @param int $order_id The order.
	 * @return list<array<string, string>>
	 */
	public static function of( int $order_id ): array {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$rows = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT * FROM {$wpdb->prefix}kontor_documents
				WHERE order_id = %d
				ORDER BY CASE kind WHEN 'order' THEN 0 ELSE 1 END, transfer",
				$order_id
			),
			ARRAY_A
		);
		// phpcs:enable
		return self::rows( $rows );
	}

	/**
	 * What happened to the documents of an order, oldest first.
	 *
	 * @param int $order_id The order.
	 * @return list<array<string, string>>
	 */
	public static function history( int $order_id ): array {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$rows = $wpdb->get_results(
			$wpdb->prepare( "SELECT * FROM {$wpdb->prefix}kontor_history WHERE order_id = %d ORDER BY id", $order_id ),
			ARRAY_A
		);
		// phpcs:enable
		return self::rows( $rows );
	}

	/**
	 * The documents that have been unfinished since a time, and about which no e-mail was sent yet. Blocked ones come
	 * first.
	 *
	 * @param int $before Seconds since 1970.
	 * @return list<array<string, string>>
	 */
	public static function unfinished_before( int $before ): array {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$rows = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT * FROM {$wpdb->prefix}kontor_documents
				WHERE state NOT IN ('done', 'closed') AND mailed_gmt IS NULL AND changed_gmt <= %s
				ORDER BY CASE state WHEN 'blocked' THEN 0 ELSE 1 END, changed_gmt
				LIMIT 200",
				gmdate( 'Y-m-d H:i:s', $before )
			),
			ARRAY_A
		);
		// phpcs:enable
		return self::rows( $rows );
	}

	/**
	 * Notes that an e-mail about a document was sent. Once the document changes, another e-mail may be sent.
	 *
	 * @param array<string, string> $document A row of `unfinished_before`.
	 */
	public static function mailed( array $document ): void {
		global $wpdb;
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->prefix}kontor_documents SET mailed_gmt = %s
				WHERE order_id = %d AND connection = %s AND kind = %s AND reference = %s",
				gmdate( 'Y-m-d H:i:s' ),
				$document['order_id'],
				$document['connection'],
				$document['kind'],
				$document['reference']
			)
		);
		// phpcs:enable
	}

	/** Whether at least one document is in the office. */
	public static function are_there(): bool {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$order_id = $wpdb->get_var( "SELECT order_id FROM {$wpdb->prefix}kontor_documents WHERE state = 'done' LIMIT 1" );
		return null !== $order_id;
	}

	/**
	 * Rows of a table, every column as text.
	 *
	 * @param mixed $result The result of `$wpdb`; null if the table cannot be read.
	 * @return list<array<string, string>>
	 */
	private static function rows( mixed $result ): array {
		$rows = array();
		foreach ( is_array( $result ) ? $result : array() as $columns ) {
			$row = array();
			foreach ( $columns as $name => $value ) {
				$row[ (string) $name ] = (string) $value;
			}
			$rows[] = $row;
		}
		return $rows;
	}

	/**
	 * Whether a result is in a form that this plugin does not know.
	 *
	 * @param mixed $result One result.
	 */
	private static function is_unknown( mixed $result ): bool {
		if ( ! is_array( $result ) || ! in_array( $result['state'] ?? null, self::STATES, true ) ) {
			return true;
		}
		foreach ( array( 'orderId', 'connection', 'system', 'kind', 'reference', 'reason', 'changedAt' ) as $name ) {
			if ( ! is_string( $result[ $name ] ?? null ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Stores one result. The same result may come twice, which changes nothing. Returns whether the database has stored
	 * it.
	 *
	 * @param array<string, mixed> $result One result, as the bridge gives it.
	 */
	private static function take( array $result ): bool {
		global $wpdb;
		$order_id = (int) $result['orderId'];
		$document = $result['document'] ?? null;
		$number   = is_array( $document ) && is_string( $document['number'] ?? null ) ? $document['number'] : '';
		$changed  = gmdate( 'Y-m-d H:i:s', strtotime( $result['changedAt'] ) ?: time() );
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- The plugin's own tables.
		$former  = $wpdb->get_row(
			$wpdb->prepare(
				"SELECT state, reason, document_number FROM {$wpdb->prefix}kontor_documents
				WHERE order_id = %d AND connection = %s AND kind = %s AND reference = %s",
				$order_id,
				$result['connection'],
				$result['kind'],
				$result['reference']
			),
			ARRAY_A
		);
		$is_new  = ! is_array( $former )
			|| $former['state'] !== $result['state']
			|| $former['reason'] !== $result['reason']
			|| $former['document_number'] !== $number;
		$is_kept = $wpdb->query(
			$wpdb->prepare(
				"INSERT INTO {$wpdb->prefix}kontor_documents (
					order_id,
					connection,
					kind,
					reference,
					transfer,
					system_key,
					state,
					reason,
					cause,
					remedy,
					document_number,
					office,
					changed_gmt
				) VALUES (%d, %s, %s, %s, %d, %s, %s, %s, %s, %s, %s, %s, %s)
				ON DUPLICATE KEY UPDATE
					transfer = VALUES(transfer),
					state = VALUES(state),
					reason = VALUES(reason),
					cause = VALUES(cause),
					remedy = VALUES(remedy),
					document_number = VALUES(document_number),
					office = VALUES(office),
					changed_gmt = VALUES(changed_gmt)",
				$order_id,
				$result['connection'],
				$result['kind'],
				$result['reference'],
				(int) ( $result['transfer'] ?? 0 ),
				$result['system'],
				$result['state'],
				$result['reason'],
				is_string( $result['cause'] ?? null ) ? $result['cause'] : '',
				is_string( $result['remedy'] ?? null ) ? $result['remedy'] : '',
				$number,
				(string) wp_json_encode( $result['office'] ?? array() ),
				$changed
			)
		);
		if ( $is_new && false !== $is_kept ) {
			$wpdb->query(
				$wpdb->prepare(
					"UPDATE {$wpdb->prefix}kontor_documents SET mailed_gmt = NULL
					WHERE order_id = %d AND connection = %s AND kind = %s AND reference = %s",
					$order_id,
					$result['connection'],
					$result['kind'],
					$result['reference']
				)
			);
			$wpdb->query(
				$wpdb->prepare(
					"INSERT INTO {$wpdb->prefix}kontor_history (
						order_id,
						connection,
						kind,
						reference,
						system_key,
						state,
						reason,
						document_number,
						at_gmt
					) VALUES (%d, %s, %s, %s, %s, %s, %s, %s, %s)",
					$order_id,
					$result['connection'],
					$result['kind'],
					$result['reference'],
					$result['system'],
					$result['state'],
					$result['reason'],
					$number,
					$changed
				)
			);
			Notes::add( $order_id, $result, $number );
		}
		// phpcs:enable
		return false !== $is_kept;
	}

	/**
	 * If the bridge's database was restored from a backup, sends again, once, the orders that were sent since that
	 * backup.
	 *
	 * @param mixed $restored `at`: when it was restored; `since`: the time of the backup.
	 */
	private static function after_restore( mixed $restored ): void {
		if ( ! is_array( $restored ) || ! is_string( $restored['at'] ?? null ) || ! is_string( $restored['since'] ?? null ) ) {
			return;
		}
		$since = strtotime( $restored['since'] );
		if ( get_option( 'kontor_restored_at' ) === $restored['at'] || false === $since ) {
			return;
		}
		// One hour earlier, since clocks differ. The bridge ignores what it already has.
		Outbox::touch_since( $since - HOUR_IN_SECONDS );
		Pushes::forget( $since - HOUR_IN_SECONDS );
		update_option( 'kontor_restored_at', $restored['at'], false );
	}
}
