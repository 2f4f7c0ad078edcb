<?php
/**
 * The hooks by which the plugin learns of changed orders.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Orders;

use Kontor\Bridge\Network;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Schema;
use WC_Abstract_Order;
use WC_Order_Refund;

/**
 * Notes every change of an order in the outbox, whoever makes it: checkout, admin, REST, a gateway, cron, an import.
 * WooCommerce does not save an order in a transaction, and some hooks fire before everything is saved. So an order is
 * noted at the first hook of a request, in case the process dies, and again at the end of the request if further hooks
 * fired.
 *
 * On a network, one request may change orders of several sites (`switch_to_blog`), and orders of two sites may have the
 * same id. So `noted` and `with_items` are about the present site only; `aside` holds those of the other sites.
 */
final class OrderChanges {
	/** How many orders a request remembers at most. An import of thousands notes them again in between. */
	private const MOST_REMEMBERED = 500;
	/** Statuses of an order that is not placed yet: a cart that the customer may still leave. It is never sent. */
	private const DRAFTS = array( 'auto-draft', 'checkout-draft', 'draft', 'new' );

	/**
	 * The orders that this request has noted on the present site. True: the order changed again after it was noted.
	 *
	 * @var array<int, bool>
	 */
	private array $noted = array();

	/**
	 * Orders and refunds with changed items. Which of the two each is, is read at the end, since an order must not be
	 * read while it is being saved.
	 *
	 * @var array<int, true>
	 */
	private array $with_items = array();

	/**
	 * The site that the request is for.
	 *
	 * @var int
	 */
	private int $own_site = 0;

	/**
	 * `noted` and `with_items` of the other sites, by the site's id.
	 *
	 * @var array<int, array{array<int, bool>, array<int, true>}>
	 */
	private array $aside = array();

	/**
	 * Whether changes are not noted.
	 *
	 * @var bool
	 */
	private static bool $is_quiet = false;

	/** Listens to WooCommerce, and to WordPress in case orders are stored as posts. */
	public function register(): void {
		$this->own_site = get_current_blog_id();
		add_action( 'switch_blog', array( $this, 'site_switched' ), 10, 2 );
		add_action( 'woocommerce_after_order_object_save', array( $this, 'saved' ) );
		add_action( 'woocommerce_after_order_refund_object_save', array( $this, 'refund_saved' ) );
		add_action( 'woocommerce_new_order', array( $this, 'written' ), 10, 2 );
		add_action( 'woocommerce_update_order', array( $this, 'written' ), 10, 2 );
		add_filter( 'woocommerce_pre_delete_order', array( $this, 'before_deletion' ), 10, 2 );
		add_filter( 'woocommerce_pre_delete_order_refund', array( $this, 'before_deletion' ), 10, 2 );
		add_action( 'woocommerce_refund_deleted', array( $this, 'refund_deleted' ), 10, 2 );
		foreach ( array( 'woocommerce_trash_order', 'woocommerce_untrash_order', 'woocommerce_before_delete_order' ) as $hook ) {
			add_action( $hook, array( $this, 'will_change' ) );
		}
		foreach ( array( 'wp_trash_post', 'trashed_post', 'untrashed_post', 'before_delete_post' ) as $hook ) {
			add_action( $hook, array( $this, 'post_changes' ) );
		}
		add_action( 'woocommerce_new_order_item', array( $this, 'item_changed' ), 10, 3 );
		add_action( 'woocommerce_update_order_item', array( $this, 'item_changed' ), 10, 3 );
		add_action( 'woocommerce_before_delete_order_item', array( $this, 'item_goes' ) );
		add_action( 'shutdown', array( $this, 'end' ), 1 );
	}

	/**
	 * Runs a task whose changes are not sent.
	 *
	 * @param callable():void $task The task.
	 */
	public static function without_noting( callable $task ): void {
		self::$is_quiet = true;
		try {
			$task();
		} finally {
			self::$is_quiet = false;
		}
	}

	/**
	 * Notes an order that was saved with all its parts.
	 *
	 * @param WC_Abstract_Order $order The order.
	 */
	public function saved( WC_Abstract_Order $order ): void {
		if ( self::is_placed( $order ) ) {
			$this->note( $order->get_id() );
		}
	}

	/**
	 * Notes the order of a refund that was saved.
	 *
	 * @param WC_Order_Refund $refund The refund.
	 */
	public function refund_saved( WC_Order_Refund $refund ): void {
		$this->will_change( $refund->get_parent_id() );
	}

	/**
	 * Notes an order that was written, perhaps without its items yet, or only its meta data.
	 *
	 * @param int   $order_id The order.
	 * @param mixed $order    The order itself, if WooCommerce hands it over.
	 */
	public function written( int $order_id, mixed $order = null ): void {
		if ( $order instanceof WC_Abstract_Order ) {
			$this->saved( $order );
		} else {
			$this->with_items[ $order_id ] = true;
		}
	}

	/**
	 * Notes an order before it, or one of its refunds, is deleted. Another plugin may still prevent that, so the sender
	 * checks later.
	 *
	 * @param mixed             $prevented The result of other plugins, which is returned unchanged.
	 * @param WC_Abstract_Order $order     The order or refund.
	 */
	public function before_deletion( mixed $prevented, WC_Abstract_Order $order ): mixed {
		if ( self::is_placed( $order ) ) {
			$this->will_change( $order->get_id() );
		} elseif ( $order instanceof WC_Order_Refund ) {
			$this->will_change( $order->get_parent_id() );
		}
		return $prevented;
	}

