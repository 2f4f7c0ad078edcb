<?php
/**
 * A route that sends chosen orders.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Screens;

use Kontor\Bridge\Office\Verbs;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Orders\Sender;
use Kontor\Bridge\Pairing\Pair;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;
use WP_REST_Request;

/** Sends orders that somebody has chosen, old ones too, and tells the outcome for each. */
final class SendRoutes {
	private const MOST    = 100;
	private const SECONDS = 20;

	/** Listens to WordPress. */
	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'open' ) );
	}

	/** Opens the route. */
	public function open(): void {
		register_rest_route(
			'kontor/v1',
			'/send',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'send' ),
				'permission_callback' => static fn (): bool => current_user_can( 'edit_shop_orders' ),
				'args'                => array(
					'ids' => array(
						'type'     => 'array',
						'items'    => array( 'type' => 'integer' ),
						'minItems' => 1,
						'maxItems' => self::MOST,
						'required' => true,
					),
				),
			)
		);
	}

	/**
	 * Notes the orders and sends them at once, within a time limit. The others wait in the outbox and are sent later.
	 *
	 * @param WP_REST_Request $request The ids of the orders.
	 * @return array{orders: list<array{id: int, outcome: string, problem: array<string, string>|null}>}
	 */
	public function send( WP_REST_Request $request ): array {
		$ids      = array_values( array_unique( array_map( 'absint', $request['ids'] ) ) );
		$unpaired = null === Pairing::current() ? Pair::unpaired() : null;
		$refused  = array();
		foreach ( $ids as $id ) {
			$refused[ $id ] = $unpaired ?? Verbs::send_again( $id );
		}
		$problem = in_array( null, $refused, true ) ? Sender::run( self::SECONDS ) : null;
		$outcome = static fn ( int $id ): array => self::outcome( $id, $refused[ $id ], $problem );
		return array( 'orders' => array_map( $outcome, $ids ) );
	}

	/**
	 * The outcome for one order: sent, waits, or refused with the reason.
	 *
	 * @param int          $id      The order.
	 * @param Problem|null $refused Why the shop does not send it; null if it does.
	 * @param Problem|null $halted  The problem with which the sender stopped; null if it did not.
	 * @return array{id: int, outcome: string, problem: array<string, string>|null}
	 */
	private static function outcome( int $id, ?Problem $refused, ?Problem $halted ): array {
		$sending = null === $refused ? Outbox::of( $id ) : null;
		$waits   = $sending['waits'] ?? false;
		$problem = $refused ?? $sending['problem'] ?? ( $waits ? $halted : null );
		$outcome = $waits ? 'waits' : ( null === $problem ? 'sent' : 'refused' );
		return array(
			'id'      => $id,
			'outcome' => $outcome,
			'problem' => $problem?->stored(),
		);
	}
}
