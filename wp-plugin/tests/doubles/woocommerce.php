<?php
/**
 * Doubles of the functions and classes of WooCommerce that the plugin uses.
 *
 * @package Kontor
 */

use Kontor\Bridge\Tests\Site;

abstract class WC_Abstract_Order {
	public array $notes = array();
	public function __construct( protected int $id, protected string $status = 'processing', protected int $parent = 0, protected int $modified = 0, protected ?int $created = null ) {}
	abstract public function get_type(): string;
	public function get_id(): int {
		return $this->id;
	}
	public function get_status(): string {
		return $this->status;
	}
	public function get_parent_id(): int {
		return $this->parent;
	}
	public function get_date_modified(): DateTime {
		return new DateTime( '@' . $this->modified );
	}
	public function get_date_created(): DateTime {
		return new DateTime( '@' . ( $this->created ?? $this->modified ) );
	}
	public function add_order_note( string $text ): int {
		$this->notes[] = $text;
		return count( $this->notes );
	}
}

class WC_Order extends WC_Abstract_Order {
	public function get_type(): string {
		return 'shop_order';
	}
	public function get_refunds(): array {
		return array_values( array_filter( Site::$now->orders, fn ( $order ) => $order instanceof WC_Order_Refund && $order->get_parent_id() === $this->id ) );
	}
}

class WC_Order_Refund extends WC_Abstract_Order {
	public function get_type(): string {
		return 'shop_order_refund';
	}
}

class WC_REST_Orders_Controller {
	public function prepare_object_for_response( WC_Abstract_Order $order, WP_REST_Request $request ): WP_REST_Response|WP_Error {
		if ( 'broken' === $order->get_status() ) {
			throw new RuntimeException( 'Another plugin failed' );
		}
		return new WP_REST_Response(
			array(
				'id'     => $order->get_id(),
				'status' => $order->get_status(),
				'total'  => '10.00',
			)
		);
	}
}
class WC_REST_Order_Refunds_Controller extends WC_REST_Orders_Controller {}

class WC_Cache_Helper {
	public static function get_cache_prefix( string $group ): string {
		return $group;
	}
}

function wc_get_order( mixed $id ): WC_Abstract_Order|false {
	return Site::$now->orders[ (int) $id ] ?? false;
}
function wc_get_orders( array $query ): array|object {
	$statuses           = array_map( static fn ( string $status ): string => (string) preg_replace( '/^wc-/', '', $status ), $query['status'] );
	$since              = (int) substr( $query['date_modified'] ?? '>=0', 2 );
	list( $from, $end ) = array_map( 'intval', explode( '...', $query['date_created'] ?? '0...' . PHP_INT_MAX ) );
	$sort_keys          = array();
	foreach ( Site::$now->orders as $id => $order ) {
		$created = $order->get_date_created()->getTimestamp();
		if ( $order->get_type() === $query['type'] && in_array( $order->get_status(), $statuses, true ) && $order->get_date_modified()->getTimestamp() >= $since && $created >= $from && $created <= $end ) {
			$sort_keys[ $id ] = 'ID' === $query['orderby'] ? array( $id ) : array( $created, $id );
		}
	}
	asort( $sort_keys );
	$ids   = array_keys( $sort_keys );
	$start = $query['offset'] ?? ( ( $query['paged'] ?? 1 ) - 1 ) * $query['limit'];
	$page  = array_slice( $ids, $start, $query['limit'] );
	$page  = 'ids' === ( $query['return'] ?? 'objects' ) ? $page : array_map( 'wc_get_order', $page );
	return ( $query['paginate'] ?? false ) ? (object) array(
		'orders' => $page,
		'total'  => count( $ids ),
	) : $page;
}
function wc_get_order_statuses(): array {
	// The checkout block adds its drafts to the statuses (Automattic\WooCommerce\Blocks\Domain\Services\DraftOrders).
	return array_fill_keys( array( 'wc-pending', 'wc-processing', 'wc-on-hold', 'wc-completed', 'wc-cancelled', 'wc-refunded', 'wc-failed', 'wc-checkout-draft' ), '' );
}
function wc_get_order_id_by_order_item_id( int $item ): int {
	return Site::$now->items[ $item ] ?? 0;
}

// Action Scheduler.
function as_has_scheduled_action( string $hook, array $args = array(), string $group = '' ): bool {
	return isset( Site::$now->alarms[ $hook ] );
}
function as_schedule_recurring_action( int $at, int $every, string $hook, array $args = array(), string $group = '', bool $unique = false ): int {
	Site::$now->alarms[ $hook ] = $every;
	return 1;
}
function as_enqueue_async_action( string $hook, array $args = array(), string $group = '', bool $unique = false ): int {
	Site::$now->rung[] = $hook;
	return 1;
}
function as_unschedule_all_actions( string $hook ): void {
	unset( Site::$now->alarms[ $hook ] );
}
