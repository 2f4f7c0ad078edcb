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

/** Shows on an order what became of it at each system, and lets a clerk act on it. It reads the plugin's tables only. */
final class OrderBox {
	/** Listens to the screen of an order. */
	public function register(): void {
		add_action( 'add_meta_boxes', array( $this, 'add' ) );
	}

	/** Adds the box, in either order store. */
	public function add(): void {
		$screen = OrderUtil::custom_orders_table_usage_is_enabled() ? wc_get_page_screen_id( 'shop-order' ) : 'shop_order';
		add_meta_box( 'kontor', 'Kontor', array( $this, 'show' ), $screen, 'side', 'high' );
	}

	/**
	 * Shows the box.
	 *
	 * @param WC_Order|WP_Post $shown The order, or its post.
	 */
	public function show( WC_Order|WP_Post $shown ): void {
		$id        = $shown instanceof WC_Order ? $shown->get_id() : $shown->ID;
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
		// A document that is there has a cause where a later change of its order could not be read.
		if ( '' !== $document['cause'] ) {
			self::why( $document['cause'], $document['remedy'], $document['reason'] );
		}
		echo '<ol>';
		foreach ( Documents::history( (int) $document['order_id'] ) as $line ) {
			if ( $line['connection'] === $document['connection'] && $line['kind'] === $document['kind'] && $line['reference'] === $document['reference'] ) {
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
	 * @param array<string, mixed> $office What is known.
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
		$labels = array(
			'retry'     => __( 'Try again', 'kontor-bridge' ),
			'send'      => __( 'Send now', 'kontor-bridge' ),
			'elsewhere' => __( 'Handled elsewhere', 'kontor-bridge' ),
		);
		$shown  = array_filter( $labels, static fn ( string $verb ): bool => in_array( $document['state'], Verbs::STATES[ $verb ], true ), ARRAY_FILTER_USE_KEY );
		if ( array() === $shown || ! self::may_act() ) {
			return;
		}
		echo '<p>';
		foreach ( $shown as $verb => $label ) {
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

	/** Whether a click could do anything. */
	private static function may_act(): bool {
		return null !== Pairing::current() && current_user_can( 'edit_shop_orders' );
	}

	/**
	 * A button that does an action.
	 *
	 * @param string               $action One of the actions' names.
	 * @param string               $label  What it says.
	 * @param array<string, mixed> $of     What the action is given.
	 */
	private static function button( string $action, string $label, array $of ): void {
		printf( '<a class="button" href="%s">%s</a>', esc_url( Actions::url( $action, $of ) ), esc_html( $label ) );
	}

	/**
	 * Says why, and what to do.
	 *
	 * @param string $cause  Why.
	 * @param string $remedy What to do.
	 * @param string $code   The code, to be copied.
	 */
	private static function why( string $cause, string $remedy, string $code ): void {
		printf( '<p class="kontor-why">%s %s <code>%s</code></p>', esc_html( $cause ), esc_html( $remedy ), esc_html( $code ) );
	}
}
