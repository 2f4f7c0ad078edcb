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
	private array $meta      = array();
	public int $customer_id  = 0;
	public string $order_key = '';
	public array $items      = array();
	public function get_items(): array {
		return $this->items;
	}
	public function get_meta( string $key ): mixed {
		return $this->meta[ $key ] ?? '';
	}
	public function get_meta_data(): array {
		return array_map( static fn ( string $key ): WC_Meta_Data => new WC_Meta_Data( $key ), array_keys( $this->meta ) );
	}
	public function update_meta_data( string $key, mixed $value ): void {
		$this->meta[ $key ] = $value;
	}
	public function delete_meta_data( string $key ): void {
		unset( $this->meta[ $key ] );
	}
	public function set_date_modified( int $at ): void {
		$this->modified = $at;
	}
	public function save(): int {
		do_action( 'woocommerce_after_order_object_save', $this );
		return $this->id;
	}
	public function get_order_number(): string {
		return (string) $this->id;
	}
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
	public function get_customer_id(): int {
		return $this->customer_id;
	}
	public function get_order_key(): string {
		return $this->order_key;
	}
	public function get_checkout_order_received_url(): string {
		return "https://shop.example/checkout/order-received/{$this->id}/?key={$this->order_key}";
	}
	public function get_view_order_url(): string {
		return "https://shop.example/my-account/view-order/{$this->id}/";
	}
	public function get_refunds(): array {
		return array_values( array_filter( Site::$now->orders, fn ( $order ) => $order instanceof WC_Order_Refund && $order->get_parent_id() === $this->id ) );
	}
}

class WC_Meta_Data {
	public function __construct( private string $key ) {}
	public function get_data(): array {
		return array( 'key' => $this->key );
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
				'meta'   => array_map( static fn ( WC_Meta_Data $meta ): string => $meta->get_data()['key'], $order->get_meta_data() ),
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
function woocommerce_register_additional_checkout_field( array $field ): void {
	Site::$now->checkout_fields[ $field['id'] ] = $field;
}
function wc_get_page_screen_id( string $name ): string {
	return 'woocommerce_page_wc-orders';
}
function wc_get_order_statuses(): array {
	// The checkout block adds its drafts to the statuses (Automattic\WooCommerce\Blocks\Domain\Services\DraftOrders).
	return array_fill_keys( array( 'wc-pending', 'wc-processing', 'wc-on-hold', 'wc-completed', 'wc-cancelled', 'wc-refunded', 'wc-failed', 'wc-checkout-draft' ), '' );
}
function wc_get_order_id_by_order_item_id( int $item ): int {
	return Site::$now->items[ $item ] ?? 0;
}

// REST keys and webhooks.
function wc_rand_hash(): string {
	return bin2hex( random_bytes( 20 ) );
}
function wc_api_hash( string $text ): string {
	return hash_hmac( 'sha256', $text, 'wc-api' );
}
function wc_get_webhook( int $id ): ?WC_Webhook {
	return isset( Site::$now->webhooks[ $id ] ) ? clone Site::$now->webhooks[ $id ] : null;
}

class WC_Data_Store {
	public static function load( string $name ): self {
		return new self();
	}
	public function get_webhooks_ids(): array {
		return array_keys( Site::$now->webhooks );
	}
}

class WC_Webhook {
	private int $id      = 0;
	private array $props = array(
		'status'           => 'disabled',
		'delivery_url'     => '',
		'secret'           => '',
		'name'             => '',
		'topic'            => '',
		'failure_count'    => 0,
		'user_id'          => 0,
		'api_version'      => 'wp_api_v3',
		'pending_delivery' => false,
	);
	public function __call( string $method, array $values ): mixed {
		list( $verb, $name ) = explode( '_', $method, 2 );
		if ( ! array_key_exists( $name, $this->props ) ) {
			throw new LogicException( "WooCommerce's webhooks have no $method." );
		}
		if ( 'set' === $verb ) {
			$this->props[ $name ] = $values[0];
		}
		return $this->props[ $name ];
	}
	public function get_id(): int {
		return $this->id;
	}
	public function save(): int {
		if ( 0 === $this->id ) {
			$this->id = count( Site::$now->webhooks ) + 1 + max( array( 0, ...array_keys( Site::$now->webhooks ) ) );
			// WooCommerce has each new webhook pinged.
			$this->props['pending_delivery'] = true;
		} elseif ( 'active' === $this->props['status'] && $this->props['pending_delivery'] ) {
			$this->deliver_ping();
		}
		Site::$now->webhooks[ $this->id ] = clone $this;
		return $this->id;
	}
	public function delete( bool $force ): bool {
		unset( Site::$now->webhooks[ $this->id ] );
		return true;
	}
	public function deliver_ping(): bool|WP_Error {
		++Site::$now->pings;
		return '' === Site::$now->ping_fails ? true : new WP_Error( 'error', Site::$now->ping_fails );
	}
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
