<?php
/**
 * Routes about the shop's own side.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Screens;

use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Orders\Sender;
use Kontor\Bridge\Pairing\Identity;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Shop\Scheduler;

/** Tells the state of outbox, clock and scheduled actions, and sends waiting orders on request. */
final class HealthRoutes {
	/** Listens to WordPress. */
	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'open' ) );
	}

	/** Opens the routes. */
	public function open(): void {
		$route = static fn ( string $method, callable $callback ): array => array(
			'methods'             => $method,
			'callback'            => $callback,
			'permission_callback' => static fn (): bool => current_user_can( 'edit_shop_orders' ),
		);
		register_rest_route( 'kontor/v1', '/health', $route( 'GET', array( $this, 'health' ) ) );
		register_rest_route( 'kontor/v1', '/send-now', $route( 'POST', array( $this, 'send_now' ) ) );
	}

	/**
	 * The state of the shop's own side.
	 *
	 * @return array<string, mixed>
	 */
	public function health(): array {
		$pairing = Pairing::current();
		$waiting = Outbox::waiting();
		$checked = null === $pairing ? array() : Identity::check( $pairing->bridge, $pairing->bridge_key );
		$clock   = $checked['clocks'] ?? null;
		unset( $checked['clocks'] );
		$reach = array_filter( $checked );
		return array(
			'waiting'   => array(
				'count'   => $waiting['count'],
				'since'   => null === $waiting['since'] ? null : gmdate( 'c', $waiting['since'] ),
				'problem' => $waiting['problem']?->stored(),
			),
			'clock'     => $clock?->stored(),
			'bridge'    => array() === $reach ? null : reset( $reach )->stored(),
			'scheduler' => Scheduler::problem()?->stored(),
		);
	}

	/**
	 * Sends the waiting orders. Returns the problem if that failed.
	 *
	 * @return array{problem: array<string, string>|null}
	 */
	public function send_now(): array {
		Outbox::hurry();
		return array( 'problem' => Sender::run( 20 )?->stored() );
	}
}
