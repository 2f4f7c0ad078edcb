<?php
/**
 * The way to the bridge where the browser cannot reach it.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Browser;

use Kontor\Bridge\Pairing\Pairing;
use WP_REST_Request;

/**
 * `POST kontor/v1/relay`: passes on what the browser has signed. The proof covers the whole request, so the relay
 * cannot change it.
 */
final class Relay extends Forward {
	protected const ROUTE = '/relay';

	/**
	 * The browser's own token and proof.
	 *
	 * @param WP_REST_Request $request The browser's request.
	 * @param Pairing         $pairing The shop's pairing.
	 * @param User            $user    The logged-in user.
	 * @param Target          $target  The request at the bridge.
	 * @param string          $body    The raw body.
	 * @return array<string, string>
	 */
	protected function proof( WP_REST_Request $request, Pairing $pairing, User $user, Target $target, string $body ): array {
		$headers = array();
		foreach ( array( 'kontor-token', 'dpop' ) as $name ) {
			$headers[ $name ] = (string) $request->get_header( $name );
		}
		return array_filter( $headers );
	}
}
