<?php
/**
 * The REST key by which the bridge reads the shop.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Reading;

/**
 * A key of WooCommerce's REST API that may only read. It stands among the others under WooCommerce → Settings →
 * Advanced → REST API. WooCommerce has no function that makes a key, so this class writes the same row as its page does
 * (`WC_AJAX::update_api_key`).
 */
final class RestKey {
	/**
	 * The keys that the plugin has made and not deleted: the end of each key by its id. Usually there is one. A second
	 * one is there while the bridge tries it.
	 */
	private const OPTION = 'kontor_rest_keys';

	/**
	 * Makes a key that is stored already.
	 *
	 * @param int    $id              Its id in WooCommerce's table.
	 * @param string $consumer_key    The half by which WooCommerce finds the key.
	 * @param string $consumer_secret The half that is secret.
	 */
	private function __construct(
		public readonly int $id,
		public readonly string $consumer_key,
		public readonly string $consumer_secret,
	) {}

	/**
	 * Adds a key to WooCommerce's. Returns null if the database did not store it.
	 *
	 * @param int $owner The user whose rights the key has.
	 */
	public static function make( int $owner ): ?self {
		global $wpdb;
		$key    = 'ck_' . wc_rand_hash();
		$secret = 'cs_' . wc_rand_hash();
		$end    = substr( $key, -7 );
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- WooCommerce has no function for it.
		$stored = $wpdb->query(
			$wpdb->prepare(
				"INSERT INTO {$wpdb->prefix}woocommerce_api_keys
				(user_id, description, permissions, consumer_key, consumer_secret, truncated_key)
				VALUES (%d, 'Kontor', 'read', %s, %s, %s)",
				$owner,
				wc_api_hash( $key ),
				$secret,
				$end
			)
		);
		// phpcs:enable
		if ( ! $stored ) {
			return null;
		}
		$made = new self( $wpdb->insert_id, $key, $secret );
		update_option( self::OPTION, self::own() + array( $made->id => $end ), false );
		return $made;
	}

	/** Deletes every other key of the plugin. */
	public function replace_others(): void {
		self::delete( array_diff_key( self::own(), array( $this->id => '' ) ) );
	}

	/** Deletes this key. */
	public function discard(): void {
		self::delete( array_intersect_key( self::own(), array( $this->id => '' ) ) );
	}

	/** Deletes all keys of the plugin. */
	public static function remove(): void {
		self::delete( self::own() );
	}

	/** Whether the plugin has made a key that somebody has deleted in WooCommerce. */
	public static function is_missing(): bool {
		return array() !== self::own() && ! self::is_there();
	}

	/** Whether WooCommerce has a key of the plugin. */
	public static function is_there(): bool {
		global $wpdb;
		foreach ( self::own() as $id => $end ) {
			// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WooCommerce has no function for it.
			if ( $wpdb->get_var( $wpdb->prepare( "SELECT key_id FROM {$wpdb->prefix}woocommerce_api_keys WHERE key_id = %d AND truncated_key = %s", $id, $end ) ) !== null ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Deletes keys. The end of a key is compared, too: where only some tables of a shop were copied, an id may be that
	 * of somebody else's key.
	 *
	 * @param array<int, string> $keys The end of each key by its id.
	 */
	private static function delete( array $keys ): void {
		global $wpdb;
		foreach ( $keys as $id => $end ) {
			// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WooCommerce has no function for it.
			$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}woocommerce_api_keys WHERE key_id = %d AND truncated_key = %s", $id, $end ) );
		}
		$left = array_diff_key( self::own(), $keys );
		if ( array() === $left ) {
			delete_option( self::OPTION );
		} else {
			update_option( self::OPTION, $left, false );
		}
	}

	/**
	 * The keys that the plugin has made and not deleted.
	 *
	 * @return array<int, string>
	 */
	private static function own(): array {
		$stored = get_option( self::OPTION, array() );
		return is_array( $stored ) ? $stored : array();
	}
}
