<?php
/**
 * WooCommerce's webhooks for the bridge.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Reading;

use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;
use WC_Webhook;

/**
 * The webhooks by which WooCommerce tells the bridge that an order has changed. They are WooCommerce's own, and stand
 * under WooCommerce → Settings → Advanced → Webhooks. A webhook is the plugin's if it leads to the bridge's address, no
 * matter who has added it.
 */
final class Webhooks {
	/** Where the webhooks lead, and which topics have one. */
	private const OPTION = 'kontor_webhooks';

	/** Listens to WooCommerce. */
	public function register(): void {
		add_filter( 'woocommerce_webhook_should_deliver', array( $this, 'should_deliver' ), 10, 2 );
	}

	/**
	 * Keeps a copy of the shop from telling the bridge about its orders.
	 *
	 * @param mixed $should_deliver Whether WooCommerce would deliver.
	 * @param mixed $webhook        The webhook.
	 */
	public function should_deliver( mixed $should_deliver, mixed $webhook ): bool {
		$is_own = $webhook instanceof WC_Webhook && $webhook->get_delivery_url( 'edit' ) === self::stored()['url'];
		return $should_deliver && ! ( $is_own && Pairing::current()?->is_elsewhere() === true );
	}

	/**
	 * Sets up one active webhook for each topic, and tries whether it reaches the bridge. Webhooks that are there get
	 * the present secret.
	 *
	 * @param string       $url    Where the bridge receives deliveries.
	 * @param string       $secret The secret that signs them.
	 * @param list<string> $topics Topics such as `order.updated`.
	 * @param int          $owner  The user whose rights decide what WooCommerce puts into a delivery.
	 */
	public static function set_up( string $url, string $secret, array $topics, int $owner ): ?Problem {
		if ( self::stored()['url'] !== $url ) {
			self::remove();
		}
		update_option(
			self::OPTION,
			array(
				'url'    => $url,
				'topics' => $topics,
			)
		);
		$former = self::own();
		foreach ( $topics as $topic ) {
			$webhook = self::first_of( $topic, $former ) ?? new WC_Webhook();
			unset( $former[ $webhook->get_id() ] );
			$webhook->set_name( "Kontor: $topic" );
			$webhook->set_topic( $topic );
			$webhook->set_delivery_url( $url );
			$webhook->set_secret( $secret );
			$webhook->set_user_id( $owner );
			$webhook->set_api_version( 'wp_api_v3' );
			$webhook->set_status( 'active' );
			// @phpstan-ignore argument.type (WooCommerce's comment asks for a bool, but it counts failures.)
			$webhook->set_failure_count( 0 );
			if ( ! self::store( $webhook ) ) {
				return new Problem( 'shop.database', __( 'The shop\'s database did not store a webhook.', 'kontor-bridge' ), __( 'Ask your host whether the database is full or read-only.', 'kontor-bridge' ) );
			}
		}
		foreach ( $former as $double ) {
			$double->delete( true );
		}
		return self::ping();
	}

	/**
	 * Tries whether WooCommerce reaches the bridge. The webhooks lead to the same address, so one is enough. Returns
	 * the problem; null if the bridge answered.
	 */
	public static function ping(): ?Problem {
		$webhooks = self::own();
		$answer   = array() === $webhooks ? true : reset( $webhooks )->deliver_ping();
		if ( ! is_wp_error( $answer ) ) {
			return null;
		}
		return new Problem(
			'webhooks.not_reached',
			/* translators: %s: the error as WooCommerce tells it */
			sprintf( __( 'WooCommerce\'s webhooks do not reach the bridge. %s', 'kontor-bridge' ), $answer->get_error_message() ),
			__( 'WooCommerce calls only the ports 80, 443 and 8080, and no private addresses. Ask whoever runs the bridge whether it can be reached like that, then press "Check again".', 'kontor-bridge' )
		);
	}

	/** Whether every topic has its webhook. Somebody may have deleted one. */
	public static function are_there(): bool {
		$topics = array_map( static fn ( WC_Webhook $webhook ) => $webhook->get_topic( 'edit' ), self::own() );
		$wanted = self::stored()['topics'];
		return array() !== $wanted && array() === array_diff( $wanted, $topics );
	}

	/**
	 * Whether a webhook has one of these statuses. WooCommerce disables a webhook after six failures in a row. A person
	 * may have paused it.
	 *
	 * @param string ...$statuses `active`, `paused` or `disabled`.
	 */
	public static function is_any( string ...$statuses ): bool {
		foreach ( self::own() as $webhook ) {
			if ( in_array( $webhook->get_status( 'edit' ), $statuses, true ) ) {
				return true;
			}
		}
		return false;
	}

	/** Deletes the webhooks. When the plugin is deleted, WooCommerce may be gone, and its classes with it. */
	public static function remove(): void {
		$url = self::stored()['url'];
		if ( '' === $url ) {
			return;
		}
		if ( class_exists( WC_Webhook::class ) ) {
			foreach ( self::own() as $webhook ) {
				$webhook->delete( true );
			}
		} else {
			global $wpdb;
			// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WooCommerce's functions are not there.
			$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}wc_webhooks WHERE delivery_url = %s", $url ) );
		}
		delete_option( self::OPTION );
	}

	/**
	 * Stores a webhook. Returns false if the database refused it.
	 *
	 * @param WC_Webhook $webhook The webhook.
	 */
	private static function store( WC_Webhook $webhook ): bool {
		$webhook->set_pending_delivery( false );
		$webhook->save();
		if ( $webhook->get_pending_delivery( 'edit' ) ) {
			// WooCommerce marks each new webhook for a ping of its own. All four lead to the same address.
			$webhook->set_pending_delivery( false );
			$webhook->save();
		}
		return $webhook->get_id() > 0;
	}

	/**
	 * The first webhook of a topic; null if there is none.
	 *
	 * @param string                 $topic    The topic.
	 * @param array<int, WC_Webhook> $webhooks Webhooks by id.
	 */
	private static function first_of( string $topic, array $webhooks ): ?WC_Webhook {
		foreach ( $webhooks as $webhook ) {
			if ( $webhook->get_topic( 'edit' ) === $topic ) {
				return $webhook;
			}
		}
		return null;
	}

	/**
	 * The webhooks that lead to the bridge, by id.
	 *
	 * @return array<int, WC_Webhook>
	 */
	private static function own(): array {
		$url = self::stored()['url'];
		$own = array();
		if ( '' === $url ) {
			return $own;
		}
		// @phpstan-ignore method.notFound (A WC_Data_Store passes unknown methods on to the store of webhooks.)
		foreach ( \WC_Data_Store::load( 'webhook' )->get_webhooks_ids() as $id ) {
			$webhook = wc_get_webhook( $id );
			if ( null !== $webhook && $webhook->get_delivery_url( 'edit' ) === $url ) {
				$own[ $id ] = $webhook;
			}
		}
		return $own;
	}

	/**
	 * Where the webhooks lead, and which topics have one; an empty address if none were set up.
	 *
	 * @return array{url: string, topics: list<string>}
	 */
	private static function stored(): array {
		$stored = get_option( self::OPTION );
		$stored = is_array( $stored ) ? $stored : array();
		return array(
			'url'    => is_string( $stored['url'] ?? null ) ? $stored['url'] : '',
			'topics' => is_array( $stored['topics'] ?? null ) ? array_values( $stored['topics'] ) : array(),
		);
	}
}
