<?php
/**
 * Stock that was read lately.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

/**
 * Keeps what the bridge said, for a while, so that most pages ask nothing. One statement reads all SKUs of a page, and
 * one writes them. Transients would need two rows for each SKU, and two statements to write them.
 */
final class KeptStock {
	/**
	 * Reads what was kept lately, by SKU. A SKU without kept stock is missing; it is null if the offices said nothing of
	 * it.
	 *
	 * @param list<string> $skus    The SKUs.
	 * @param int          $seconds How old it may be.
	 * @return array<array-key, OfficeStock|null>
	 */
	public static function read( array $skus, int $seconds ): array {
		global $wpdb;
		$by_hash = array();
		foreach ( $skus as $sku ) {
			$by_hash[ self::hash( $sku ) ] = $sku;
		}
		$places = implode( ', ', array_fill( 0, count( $by_hash ), '%s' ) );
		// phpcs:disable WordPress.DB -- The plugin's own table, and a placeholder for each SKU.
		$rows = $wpdb->get_results(
			$wpdb->prepare(
				"SELECT sku_hash, quantity, as_of_gmt FROM {$wpdb->prefix}kontor_stock
				WHERE read_gmt > %s AND sku_hash IN ($places)",
				gmdate( 'Y-m-d H:i:s', time() - $seconds ),
				...array_keys( $by_hash )
			),
			ARRAY_A
		);
		// phpcs:enable
		$kept = array();
		foreach ( (array) $rows as $row ) {
			$quantity = Quantity::of( $row['quantity'] );

			$kept[ $by_hash[ $row['sku_hash'] ] ] = null === $quantity ? null : new OfficeStock( $quantity, (int) strtotime( $row['as_of_gmt'] . ' UTC' ) );
		}
		return $kept;
	}

	/**
	 * Keeps what the bridge said just now.
	 *
	 * @param array<array-key, OfficeStock|null> $stocks The stock by SKU.
	 */
	public static function write( array $stocks ): void {
		global $wpdb;
		if ( array() === $stocks ) {
			return;
		}
		$now    = gmdate( 'Y-m-d H:i:s' );
		$values = array();
		foreach ( $stocks as $sku => $stock ) {
			array_push( $values, self::hash( (string) $sku ), $stock?->quantity->text() ?? '', gmdate( 'Y-m-d H:i:s', $stock->as_of ?? 0 ), $now );
		}
		$places = implode( ', ', array_fill( 0, count( $stocks ), '(%s, %s, %s, %s)' ) );
		// phpcs:disable WordPress.DB -- The plugin's own table, and placeholders for each SKU.
		$wpdb->query(
			$wpdb->prepare(
				"INSERT INTO {$wpdb->prefix}kontor_stock (sku_hash, quantity, as_of_gmt, read_gmt) VALUES $places
				ON DUPLICATE KEY UPDATE quantity = VALUES(quantity), as_of_gmt = VALUES(as_of_gmt), read_gmt = VALUES(read_gmt)",
				...$values
			)
		);
		// phpcs:enable
	}

	/** Deletes what is a day old, such as the stock of products that the shop no longer has. */
	public static function sweep(): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The plugin's own table.
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}kontor_stock WHERE read_gmt < %s", gmdate( 'Y-m-d H:i:s', time() - DAY_IN_SECONDS ) ) );
	}

	/**
	 * The key of a SKU. The database compares texts without regard to case, and offices do not.
	 *
	 * @param string $sku The SKU.
	 */
	private static function hash( string $sku ): string {
		return hash( 'sha256', $sku );
	}
}