	/**
	 * Notes the order of a refund that was deleted.
	 *
	 * @param int $refund_id The refund.
	 * @param int $order_id  Its order.
	 */
	public function refund_deleted( int $refund_id, int $order_id ): void {
		$this->will_change( $order_id );
	}

	/**
	 * Notes an order that is about to change, or has changed, without a save. It is noted again at the end of the
	 * request.
	 *
	 * @param int|string $order_id The order.
	 */
	public function will_change( int|string $order_id ): void {
		$id    = (int) $order_id;
		$order = isset( $this->noted[ $id ] ) ? null : wc_get_order( $id );
		if ( $order instanceof WC_Abstract_Order && ! self::is_placed( $order ) ) {
			return;
		}
		$this->note( $id, true );
	}

	/**
	 * Notes an order when a post is trashed, restored or deleted, in case orders are stored as posts.
	 *
	 * @param int $post_id The post.
	 */
	public function post_changes( int $post_id ): void {
		$type = get_post_type( $post_id );
		if ( 'shop_order' === $type ) {
			$this->will_change( $post_id );
		} elseif ( 'shop_order_refund' === $type ) {
			$this->will_change( (int) wp_get_post_parent_id( $post_id ) );
		}
	}

	/**
	 * Remembers an order of which an item was added or changed, perhaps without a save of the order.
	 *
	 * @param int   $item_id  The item's id.
	 * @param mixed $item     The item or its data; not used.
	 * @param int   $order_id Its order or refund, if WooCommerce hands it over.
	 */
	public function item_changed( int $item_id, mixed $item = null, int $order_id = 0 ): void {
		$this->with_items[ $order_id > 0 ? $order_id : (int) wc_get_order_id_by_order_item_id( $item_id ) ] = true;
	}

	/**
	 * Remembers an order of which an item is deleted.
	 *
	 * @param int $item_id The item.
	 */
	public function item_goes( int $item_id ): void {
		$this->with_items[ (int) wc_get_order_id_by_order_item_id( $item_id ) ] = true;
	}

	/**
	 * Follows a switch to another site of the network.
	 *
	 * @param int $site   The present site from now on.
	 * @param int $former The present site until now.
	 */
	public function site_switched( int $site, int $former ): void {
		if ( $site === $former ) {
			return;
		}
		if ( array() !== $this->noted || array() !== $this->with_items ) {
			$this->aside[ $former ] = array( $this->noted, $this->with_items );
		}
		list( $this->noted, $this->with_items ) = $this->aside[ $site ] ?? array( array(), array() );
		unset( $this->aside[ $site ] );
	}

	/** Notes at the end of the request, on each site, the orders that have changed again. */
	public function end(): void {
		$this->note_again();
		foreach ( array_keys( $this->aside ) as $site ) {
			Network::on_site( $site, array( $this, 'note_again' ) );
		}
	}

	/** Notes orders again that changed after they were noted, and notes orders of which only items changed. */
	public function note_again(): void {
		// Emptied first, since noting many orders may call this function again.
		$with_items       = $this->with_items;
		$this->with_items = array();
		foreach ( array_keys( $with_items ) as $id ) {
			$order = isset( $this->noted[ $id ] ) ? null : wc_get_order( $id );
			if ( $order instanceof WC_Order_Refund ) {
				$this->note( $order->get_parent_id() );
			} elseif ( $order instanceof WC_Abstract_Order ) {
				$this->saved( $order );
			} elseif ( isset( $this->noted[ $id ] ) ) {
				$this->noted[ $id ] = true;
			}
		}
		foreach ( array_keys( array_filter( $this->noted ) ) as $id ) {
			Outbox::touch( $id );
		}
		$this->noted = array();
	}

	/**
	 * Notes an order.
	 *
	 * @param int  $order_id The order.
	 * @param bool $again    Whether to note it again at the end of the request in any case.
	 */
	private function note( int $order_id, bool $again = false ): void {
		if ( $order_id <= 0 || self::$is_quiet ) {
			return;
		}
		if ( isset( $this->noted[ $order_id ] ) ) {
			$this->noted[ $order_id ] = true;
			return;
		}
		if ( ! $this->notes_here() ) {
			return;
		}
		if ( count( $this->noted ) >= self::MOST_REMEMBERED ) {
			$this->note_again();
		}
		Outbox::touch( $order_id );
		$this->noted[ $order_id ] = $again;
	}

	/**
	 * Whether orders of the present site are noted. On another site than the request's own, the plugin may be inactive,
	 * and its tables missing. If that site is not paired, its orders are not noted.
	 */
	private function notes_here(): bool {
		if ( get_current_blog_id() === $this->own_site ) {
			return true;
		}
		if ( ! Network::has_plugin_here() || null === Pairing::current() ) {
			return false;
		}
		// The plugin may have been updated since that site had a request of its own.
		Schema::ensure();
		return true;
	}

	/**
	 * Whether the order is a placed order: not a draft, and not of another type, such as a refund or a partial payment.
	 *
	 * @param WC_Abstract_Order $order The order.
	 */
	public static function is_placed( WC_Abstract_Order $order ): bool {
		return $order->get_type() === 'shop_order' && ! in_array( $order->get_status(), self::DRAFTS, true );
	}
}
