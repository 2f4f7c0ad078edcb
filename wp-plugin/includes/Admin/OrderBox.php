<?php
/**
 * The box on an order.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Admin;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Kontor\Bridge\Office\Documents;
use Kontor\Bridge\Office\Verbs;
use Kontor\Bridge\Office\Words;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Pairing\Pairing;
use WC_Order;
use WP_Post;

/** Shows on an order how it stands at each system, with buttons for a clerk. It reads only the plugin's own tables. */
final class OrderBox {
	/** Listens to the screen of an order. */
	public function register(): void {
		add_action( 'add_meta_boxes', array( $this, 'add' ) );
	}

	/** Adds the box, for both order stores. */
	public function add(): void {
		$in_tables = OrderUtil::custom_orders_table_usage_is_enabled();
		$screen    = $in_tables ? wc_get_page_screen_id( 'shop-order' ) : 'shop_order';
		add_meta_box( 'kontor', 'Kontor', array( $this, 'show' ), $screen, 'side', 'high' );
	}

	/**
	 * Shows the box.
	 *
	 * @param WC_Order|WP_Post $order The order, or its post.
	 */
	public function show( WC_Order|WP_Post $order ): void {
		$id        = $order instanceof WC_Order ? $order->get_id() : $order->ID;
		$sending   = Outbox::of( $id );
		$documents = Documents::of( $id );
		echo '<div class="kontor-box">';
		if ( null === $sending || $sending['waits'] || null !== $sending['problem'] ) {
			$this->show_sending( $sending );
		} elseif ( array() === $documents ) {
			OrderColumn::dot( 'waiting', __( 'At the bridge: the office has not answered yet', 'kontor-bridge' ) );
		}
		foreach ( $documents as $document ) {
			$this->show_document( $document );
		}
		if ( self::may_act() && ( array() === $documents || null !== ( $sending['problem'] ?? null ) ) ) {
			echo '<p>';
			self::button( 'resend', __( 'Send to the office', 'kontor-bridge' ), array( 'order' => $id ) );
			echo '</p>';
		}
		echo '</div>';
	}

	/**
	 * Shows whether the order has reached the bridge.
	 *
	 * @param array{waits: bool, sent: bool, attempts: int, problem: \Kontor\Bridge\Problem|null}|null $sending How it stands.
	 */
	private function show_sending( ?array $sending ): void {
		if ( null === $sending ) {
			OrderColumn::dot( 'closed', __( 'Not sent: this order has not changed since Kontor was set up', 'kontor-bridge' ) );
			return;
		}
		if ( null === $sending['problem'] ) {
			OrderColumn::dot( 'waiting', null === Pairing::current() ? __( 'Waiting: the shop is not paired', 'kontor-bridge' ) : __( 'Waiting to be sent', 'kontor-bridge' ) );
			return;
		}
		/* translators: %d: number of attempts */
		$label = $sending['waits'] ? sprintf( _n( 'Waiting after %d attempt', 'Waiting after %d attempts', $sending['attempts'], 'kontor-bridge' ), $sending['attempts'] ) : __( 'The bridge cannot use this order', 'kontor-bridge' );
		OrderColumn::dot( $sending['waits'] ? 'held' : 'blocked', $label );
		self::why( $sending['problem']->cause, $sending['problem']->remedy, $sending['problem']->code );
	}

	/**
	 * Shows one document with what happened to it.
	 *
	 * @param array<string, string> $document The document.
	 */
	private function show_document( array $document ): void {
		printf( '<h4>%s · %s</h4>', esc_html( Words::system( $document['system_key'] ) ), esc_html( Words::kind( $document['kind'] ) ) );
		OrderColumn::dot( Words::tone( $document ), Words::state( $document ) );
		// A document that is done has a cause, too, if a later change of its order could not be read.
		if ( '' !== $document['cause'] ) {
			self::why( $document['cause'], $document['remedy'], $document['reason'] );
		}
		echo '<ol>';
		foreach ( Documents::history( (int) $document['order_id'] ) as $line ) {
			$is_of_document = $line['connection'] === $document['connection']
				&& $line['kind'] === $document['kind']
				&& $line['reference'] === $document['reference'];
			if ( $is_of_document ) {
				printf( '<li>%s · %s</li>', esc_html( wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), (int) strtotime( $line['at_gmt'] . ' UTC' ) ) ?: '' ), esc_html( Words::state( $line ) ) );
			}
		}
		$this->show_office( (array) json_decode( $document['office'], true ) );
		echo '</ol>';
		$this->show_buttons( $document );
	}

	/**
	 * Shows what the office has done with the document.
	 *
	 * @param array<string, mixed> $office The state in the office.
	 */
	private function show_office( array $office ): void {
		/* translators: %s: number of an invoice */
		$lines = array( 'invoiceNumber' => __( 'Invoice %s', 'kontor-bridge' ) );
		/* translators: %s: a day or a moment */
		$lines['sentAt'] = __( 'Sent to the customer: %s', 'kontor-bridge' );
		/* translators: %s: a day or a moment */
		$lines['paidAt'] = __( 'Paid: %s', 'kontor-bridge' );
		foreach ( $lines as $name => $text ) {
			if ( is_string( $office[ $name ] ?? null ) ) {
				printf( '<li>%s</li>', esc_html( sprintf( $text, 'invoiceNumber' === $name ? $office[ $name ] : (string) wp_date( get_option( 'date_format' ), (int) strtotime( $office[ $name ] ) ) ) ) );
			}
		}
	}

	/**
	 * Shows what a clerk may do with one document.
	 *
	 * @param array<string, string> $document The document.
	 */
	private function show_buttons( array $document ): void {
		$labels  = array(
			'retry'     => __( 'Try again', 'kontor-bridge' ),
			'send'      => __( 'Send now', 'kontor-bridge' ),
			'elsewhere' => __( 'Handled elsewhere', 'kontor-bridge' ),
		);
		$fits    = static fn ( string $verb ): bool => in_array( $document['state'], Verbs::STATES[ $verb ], true );
		$buttons = array_filter( $labels, $fits, ARRAY_FILTER_USE_KEY );
		if ( array() === $buttons || ! self::may_act() ) {
			return;
		}
		echo '<p>';
		foreach ( $buttons as $verb => $label ) {
			self::button(
				$verb,
				$label,
				array(
					'order'    => $document['order_id'],
					'transfer' => $document['transfer'],
				)
			);
		}
		echo '</p>';
	}

	/** Whether the user may act on the order. */
	private static function may_act(): bool {
		return null !== Pairing::current() && current_user_can( 'edit_shop_orders' );
	}

	/**
	 * A button that does an action.
	 *
	 * @param string               $action One of the actions' names.
	 * @param string               $label  Its label.
	 * @param array<string, mixed> $params The action's parameters.
	 */
	private static function button( string $action, string $label, array $params ): void {
		printf( '<a class="button" href="%s">%s</a>', esc_url( Actions::url( $action, $params ) ), esc_html( $label ) );
	}

	/**
	 * Shows a cause with its remedy.
	 *
	 * @param string $cause  Why.
	 * @param string $remedy What to do.
	 * @param string $code   The code, for support.
	 */
	private static function why( string $cause, string $remedy, string $code ): void {
		printf( '<p class="kontor-why">%s', esc_html( $cause ) );
		if ( '' !== $remedy ) {
			printf( '<br><strong>%s</strong> %s', esc_html__( 'What to do:', 'kontor-bridge' ), esc_html( $remedy ) );
		}
		printf( '<br><code>%s</code></p>', esc_html( $code ) );
	}
}
