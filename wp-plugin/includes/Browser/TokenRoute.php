<?php
/**
 * The route that gives a browser its token.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Browser;

use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;
use WP_REST_Request;
use WP_REST_Response;

/** `POST kontor/v1/token` with `{"jkt": …}`: a token for the logged-in user and the key with that thumbprint. */
final class TokenRoute extends BrowserRoute {
	protected const ROUTE = '/token';

	/**
	 * Mints the token.
	 *
	 * @param WP_REST_Request $request The browser's request.
	 * @param Pairing         $pairing The shop's pairing.
	 * @param User            $user    The logged-in user.
	 */
	protected function respond_to( WP_REST_Request $request, Pairing $pairing, User $user ): WP_REST_Response {
		$jkt = $request['jkt'];
		if ( ! is_string( $jkt ) || preg_match( '/^[A-Za-z0-9_-]{43}\z/', $jkt ) !== 1 ) {
			return self::refused( new Problem( 'browser.wrong_key', __( 'The page did not name its key as a thumbprint (RFC 7638).', 'kontor-bridge' ), __( 'Reload the page.', 'kontor-bridge' ) ), 422 );
		}
		$answer = new WP_REST_Response(
			array(
				'token'   => Token::mint( $pairing->key, $pairing->shop, $pairing->bridge, $user, $jkt, time() ),
				'seconds' => Token::SECONDS,
			),
			200
		);
		$answer->header( 'Cache-Control', 'no-store' );
		return $answer;
	}
}
