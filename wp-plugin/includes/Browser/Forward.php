<?php
/**
 * Passes requests of browsers on to the bridge.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Browser;

use Kontor\Bridge\Bridge\Http;
use Kontor\Bridge\Bridge\RawAnswer;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;
use WP_REST_Request;
use WP_REST_Response;

/**
 * Passes a request on to the paired bridge, and to no other server: `POST kontor/v1/<route>?method=…&target=…` with the
 * raw body. It follows no redirect. The answer goes back with its status, its bytes and its correlation id.
 */
abstract class Forward extends BrowserRoute {
	/**
	 * The headers that prove who makes the request.
	 *
	 * @param WP_REST_Request $request The browser's request.
	 * @param Pairing         $pairing The shop's pairing.
	 * @param User            $user    The logged-in user.
	 * @param Target          $target  The request at the bridge.
	 * @param string          $body    The raw body.
	 * @return array<string, string>
	 */
	abstract protected function proof( WP_REST_Request $request, Pairing $pairing, User $user, Target $target, string $body ): array;

	/**
	 * Passes the request on.
	 *
	 * @param WP_REST_Request $request The browser's request.
	 * @param Pairing         $pairing The shop's pairing.
	 * @param User            $user    The logged-in user.
	 */
	protected function respond_to( WP_REST_Request $request, Pairing $pairing, User $user ): WP_REST_Response {
		$target = Target::of( $request, $pairing );
		if ( null === $target ) {
			return self::refused( new Problem( 'browser.wrong_target', __( 'The page asked for an address that does not lie below this shop\'s own address at the bridge.', 'kontor-bridge' ), __( 'Reload the page. If it lasts, update the plugin.', 'kontor-bridge' ) ), 400 );
		}
		$body     = 'POST' === $target->method ? (string) $request->get_body() : '';
		$headers  = $this->proof( $request, $pairing, $user, $target, $body );
		$language = $request->get_header( 'accept-language' );
		if ( is_string( $language ) ) {
			$headers['accept-language'] = $language;
		}
		$answer = Http::pass( $target->method, $pairing->bridge . $target->path, $body, $headers );
		return $answer instanceof RawAnswer ? self::raw( $answer ) : self::refused( self::for_a_person( $answer ), 502 );
	}

	/**
	 * The bridge's answer as its own bytes. WordPress would otherwise encode the body as JSON again.
	 *
	 * @param RawAnswer $answer The bridge's answer.
	 */
	private static function raw( RawAnswer $answer ): WP_REST_Response {
		$response = new WP_REST_Response( null, $answer->status );
		foreach ( $answer->headers as $name => $value ) {
			$response->header( $name, $value );
		}
		$response->header( 'Cache-Control', 'no-store' );
		add_filter(
			'rest_pre_serve_request',
			static function ( $is_served, $result ) use ( $response, $answer ) {
				if ( $is_served || $result !== $response ) {
					return $is_served;
				}
				// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- The bridge's own bytes, as JSON.
				echo $answer->body;
				return true;
			},
			10,
			2
		);
		return $response;
	}

	/**
	 * A problem with a remedy for a person at a screen. Unlike orders, a person's request is not tried again
	 * automatically.
	 *
	 * @param Problem $problem The problem between shop and bridge.
	 */
	private static function for_a_person( Problem $problem ): Problem {
		if ( ! in_array( $problem->code, array( 'bridge.slow', 'bridge.cut', 'bridge.unreachable' ), true ) ) {
			return $problem;
		}
		return new Problem( $problem->code, $problem->cause, __( 'Reload the page to see how things stand before you do it again. If it lasts, tell whoever runs the bridge.', 'kontor-bridge' ) );
	}
}
