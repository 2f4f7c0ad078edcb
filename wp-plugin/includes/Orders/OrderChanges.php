<?php
/**
 * How an order's change becomes known.
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
 * Notes every change of an order in the outbox, whoever makes it: checkout, admin, REST, a gateway, cron, an import. WooCommerce
 * wraps no transaction around saving an order, and some of its hooks fire before all is saved. So an order is noted at the first
 * hook of a request, in case the process dies, and once more at its end where others fired.
 *
 * On a network, one request may change orders of several sites (`switch_to_blog`), and two sites may have orders of the same id.
 * What is remembered is always of the present site; that of the others is put aside until the request comes back to them.
 */
final class OrderChanges {
	/** How many orders one process remembers before it notes them again in between, such as an import of thousands. */
	private const MOST_REMEMBERED = 500;
	/** Statuses of what nobody has placed yet: a cart that a customer may leave. It is never sent. */
	private const DRAFTS = array( 'auto-draft', 'checkout-draft', 'draft', 'new' );

	/**
	 * The orders of this request on the present site; true: something happened after the order was noted.
	 *
	 * @var array<int, bool>
	 */
	private array $noted = array();

	/**
	 * Orders and refunds of which items changed; what they are is looked up at the end, since an order that is just being saved
	 * must not be read.
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
	 * What is remembered of other sites than the present one: `noted` and `with_items` of each, by the site's id.
	 *
	 * @var array<int, array{array<int, bool>, array<int, true>}>
	 */
	private array $aside = array();

	/** Listens to WooCommerce, and to WordPress where orders are posts. */
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
	 * An order was saved with all its parts.
	 *
	 * @param WC_Abstract_Order $order The order.
	 */
	public function saved( WC_Abstract_Order $order ): void {
		if ( self::is_placed( $order ) ) {
			$this->note( $order->get_id() );
		}
	}

	/**
	 * A refund was saved.
	 *
	 * @param WC_Order_Refund $refund The refund.
	 */
	public function refund_saved( WC_Order_Refund $refund ): void {
		$this->will_change( $refund->get_parent_id() );
	}

	/**
	 * An order was written, perhaps only its meta, and perhaps not yet its items.
	 *
	 * @param int   $order_id The order.
	 * @param mixed $order    The order itself, where WooCommerce gives it.
	 */
	public function written( int $order_id, mixed $order = null ): void {
		if ( $order instanceof WC_Abstract_Order ) {
			$this->saved( $order );
		} else {
			$this->with_items[ $order_id ] = true;
		}
	}

	/**
	 * An order or a refund is to be deleted. Another plugin may still prevent it, so the sender looks whether it is gone.
	 *
	 * @param mixed             $prevented What other plugins say; passed on.
	 * @param WC_Abstract_Order $order     What is to be deleted.
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
	 * A refund was deleted.
	 *
	 * @param int $refund_id The refund.
	 * @param int $order_id  Its order.
	 */
	public function refund_deleted( int $refund_id, int $order_id ): void {
		$this->will_change( $order_id );
	}

	/**
	 * An order is about to change, or has just changed, without being saved.
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
	 * A post is trashed, restored or deleted; where orders are posts, it may be an order or a refund.
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
	 * An item of an order was added or changed, perhaps by itself.
	 *
	 * @param int   $item_id  The item.
	 * @param mixed $item     The item itself, or what it consists of.
	 * @param int   $order_id Its order or its refund, where WooCommerce gives it.
	 */
	public function item_changed( int $item_id, mixed $item = null, int $order_id = 0 ): void {
		$this->with_items[ $order_id > 0 ? $order_id : (int) wc_get_order_id_by_order_item_id( $item_id ) ] = true;
	}

	/**
	 * An item of an order goes.
	 *
	 * @param int $item_id The item.
	 */
	public function item_goes( int $item_id ): void {
		$this->with_items[ (int) wc_get_order_id_by_order_item_id( $item_id ) ] = true;
	}

	/**
	 * The request goes on with another site.
	 *
	 * @param int $site   The site that is the present one now.
	 * @param int $former The site that was it before.
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

	/** The request ends: what changed last is noted, on each site. */
	public function end(): void {
		$this->note_again();
		foreach ( array_keys( $this->aside ) as $site ) {
			Network::on_site( $site, array( $this, 'note_again' ) );
		}
	}

	/** Notes once more what changed after it was noted, and what only had its items changed. */
	public function note_again(): void {
		// Emptied first: to note these may fill what is remembered, and then this begins anew in the midst of itself.
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
	 * @param bool $again    Whether it is noted at the end of the request in any case.
	 */
	private function note( int $order_id, bool $again = false ): void {
		if ( $order_id <= 0 ) {
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
	 * Whether orders of the present site are noted. Another site than the request's own may be without the plugin, and then without
	 * its tables; if it is not paired, its orders wait for nothing.
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
	 * Whether it is an order that somebody has placed: neither a draft nor of another type, such as a refund or a partial payment.
	 *
	 * @param WC_Abstract_Order $order The order.
	 */
	public static function is_placed( WC_Abstract_Order $order ): bool {
		return $order->get_type() === 'shop_order' && ! in_array( $order->get_status(), self::DRAFTS, true );
	}
}
