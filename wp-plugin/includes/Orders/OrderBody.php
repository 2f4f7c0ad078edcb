<?php
/**
 * The content of an order as it is sent to the bridge.
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
 * An order's body in the form of WooCommerce's REST API v3, with the full bodies of its refunds. WooCommerce's
 * controllers are called directly and not by a REST request, since in cron there is no user who may read orders.
 */
final class OrderBody {
	/**
	 * The event with the order's present content; null if the order is not to be sent.
	 *
	 * @param int $order_id   The order.
	 * @param int $generation The generation that was read before the content.
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
		// Partial payments, subscriptions and the like are orders of other types. They are not sent.
		if ( 'shop_order' !== $order->get_type() ) {
			return null;
		}
		/**
		 * Whether an order is sent to the bridge. The filter is called each time that the order has changed.
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
		 * The body of an order as it is sent, in the form of WooCommerce's REST API v3. A filter may add and change
		 * fields, but must keep the fields that the bridge needs in this form.
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
	 * The fingerprint of an event's content, without its generation.
	 *
	 * @param array<string, mixed> $event The event.
	 */
	public static function fingerprint( array $event ): string {
		unset( $event['generation'] );
		return hash( 'sha256', (string) wp_json_encode( $event, JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR ) );
	}

	/**
	 * The fingerprint of an order's present content; empty if the order is not sent, or its body cannot be made.
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
	 * Throws if the order may still exist: its row does, or the database did not answer. An order that is only
	 * unreadable must not be reported as gone, since the bridge would then cancel its document.
	 *
	 * @param int $order_id The order.
	 * @throws \RuntimeException If it is not certain that the order is gone.
	 */
	private static function expect_gone( int $order_id ): void {
		global $wpdb;
		$in_tables = OrderUtil::custom_orders_table_usage_is_enabled();
		// phpcs:disable WordPress.DB -- WooCommerce's CRUD returns false both for a deleted order and for a failed query.
		$sql   = $in_tables
			? "SELECT COUNT(*) FROM {$wpdb->prefix}wc_orders WHERE id = %d AND type = 'shop_order'"
			: "SELECT COUNT(*) FROM {$wpdb->posts} WHERE ID = %d AND post_type = 'shop_order'";
		$count = $wpdb->get_var( $wpdb->prepare( $sql, $order_id ) );
		// phpcs:enable
		if ( '' !== $wpdb->last_error || null === $count ) {
			throw new \RuntimeException( 'The database did not answer.' );
		}
		if ( (int) $count > 0 ) {
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
	 * @throws \RuntimeException If the controller refused.
	 */
	private static function data( WP_REST_Response|\WP_Error $response ): array {
		if ( is_wp_error( $response ) ) {
			throw new \RuntimeException( esc_html( $response->get_error_message() ) );
		}
		return (array) $response->get_data();
	}

	/**
	 * Clears the caches of this process for an order, since another process may have changed the order.
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
