<?php
/**
 * Routes of the shop that a browser uses on its way to the bridge.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Browser;

use Kontor\Bridge\Pairing\Pair;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;
use WP_REST_Request;
use WP_REST_Response;

/**
 * A route for users who have a right at the bridge. WordPress checks the nonce, since the user is logged in by a
 * cookie. A shop that is not paired, or is a copy, refuses with the reason.
 */
abstract class BrowserRoute {
	/** The route below `kontor/v1`. */
	protected const ROUTE = '';

	/** Listens to WordPress. */
	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'open' ) );
	}

	/** Opens the route. */
	public function open(): void {
		register_rest_route(
			'kontor/v1',
			static::ROUTE,
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'respond' ),
				'permission_callback' => static fn (): bool => null !== User::current(),
			)
		);
	}

	/**
	 * Answers a request, or refuses it with the reason.
	 *
	 * @param WP_REST_Request $request The browser's request.
	 */
	public function respond( WP_REST_Request $request ): WP_REST_Response {
		$user    = User::current();
		$pairing = Pairing::current();
		if ( null === $user || null === $pairing ) {
			return self::refused( Pair::unpaired(), 409 );
		}
		if ( $pairing->is_elsewhere() ) {
			return self::refused( Pairing::elsewhere(), 409 );
		}
		return $this->respond_to( $request, $pairing, $user );
	}

	/**
	 * Answers a request to a shop that is paired.
	 *
	 * @param WP_REST_Request $request The browser's request.
	 * @param Pairing         $pairing The shop's pairing.
	 * @param User            $user    The logged-in user.
	 */
	abstract protected function respond_to( WP_REST_Request $request, Pairing $pairing, User $user ): WP_REST_Response;

	/**
	 * A refusal of the shop, in the form in which the bridge refuses.
	 *
	 * @param Problem $problem The reason.
	 * @param int     $status  The HTTP status.
	 */
	protected static function refused( Problem $problem, int $status ): WP_REST_Response {
		$title = __( 'The shop could not ask the bridge', 'kontor-bridge' );
		return new WP_REST_Response( $problem->stored() + array( 'title' => $title ), $status );
	}
}
