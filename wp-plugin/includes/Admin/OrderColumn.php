<?php
/**
 * The column in the list of orders.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Admin;

use Kontor\Bridge\Office\Documents;
use Kontor\Bridge\Office\Words;
use Kontor\Bridge\Orders\Outbox;

/**
 * Shows in the list of orders how each order stands in the office, for both order stores. It reads only the plugin's
 * tables.
 */
final class OrderColumn {
	/** Listens to the lists of both order stores. */
	public function register(): void {
		add_filter( 'manage_woocommerce_page_wc-orders_columns', array( $this, 'add' ) );
		add_filter( 'manage_edit-shop_order_columns', array( $this, 'add' ) );
		add_action( 'manage_woocommerce_page_wc-orders_custom_column', array( $this, 'show' ), 10, 2 );
		add_action( 'manage_shop_order_posts_custom_column', array( $this, 'show' ), 10, 2 );
		add_action( 'admin_enqueue_scripts', array( self::class, 'style' ) );
	}

	/**
	 * Adds the column after the order's status.
	 *
	 * @param array<string, string> $columns The list's columns.
	 * @return array<string, string>
	 */
	public function add( array $columns ): array {
		$with = array();
		foreach ( $columns as $name => $label ) {
			$with[ $name ] = $label;
			if ( 'order_status' === $name ) {
				$with['kontor'] = __( 'Office', 'kontor-bridge' );
			}
		}
		return $with + array( 'kontor' => __( 'Office', 'kontor-bridge' ) );
	}

	/**
	 * Shows the cell of one order.
	 *
	 * @param string        $column Which column.
	 * @param \WC_Order|int $order  The order, or its id if orders are stored as posts.
	 */
	public function show( string $column, \WC_Order|int $order ): void {
		if ( 'kontor' !== $column ) {
			return;
		}
		$id      = is_int( $order ) ? $order : $order->get_id();
		$sending = Outbox::of( $id );
		$matters = static fn ( array $document ): bool => 'order' === $document['kind'] || 'blocked' === $document['state'];
		$own     = array_filter( Documents::of( $id ), $matters );
		$problem = $sending['problem'] ?? null;
		if ( null !== $sending && null !== $problem ) {
			$text = $sending['waits'] ? __( 'Waiting', 'kontor-bridge' ) : __( 'Needs you', 'kontor-bridge' );
			self::dot( $sending['waits'] ? 'held' : 'blocked', $text, $problem->cause );
			if ( $sending['waits'] ) {
				return;
			}
		}
		if ( array() === $own ) {
			if ( null !== $problem ) {
				return;
			}
			if ( null !== $sending ) {
				self::dot( 'waiting', $sending['waits'] ? __( 'Waiting', 'kontor-bridge' ) : __( 'At the bridge', 'kontor-bridge' ) );
			} else {
				echo '<span aria-hidden="true">–</span><span class="screen-reader-text">' . esc_html__( 'Not sent', 'kontor-bridge' ) . '</span>';
			}
			return;
		}
		foreach ( $own as $document ) {
			self::dot( Words::tone( $document ), Words::state( $document ), $document['cause'] );
		}
	}

	/**
	 * A state as a dot with a word.
	 *
	 * @param string $tone  done, waiting, held, blocked, closed or doubt.
	 * @param string $text  The word.
	 * @param string $title A text that appears on hover.
	 */
	public static function dot( string $tone, string $text, string $title = '' ): void {
		printf( '<span class="kontor-state kontor-%s" title="%s">%s</span>', esc_attr( $tone ), esc_attr( $title ), esc_html( $text ) );
	}

	/** Adds the style of the dots. */
	public static function style(): void {
		wp_register_style( 'kontor-bridge', false, array(), \Kontor\Bridge\Plugin::version() );
		wp_enqueue_style( 'kontor-bridge' );
		wp_add_inline_style( 'kontor-bridge', (string) file_get_contents( __DIR__ . '/admin.css' ) ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- A file of the plugin.
	}
}
