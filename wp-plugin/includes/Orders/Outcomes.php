<?php
/**
 * What became of orders.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Orders;

/** Counts orders by the state of their documents, and by what the bridge refused. */
final class Outcomes {
	/** How many orders one query looks up. */
	private const AT_ONCE = 500;

	/**
	 * Counts orders by what became of them. Each order counts once; if it has several documents, a blocked one decides
	 * first.
	 *
	 * @param list<int> $ids The ids of the orders.
	 * @return array{done: int, waiting: int, blocked: int, closed: int}
	 */
	public static function count( array $ids ): array {
		global $wpdb;
		$counts = array(
			'done'    => 0,
			'waiting' => 0,
			'blocked' => 0,
			'closed'  => 0,
		);
		foreach ( array_chunk( $ids, self::AT_ONCE ) as $some ) {
			$size   = count( $some );
			$places = implode( ',', array_fill( 0, $size, '%d' ) );
			// phpcs:disable WordPress.DB -- The plugin's own tables, with a placeholder for each id.
			$rows    = $wpdb->get_results(
				$wpdb->prepare(
					"SELECT urgency, COUNT(*) AS orders FROM (
						SELECT
							order_id,
							MAX(
								CASE state
									WHEN 'blocked' THEN 4
									WHEN 'done' THEN 2
									WHEN 'closed' THEN 1
									ELSE 3
								END
							) AS urgency
						FROM {$wpdb->prefix}kontor_documents
						WHERE kind = 'order' AND order_id IN ($places)
						GROUP BY order_id
					) AS own_documents
					GROUP BY urgency",
					...$some
				),
				ARRAY_A
			);
			$refused = (int) $wpdb->get_var(
				$wpdb->prepare(
					"SELECT COUNT(*) FROM {$wpdb->prefix}kontor_outbox
					WHERE sent_generation >= generation
						AND last_error <> ''
						AND order_id IN ($places)
						AND order_id NOT IN (
							SELECT order_id FROM {$wpdb->prefix}kontor_documents WHERE kind = 'order'
						)",
					...$some
				)
			);
			// phpcs:enable
			$by_urgency = array_map( 'intval', array_column( is_array( $rows ) ? $rows : array(), 'orders', 'urgency' ) );
			$closed     = $by_urgency[1] ?? 0;
			$done       = $by_urgency[2] ?? 0;
			$blocked    = ( $by_urgency[4] ?? 0 ) + $refused;

			$counts['done']    += $done;
			$counts['blocked'] += $blocked;
			$counts['closed']  += $closed;
			// All others are on their way, also those without a document yet.
			$counts['waiting'] += $size - $closed - $done - $blocked;
		}
		return $counts;
	}
}
