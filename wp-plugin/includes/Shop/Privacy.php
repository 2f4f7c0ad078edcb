<?php
/**
 * Export and erasure of personal data.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Shop;

use Kontor\Bridge\Orders\OrderBody;
use Kontor\Bridge\Orders\OrderChanges;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Prescription\PersonalData;
use WC_Order;

/**
 * Lets WordPress's tools for personal data export and erase what the bridge keeps of a person's orders, and what the
 * orders say about prescriptions.
 */
final class Privacy {
	private const PAGE = 20;

	/** Listens to WordPress's privacy tools. */
	public function register(): void {
		add_filter( 'wp_privacy_personal_data_exporters', array( $this, 'add_exporter' ) );
		// Before WooCommerce's own eraser, which removes the data by which a person's orders are found.
		add_filter( 'wp_privacy_personal_data_erasers', array( $this, 'add_eraser' ), 5 );
	}

	/**
	 * Adds the exporter.
	 *
	 * @param array<string, array<string, mixed>> $exporters The present exporters.
	 * @return array<string, array<string, mixed>>
	 */
	public function add_exporter( array $exporters ): array {
		$exporters['kontor'] = array(
			'exporter_friendly_name' => 'Kontor',
			'callback'               => array( $this, 'export' ),
		);
		return $exporters;
	}

	/**
	 * Adds the eraser.
	 *
	 * @param array<string, array<string, mixed>> $erasers The present erasers.
	 * @return array<string, array<string, mixed>>
	 */
	public function add_eraser( array $erasers ): array {
		$erasers['kontor'] = array(
			'eraser_friendly_name' => 'Kontor',
			'callback'             => array( $this, 'erase' ),
		);
		return $erasers;
	}

	/**
	 * Exports what the bridge keeps of a person's orders, and what they say about prescriptions.
	 *
	 * @param string $email The person's e-mail address.
	 * @param int    $page  The page, from 1.
	 * @return array{data: list<array<string, mixed>>, done: bool}
	 */
	public function export( string $email, int $page = 1 ): array {
		$orders = self::orders_of( $email, $page );
		$data   = array();
		foreach ( $orders as $order ) {
			$prescription = PersonalData::of( $order );
			if ( array() !== $prescription ) {
				$data[] = array(
					'group_id'    => 'kontor-prescriptions',
					'group_label' => __( 'Prescriptions of orders', 'kontor-bridge' ),
					'item_id'     => 'kontor-prescription-' . $order->get_id(),
					'data'        => array( self::number_of( $order ), ...$prescription ),
				);
			}
			$answer  = Pairing::current()?->ask( 'GET', '/orders/' . $order->get_id() . '?with=content' );
			$content = $answer?->data['content'] ?? null;
			if ( null === $content ) {
				$problem = $answer?->problem;
				if ( null === $problem || 'order.unknown' === $problem->code ) {
					continue;
				}
				$content = $problem->cause . ' ' . $problem->remedy;
			}
			$data[] = array(
				'group_id'    => 'kontor',
				'group_label' => __( 'Kontor: orders that were sent to the office', 'kontor-bridge' ),
				'item_id'     => 'kontor-' . $order->get_id(),
				'data'        => array(
					self::number_of( $order ),
					array(
						'name'  => __( 'What the bridge keeps of this order', 'kontor-bridge' ),
						'value' => esc_html( (string) wp_json_encode( $content, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) ),
					),
				),
			);
		}
		return array(
			'data' => $data,
			'done' => count( $orders ) < self::PAGE,
		);
	}

	/**
	 * Erases what a person's orders say about prescriptions, and has the bridge erase what it keeps of the orders. The
	 * office keeps its documents, as the law often requires.
	 *
	 * @param string $email The person's e-mail address.
	 * @param int    $page  The page, from 1.
	 * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
	 */
	public function erase( string $email, int $page = 1 ): array {
		$orders   = self::orders_of( $email, $page );
		$removed  = false;
		$retained = false;
		$messages = array();
		foreach ( $orders as $order ) {
			$removed = self::erase_prescription( $order ) || $removed;
			$answer  = Pairing::current()?->ask( 'POST', '/orders/' . $order->get_id() . '/forget' );
			if ( null === $answer ) {
				continue;
			}
			$problem = $answer->problem_without( 'order' );
			if ( null === $problem ) {
				$removed = true;
			} elseif ( 'order.unknown' !== $problem->code ) {
				$retained = true;
				/* translators: 1: number of an order, 2: cause, 3: what to do */
				$messages[] = sprintf( __( 'Kontor: the bridge still keeps order %1$s. %2$s %3$s', 'kontor-bridge' ), $order->get_order_number(), $problem->cause, $problem->remedy );
			}
		}
		return array(
			'items_removed'  => $removed,
			'items_retained' => $retained,
			'messages'       => $messages,
			'done'           => count( $orders ) < self::PAGE,
		);
	}

	/**
	 * Erases what an order says about a prescription. The order is not sent for that: the bridge would get again what it
	 * is about to forget. Returns whether there was anything.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function erase_prescription( WC_Order $order ): bool {
		$is_erased = false;
		OrderChanges::without_noting(
			static function () use ( $order, &$is_erased ): void {
				$is_erased = PersonalData::erase( $order );
			}
		);
		if ( $is_erased ) {
			// One second later than the change, so that the reconciler compares the content.
			Outbox::settle( $order->get_id(), time() + 1, OrderBody::fingerprint_of( $order->get_id() ) );
		}
		return $is_erased;
	}

	/**
	 * The order's number, for an export.
	 *
	 * @param WC_Order $order The order.
	 * @return array{name: string, value: string}
	 */
	private static function number_of( WC_Order $order ): array {
		return array(
			'name'  => __( 'Order number', 'kontor-bridge' ),
			'value' => $order->get_order_number(),
		);
	}

	/**
	 * The orders of a person, a page at a time.
	 *
	 * @param string $email The person's e-mail address.
	 * @param int    $page  The page, from 1.
	 * @return list<WC_Order>
	 */
	private static function orders_of( string $email, int $page ): array {
		// Like WooCommerce's own eraser: a customer account may have ordered with another e-mail address.
		$user   = get_user_by( 'email', $email );
		$who    = false === $user ? array( $email ) : array( $email, $user->ID );
		$orders = wc_get_orders(
			array(
				'type'     => 'shop_order',
				'status'   => array_merge( array_keys( wc_get_order_statuses() ), array( 'trash' ) ),
				'customer' => $who,
				'limit'    => self::PAGE,
				'paged'    => $page,
				'orderby'  => 'ID',
				'order'    => 'ASC',
			)
		);
		return is_array( $orders ) ? array_values( $orders ) : array();
	}
}
