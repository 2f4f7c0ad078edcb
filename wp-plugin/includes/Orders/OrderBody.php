<?php
/**
 * What the bridge is sent of an order.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Orders;

use Automattic\WooCommerce\Utilities\OrderUtil;
use WC_Order;
use WC_REST_Order_Refunds_Controller;
use WC_REST_Orders_Controller;
use WP_REST_Request;
use WP_REST_Response;

/**
 * An order's body as WooCommerce's REST API v3 gives it, with the whole bodies of its refunds. It is prepared by WooCommerce's own
 * controllers and not by a request, since cron has no user who may read orders.
 */
final class OrderBody {
	/**
	 * The event of an order as it is now; null where the shop wants it not to be sent.
	 *
	 * @param int $order_id   The order.
	 * @param int $generation The generation that was read before.
	 * @return array<string, mixed>|null
	 */
	public static function event( int $order_id, int $generation ): ?array {
		self::forget_cached( $order_id );
		$order = wc_get_order( $order_id );
		if ( ! $order instanceof WC_Order ) {
			self::expect_gone( $order_id );
			return array(
				'generation' => $generation,
				'id'         => $order_id,
				'tombstone'  => true,
			);
		}
		// Partial payments, subscriptions and the like are orders of another type beside the order itself.
		if ( 'shop_order' !== $order->get_type() ) {
			return null;
		}
		/**
		 * Whether an order is sent to the bridge. It is asked each time that the order has changed.
		 *
		 * @since 0.1.0
		 *
		 * @param bool     $send  Whether it is sent; true.
		 * @param WC_Order $order The order.
		 */
		if ( ! apply_filters( 'kontor_should_send', true, $order ) ) {
			return null;
		}
		/**
		 * The body of an order as it is sent: that of WooCommerce's REST API v3. Fields may be added and changed; what the bridge
		 * needs must stay readable.
		 *
		 * @since 0.1.0
		 *
		 * @param array<string, mixed> $body  The body.
		 * @param WC_Order             $order The order.
		 */
		$body = apply_filters( 'kontor_order_body', self::of_order( $order ), $order );
		return array(
			'generation' => $generation,
			'order'      => $body,
			'refunds'    => self::of_refunds( $order ),
		);
	}

	/**
	 * The fingerprint of an event's content, whatever its generation.
	 *
	 * @param array<string, mixed> $event The event.
	 */
	public static function fingerprint( array $event ): string {
		unset( $event['generation'] );
		return hash( 'sha256', (string) wp_json_encode( $event, JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR ) );
	}

	/**
	 * The fingerprint of an order as it is now; empty where it is not sent, or where its body cannot be made.
	 *
	 * @param int $order_id The order.
	 */
	public static function fingerprint_of( int $order_id ): string {
		try {
			$event = self::event( $order_id, 0 );
		} catch ( \Throwable ) {
			return '';
		}
		return null === $event ? '' : self::fingerprint( $event );
	}

	/**
	 * Throws where the order may still be there: its row is, or the database did not answer. An order that is only unreadable must
	 * not be told as gone, since its document would be taken back.
	 *
	 * @param int $order_id The order.
	 * @throws \RuntimeException Why nobody knows whether the order is gone.
	 */
	private static function expect_gone( int $order_id ): void {
		global $wpdb;
		$in_tables = OrderUtil::custom_orders_table_usage_is_enabled();
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- Not by CRUD, whose false does not tell a lost order from a lost answer.
		$found = $in_tables
			? $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->prefix}wc_orders WHERE id = %d AND type = 'shop_order'", $order_id ) )
			: $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->posts} WHERE ID = %d AND post_type = 'shop_order'", $order_id ) );
		// phpcs:enable
		if ( '' !== $wpdb->last_error || null === $found ) {
			throw new \RuntimeException( 'The database did not answer.' );
		}
		if ( (int) $found > 0 ) {
			throw new \RuntimeException( 'WooCommerce cannot read the order.' );
		}
	}

	/**
	 * The order's body.
	 *
	 * @param WC_Order $order The order.
	 * @return array<string, mixed>
	 */
	private static function of_order( WC_Order $order ): array {
		$request = new WP_REST_Request( 'GET', '/wc/v3/orders/' . $order->get_id() );
		$request->set_param( 'id', $order->get_id() );
		$request->set_param( 'context', 'view' );
		return self::data( ( new WC_REST_Orders_Controller() )->prepare_object_for_response( $order, $request ) );
	}

	/**
	 * The bodies of the order's refunds.
	 *
	 * @param WC_Order $order The order.
	 * @return list<array<string, mixed>>
	 */
	private static function of_refunds( WC_Order $order ): array {
		$controller = new WC_REST_Order_Refunds_Controller();
		$bodies     = array();
		foreach ( $order->get_refunds() as $refund ) {
			$request = new WP_REST_Request( 'GET', '/wc/v3/orders/' . $order->get_id() . '/refunds/' . $refund->get_id() );
			$request->set_param( 'order_id', $order->get_id() );
			$request->set_param( 'id', $refund->get_id() );
			$request->set_param( 'context', 'view' );
			$bodies[] = self::data( $controller->prepare_object_for_response( $refund, $request ) );
		}
		return $bodies;
	}

	/**
	 * The data of a prepared response.
	 *
	 * @param WP_REST_Response|\WP_Error $response What a controller prepared.
	 * @return array<string, mixed>
	 * @throws \RuntimeException Where the controller refused.
	 */
	private static function data( WP_REST_Response|\WP_Error $response ): array {
		if ( is_wp_error( $response ) ) {
			throw new \RuntimeException( esc_html( $response->get_error_message() ) );
		}
		return (array) $response->get_data();
	}

	/**
	 * Forgets what this process remembers of an order, which another may have changed.
	 *
	 * @param int $order_id The order.
	 */
	private static function forget_cached( int $order_id ): void {
		clean_post_cache( $order_id );
		foreach ( (array) wp_cache_get( "order-items-$order_id", 'orders' ) as $item ) {
			if ( is_object( $item ) && isset( $item->order_item_id ) ) {
				wp_cache_delete( 'item-' . $item->order_item_id, 'order-items' );
				wp_cache_delete( $item->order_item_id, 'order_itemmeta' );
			}
		}
		wp_cache_delete( "order-items-$order_id", 'orders' );
		wp_cache_delete( \WC_Cache_Helper::get_cache_prefix( 'orders' ) . 'refunds' . $order_id, 'orders' );
		if ( class_exists( \Automattic\WooCommerce\Caches\OrderCache::class ) ) {
			wc_get_container()->get( \Automattic\WooCommerce\Caches\OrderCache::class )->remove( $order_id );
		}
	}
}
