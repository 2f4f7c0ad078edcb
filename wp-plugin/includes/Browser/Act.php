<?php
/**
 * The way to the bridge for a browser that cannot sign.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Browser;

use Kontor\Bridge\Bridge\Proof;
use Kontor\Bridge\Pairing\Pairing;
use WP_REST_Request;

/**
 * `POST kontor/v1/act`: signs the user's request with the shop's key, and names the user in the claim `act`. It is for
 * pages without https, where browsers have no `crypto.subtle`. The bridge treats such a request as the user's own, and
 * notes `act` in its journal.
 */
final class Act extends Forward {
	protected const ROUTE = '/act';

	/**
	 * The shop's proof.
	 *
	 * @param WP_REST_Request $request The browser's request.
	 * @param Pairing         $pairing The shop's pairing.
	 * @param User            $user    The logged-in user.
	 * @param Target          $target  The request at the bridge.
	 * @param string          $body    The raw body.
	 * @return array<string, string>
	 */
	protected function proof( WP_REST_Request $request, Pairing $pairing, User $user, Target $target, string $body ): array {
		return array(
			Proof::HEADER => Proof::sign( $pairing->key, $pairing->shop, $pairing->bridge, $target->method, $target->path, $body, time(), wp_generate_uuid4(), $user->act() ),
		);
	}
}
