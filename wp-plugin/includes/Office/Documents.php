<?php
/**
 * What became of the orders in the office.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Office;

use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;

/**
 * The documents of the shop's orders as the bridge tells them, by cursor, in tables of the plugin's own: writing them into an
 * order would change it again. Column and box read these tables only, so that they work while the bridge is away.
 */
final class Documents {
	private const CURSOR = 'kontor_cursor';
	private const STATES = array( 'waiting', 'sending', 'in_doubt', 'handed_over', 'blocked', 'done', 'closed' );

	/**
	 * Asks the bridge what has changed, page after page.
	 *
	 * @param Pairing $pairing The pairing.
	 * @param int     $end     When to stop, in seconds since 1970.
	 */
	public static function pull( Pairing $pairing, int $end ): ?Problem {
		do {
			$cursor = get_option( self::CURSOR );
			$answer = $pairing->ask( 'GET', '/results' . ( is_string( $cursor ) ? '?after=' . rawurlencode( $cursor ) : '' ) );
			if ( null === $answer->data ) {
				return $answer->problem;
			}
			$results = $answer->data['results'] ?? null;
			$next    = $answer->data['cursor'] ?? null;
			if ( ! is_array( $results ) || ! is_string( $next ) || array_filter( $results, array( self::class, 'is_unknown' ) ) ) {
				return new Problem( 'bridge.other_version', __( 'This version of the plugin does not understand what the bridge says about documents.', 'kontor-bridge' ), __( 'Update the plugin and the bridge. Orders are still sent.', 'kontor-bridge' ) );
			}
			foreach ( $results as $result ) {
				if ( ! self::take( $result ) ) {
					// The cursor stays, so that the bridge tells it again.
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
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$rows = $wpdb->get_results( $wpdb->prepare( "SELECT * FROM {$wpdb->prefix}kontor_documents WHERE order_id = %d ORDER BY CASE kind WHEN 'order' THEN 0 ELSE 1 END, transfer", $order_id ), ARRAY_A );
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
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$rows = $wpdb->get_results( $wpdb->prepare( "SELECT * FROM {$wpdb->prefix}kontor_history WHERE order_id = %d ORDER BY id", $order_id ), ARRAY_A );
		return self::rows( $rows );
	}

	/**
	 * The documents that have been unfinished since a time and that nobody was written about, those that need a person first.
	 *
	 * @param int $before Seconds since 1970.
	 * @return list<array<string, string>>
	 */
	public static function unfinished_before( int $before ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$rows = $wpdb->get_results( $wpdb->prepare( "SELECT * FROM {$wpdb->prefix}kontor_documents WHERE state NOT IN ('done', 'closed') AND mailed_gmt IS NULL AND changed_gmt <= %s ORDER BY CASE state WHEN 'blocked' THEN 0 ELSE 1 END, changed_gmt LIMIT 200", gmdate( 'Y-m-d H:i:s', $before ) ), ARRAY_A );
		return self::rows( $rows );
	}

	/**
	 * Somebody was written about a document; it is told again once it changes.
	 *
	 * @param array<string, string> $document A row of `unfinished_before`.
	 */
	public static function mailed( array $document ): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}kontor_documents SET mailed_gmt = %s WHERE order_id = %d AND connection = %s AND kind = %s AND reference = %s", gmdate( 'Y-m-d H:i:s' ), $document['order_id'], $document['connection'], $document['kind'], $document['reference'] ) );
	}

	/** Whether the office has at least one document. */
	public static function are_there(): bool {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		return null !== $wpdb->get_var( "SELECT order_id FROM {$wpdb->prefix}kontor_documents WHERE state = 'done' LIMIT 1" );
	}

	/**
	 * Rows of a table, every column as text.
	 *
	 * @param mixed $found What `$wpdb` found; null where the table cannot be read.
	 * @return list<array<string, string>>
	 */
	private static function rows( mixed $found ): array {
		$rows = array();
		foreach ( is_array( $found ) ? $found : array() as $columns ) {
			$row = array();
			foreach ( $columns as $name => $value ) {
				$row[ (string) $name ] = (string) $value;
			}
			$rows[] = $row;
		}
		return $rows;
	}

	/**
	 * Whether a result is none that this plugin knows.
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
	 * Takes in one result. A result that comes again changes nothing, since the cursor may be handed back twice. Answers whether the
	 * shop's database has it.
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
		$before  = $wpdb->get_row( $wpdb->prepare( "SELECT state, reason, document_number FROM {$wpdb->prefix}kontor_documents WHERE order_id = %d AND connection = %s AND kind = %s AND reference = %s", $order_id, $result['connection'], $result['kind'], $result['reference'] ), ARRAY_A );
		$is_new  = ! is_array( $before ) || $before['state'] !== $result['state'] || $before['reason'] !== $result['reason'] || $before['document_number'] !== $number;
		$is_kept = $wpdb->query(
			$wpdb->prepare(
				"INSERT INTO {$wpdb->prefix}kontor_documents (order_id, connection, kind, reference, transfer, system_key, state, reason, cause, remedy, document_number, office, changed_gmt)
				VALUES (%d, %s, %s, %s, %d, %s, %s, %s, %s, %s, %s, %s, %s)
				ON DUPLICATE KEY UPDATE transfer = VALUES(transfer), state = VALUES(state), reason = VALUES(reason), cause = VALUES(cause), remedy = VALUES(remedy),
					document_number = VALUES(document_number), office = VALUES(office), changed_gmt = VALUES(changed_gmt)",
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
			$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}kontor_documents SET mailed_gmt = NULL WHERE order_id = %d AND connection = %s AND kind = %s AND reference = %s", $order_id, $result['connection'], $result['kind'], $result['reference'] ) );
			$wpdb->query( $wpdb->prepare( "INSERT INTO {$wpdb->prefix}kontor_history (order_id, connection, kind, reference, system_key, state, reason, document_number, at_gmt) VALUES (%d, %s, %s, %s, %s, %s, %s, %s, %s)", $order_id, $result['connection'], $result['kind'], $result['reference'], $result['system'], $result['state'], $result['reason'], $number, $changed ) );
			Notes::add( $order_id, $result, $number );
		}
		// phpcs:enable
		return false !== $is_kept;
	}

	/**
	 * The bridge's database was restored: what changed since its backup is sent again, once.
	 *
	 * @param mixed $restored When it was restored, and up to when the backup knows everything.
	 */
	private static function after_restore( mixed $restored ): void {
		if ( ! is_array( $restored ) || ! is_string( $restored['at'] ?? null ) || ! is_string( $restored['since'] ?? null ) ) {
			return;
		}
		$since = strtotime( $restored['since'] );
		if ( get_option( 'kontor_restored_at' ) === $restored['at'] || false === $since ) {
			return;
		}
		// An hour more, for clocks that differ: what the bridge has already changes nothing there.
		Outbox::touch_since( $since - HOUR_IN_SECONDS );
		update_option( 'kontor_restored_at', $restored['at'], false );
	}
}
